/** How this practice prints, its letterhead and the words around its papers, in the language of whom they are for (DOC-8). */
import type { ReadableDb } from "#db/database.ts";
import { findPractice } from "#db/practice.ts";
import { invariant } from "#domain/invariant.ts";
import { addressLines } from "#domain/people/address.ts";
import { currencyDigits } from "#domain/practice/currency.ts";
import type { AgeMessages, Letterhead, PrintSetup } from "#domain/statements/document-data.ts";
import { envelopePresets, papers, type EnvelopeName, type PaperName } from "#domain/statements/envelope.ts";
import { noNudge } from "#domain/statements/nudge.ts";
import type { HouseholdId } from "#domain/identity.ts";
import { languageOfLocale, localeFor, type TextLanguage } from "#domain/texts/language.ts";
import { look, type Cx } from "../context.ts";
import { languageOfHousehold, ownWordsOf, textLines, wordsOf } from "../texts/words.ts";

export type Printing = {
  readonly setup: PrintSetup;
  readonly letterhead: Letterhead;
  readonly language: TextLanguage;
  /** As the practice writes them: their fields are filled for each household. */
  readonly messages: AgeMessages;
  readonly paymentOptions: readonly string[];
  readonly minimumCents: number;
  readonly homeCountry: string;
};

const symbols: Readonly<Record<string, string>> = { USD: "$", EUR: "€", GBP: "£", CAD: "$", AUD: "$", JPY: "¥", MXN: "$" };

/** In the practice's own language, unless another is asked for. */
export function readPrinting(db: ReadableDb, asked?: TextLanguage): Printing {
  const practice = findPractice(db);
  invariant(practice, "an open practice has its settings");
  const word = (text: string): string | null => (text.trim() === "" ? null : text.trim());
  const phone = word(practice.phone);
  const language = asked ?? languageOfLocale(practice.locale);
  return {
    setup: {
      paper: practice.paper in papers ? (practice.paper as PaperName) : "letter",
      envelope: practice.envelope in envelopePresets ? (practice.envelope as EnvelopeName) : "single-10",
      addressWindow: null,
      nudge: noNudge,
      locale: localeFor(practice.locale, language),
      currency: {
        code: practice.currency,
        decimals: currencyDigits(practice.currency) === 0 ? 0 : 2,
        symbol: symbols[practice.currency] ?? practice.currency,
      },
      training: practice.kind !== "live",
      ...ownWordsOf(db),
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
    language,
    messages: messagesOf(db, language),
    paymentOptions: textLines(db, "payment.ways", language, { practice: practice.name, phone: phone ?? "" }),
    minimumCents: practice.statement_minimum_cents,
    homeCountry: practice.country,
  };
}

/** The older the debt, the firmer the words; the practice's own message comes first on every statement. */
function messagesOf(db: ReadableDb, language: TextLanguage): AgeMessages {
  const own = wordsOf(db, "statement.message", language).body;
  const with_ = (text: string): string => [own, text].filter((part) => part !== "").join("\n");
  return {
    days0to30: with_(""),
    days31to60: with_(wordsOf(db, "statement.over_30", language).body),
    days61to90: with_(wordsOf(db, "statement.over_60", language).body),
    over90: with_(wordsOf(db, "statement.over_90", language).body),
  };
}

/** For a paper of one household: in the language of its payer. */
export function readPrintingFor(db: ReadableDb, householdId: HouseholdId): Printing {
  return readPrinting(db, languageOfHousehold(db, householdId));
}

/** The same for many households, each language read once. */
export function printingByHousehold(db: ReadableDb): (householdId: HouseholdId) => Printing {
  const known = new Map<TextLanguage, Printing>();
  return (householdId) => {
    const language = languageOfHousehold(db, householdId);
    const printing = known.get(language) ?? readPrinting(db, language);
    known.set(language, printing);
    return printing;
  };
}

/** The same for a use case that only prints. */
export function readPrintingOf(cx: Cx): Printing {
  return look<Printing>(cx, (db) => readPrinting(db));
}
