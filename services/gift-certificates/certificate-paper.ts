/** A gift certificate on paper, with its code and what is left of it (PKG-12). */
import type { ReadableDb } from "#db/database.ts";
import type { Day } from "#domain/calendar.ts";
import type { GiftCertificateId } from "#domain/identity.ts";
import { toCents } from "#domain/money.ts";
import type { DeskPaperData } from "#domain/statements/present-desk-paper.ts";
import { printDay } from "#domain/statements/print-format.ts";
import { look, type Cx } from "../context.ts";
import { sayText } from "../texts/words.ts";
import { readPrintingFor, type Printing } from "../statements/print-setup.ts";
import { readHouseholdOnPaper } from "../statements/statement-data.ts";
import { readCertificate } from "./list.ts";

export type CertificatePaper = { readonly fileName: string; readonly data: DeskPaperData };

/** Refuses `certificate_not_found`. */
export function readCertificatePaper(cx: Cx, certificateId: GiftCertificateId): CertificatePaper {
  return look<CertificatePaper>(cx, (db) =>
    certificatePaperOf(db, readPrintingFor(db, readCertificate(db, certificateId).householdId), certificateId, cx.today),
  );
}

/** The certificate in the language of its printing. */
export function certificatePaperOf(db: ReadableDb, printing: Printing, certificateId: GiftCertificateId, today: Day): CertificatePaper {
  const one = readCertificate(db, certificateId);
  const { setup, letterhead, language } = printing;
  const words = certificateWords[language];
  const buyer = readHouseholdOnPaper(db, one.householdId, printing.homeCountry);
  return {
    fileName: `gift-certificate-${one.number}.pdf`,
    data: {
      setup,
      letterhead,
      recipient: one.recipient === "" ? { name: buyer.name, addressLines: buyer.addressLines } : { name: one.recipient, addressLines: [] },
      datedOn: today,
      heading: words.heading,
      reference: `${words.heading} ${one.number}`,
      facts: [
        { label: words.number, value: String(one.number) },
        { label: words.boughtOn, value: printDay(one.soldOn, setup.locale) },
        { label: words.from, value: one.buyerName },
      ],
      banner: one.code,
      sections: [
        {
          name: words.usedSoFar,
          rows: one.moves.map(({ kind, amountCents, movedOn, receiptNumber }) => ({
            on: movedOn,
            text: words[kind],
            detail: receiptNumber === null ? "" : `${words.receipt} ${receiptNumber}`,
            cents: toCents(amountCents),
          })),
        },
      ],
      total: { label: words.left, cents: one.leftCents },
      settled: [{ label: words.boughtFor, cents: one.amountCents }],
      notes: [
        one.state === "cancelled" ? words.isCancelled : sayText(db, "certificate.note", language, { practice: letterhead.name, phone: letterhead.phone ?? "" }),
      ].filter((note) => note !== ""),
      signers: [],
    },
  };
}

const certificateWords = {
  en: {
    heading: "Gift certificate",
    number: "Number",
    boughtOn: "Bought on",
    from: "From",
    usedSoFar: "Used so far",
    redeemed: "Redeemed",
    returned: "Given back",
    cancelled: "Cancelled",
    receipt: "Receipt",
    left: "Left on this certificate",
    boughtFor: "Bought for",
    isCancelled: "This certificate was cancelled and is not accepted any more.",
  },
  es: {
    heading: "Certificado de regalo",
    number: "Número",
    boughtOn: "Comprado el",
    from: "De parte de",
    usedSoFar: "Usado hasta ahora",
    redeemed: "Canjeado",
    returned: "Devuelto",
    cancelled: "Cancelado",
    receipt: "Recibo",
    left: "Queda en este certificado",
    boughtFor: "Comprado por",
    isCancelled: "Este certificado fue cancelado y ya no se acepta.",
  },
} as const;
