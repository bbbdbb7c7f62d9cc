/** How this practice prints, and its letterhead, from its settings: the same for every document. */
import type { ReadableDb } from "#db/database.ts";
import { findPractice } from "#db/practice.ts";
import { invariant } from "#domain/invariant.ts";
import { addressLines } from "#domain/people/address.ts";
import { currencyDigits } from "#domain/practice/currency.ts";
import type { AgeMessages, Letterhead, PrintSetup } from "#domain/statements/document-data.ts";
import { envelopePresets, papers, type EnvelopeName, type PaperName } from "#domain/statements/envelope.ts";
import { noNudge } from "#domain/statements/nudge.ts";
import { look, type Cx } from "../context.ts";

export type Printing = {
  readonly setup: PrintSetup;
  readonly letterhead: Letterhead;
  readonly messages: AgeMessages;
  readonly paymentOptions: readonly string[];
  readonly minimumCents: number;
  readonly homeCountry: string;
};

const symbols: Readonly<Record<string, string>> = { USD: "$", EUR: "€", GBP: "£", CAD: "$", AUD: "$", JPY: "¥", MXN: "$" };

export function readPrinting(db: ReadableDb): Printing {
  const practice = findPractice(db);
  invariant(practice, "an open practice has its settings");
  const word = (text: string): string | null => (text.trim() === "" ? null : text.trim());
  const phone = word(practice.phone);
  return {
    setup: {
      paper: practice.paper in papers ? (practice.paper as PaperName) : "letter",
      envelope: practice.envelope in envelopePresets ? (practice.envelope as EnvelopeName) : "single-10",
      addressWindow: null,
      nudge: noNudge,
      locale: practice.locale,
      currency: {
        code: practice.currency,
        decimals: currencyDigits(practice.currency) === 0 ? 0 : 2,
        symbol: symbols[practice.currency] ?? practice.currency,
      },
      training: practice.kind !== "live",
    },
    letterhead: {
      name: practice.name,
      addressLines: addressLines({
        line1: practice.address_line1,
        line2: practice.address_line2,
        city: practice.city,
        region: practice.region,
        postalCode: practice.postal_code,
        country: practice.country,
      }),
      phone,
      email: word(practice.email),
      taxId: word(practice.tax_id),
    },
    messages: messagesOf(practice.statement_message),
    paymentOptions: [
      "Send a check with the slip below in the enclosed envelope.",
      phone === null ? "Pay at our front desk." : `Pay at our front desk, or by card over the phone: ${phone}.`,
    ],
    minimumCents: practice.statement_minimum_cents,
    homeCountry: practice.country,
  };
}

/** The older the debt, the firmer the words; the practice's own message comes first on every statement. */
function messagesOf(own: string): AgeMessages {
  const with_ = (text: string): string => [own.trim(), text].filter((part) => part !== "").join("\n");
  return {
    days0to30: with_(""),
    days31to60: with_("Part of this balance is more than 30 days old. Please send your payment, or call us if something is not right."),
    days61to90: with_("Part of this balance is more than 60 days old. Please pay it now, or call us so that we can agree on a plan."),
    over90: with_("Part of this balance is more than 90 days old. Please call us this week."),
  };
}

/** The same for a use case that only prints. */
export function readPrintingOf(cx: Cx): Printing {
  return look<Printing>(cx, (db) => readPrinting(db));
}
