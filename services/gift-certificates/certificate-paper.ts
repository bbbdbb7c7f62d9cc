/** A gift certificate on paper, with its code and what is left of it (PKG-12). */
import type { GiftCertificateId } from "#domain/identity.ts";
import { toCents } from "#domain/money.ts";
import type { DeskPaperData } from "#domain/statements/present-desk-paper.ts";
import { printDay } from "#domain/statements/print-format.ts";
import { look, type Cx } from "../context.ts";
import { readPrinting } from "../statements/print-setup.ts";
import { readHouseholdOnPaper } from "../statements/statement-data.ts";
import { readCertificate } from "./list.ts";

const moveWords = { redeemed: "Redeemed", returned: "Given back", cancelled: "Cancelled" } as const;

/** Refuses `certificate_not_found`. */
export function readCertificatePaper(
  cx: Cx,
  certificateId: GiftCertificateId,
): { readonly fileName: string; readonly data: DeskPaperData } {
  return look<{ readonly fileName: string; readonly data: DeskPaperData }>(cx, (db) => {
    const one = readCertificate(db, certificateId);
    const printing = readPrinting(db);
    const buyer = readHouseholdOnPaper(db, one.householdId, printing.homeCountry);
    return {
      fileName: `gift-certificate-${one.number}.pdf`,
      data: {
        setup: printing.setup,
        letterhead: printing.letterhead,
        recipient: one.recipient === "" ? { name: buyer.name, addressLines: buyer.addressLines } : { name: one.recipient, addressLines: [] },
        datedOn: cx.today,
        heading: "Gift certificate",
        reference: `Gift certificate ${one.number}`,
        facts: [
          { label: "Number", value: String(one.number) },
          { label: "Bought on", value: printDay(one.soldOn, printing.setup.locale) },
          { label: "From", value: one.buyerName },
        ],
        banner: one.code,
        sections: [
          {
            name: "Used so far",
            rows: one.moves.map(({ kind, amountCents, movedOn, receiptNumber }) => ({
              on: movedOn,
              text: moveWords[kind],
              detail: receiptNumber === null ? "" : `Receipt ${receiptNumber}`,
              cents: toCents(amountCents),
            })),
          },
        ],
        total: { label: "Left on this certificate", cents: one.leftCents },
        settled: [{ label: "Bought for", cents: one.amountCents }],
        notes: [
          one.state === "cancelled"
            ? "This certificate was cancelled and is not accepted any more."
            : "Show this code when you pay. It can be used in parts and does not expire.",
        ],
        signers: [],
      },
    };
  });
}
