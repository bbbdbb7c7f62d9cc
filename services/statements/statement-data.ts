/** A household's statement from the ledger (DOC-4): opening, charges by member, payments, closing, aging. */
import type { ReadableDb } from "#db/database.ts";
import { findBilledHousehold } from "#db/invoices.ts";
import {
  findPaymentWords,
  listAccountEntries,
  listCharges,
  listOpenAmounts,
  type AccountEntry,
} from "#db/statements/ledger-lines.ts";
import type { Day } from "#domain/calendar.ts";
import type { HouseholdId } from "#domain/identity.ts";
import { ageBucket } from "#domain/invoices/aging.ts";
import { billToLines } from "#domain/invoices/bill-to.ts";
import { addCents, toCents, zeroCents, type Cents } from "#domain/money.ts";
import { refuse } from "#domain/refusal.ts";
import { openingAt, sinceLastZero } from "#domain/statements/account.ts";
import type { TextLanguage } from "#domain/texts/language.ts";
import type { AgeMessages, AgingLine, StatementData, StatementLine, StatementPayment } from "#domain/statements/document-data.ts";
import { tenderWord } from "#domain/payments/tender-words.ts";
import { fillWords } from "#domain/texts/fill-words.ts";
import { printMoney } from "#domain/statements/print-format.ts";
import type { Tender } from "#domain/ledger/accounts.ts";
import type { Printing } from "./print-setup.ts";
import { usableCents } from "../wallet/spend.ts";

export type StatementRequest = {
  readonly householdId: HouseholdId;
  /** Null: since the last zero balance. */
  readonly fromOn: Day | null;
  readonly note: string;
};

export type HouseholdOnPaper = {
  readonly number: number;
  readonly name: string;
  readonly addressLines: readonly string[];
  readonly creditCents: Cents;
};

/** Refuses `payment_household_not_found`. */
export function readHouseholdOnPaper(db: ReadableDb, householdId: HouseholdId, homeCountry: string): HouseholdOnPaper {
  const household = findBilledHousehold(db, householdId);
  if (!household) refuse("payment_household_not_found", {});
  const name = household.name;
  const number = db.get<{ number: number }>("select number from household where id = ?", householdId)?.number ?? 0;
  return {
    number,
    name,
    addressLines: billToLines("", household, household.homeCountry ?? homeCountry),
    creditCents: household.creditCents,
  };
}

/** Works the statement out as of a day. Refuses `payment_household_not_found`. */
export function readStatement(db: ReadableDb, printing: Printing, request: StatementRequest, today: Day): StatementData {
  const household = readHouseholdOnPaper(db, request.householdId, printing.homeCountry);
  const entries = listAccountEntries(db, request.householdId, today);
  const start = request.fromOn === null ? sinceLastZero(entries, today) : openingAt(entries, request.fromOn);
  const shown = entries.filter((entry) => entry.on >= start.fromOn);
  const lines = shown.flatMap((entry) => chargesOf(db, entry));
  const payments = shown.flatMap((entry) => paymentOf(db, entry, printing.language));
  const closingCents = addCents(start.openingCents, ...shown.map((entry) => entry.netCents));
  return {
    setup: printing.setup,
    letterhead: printing.letterhead,
    recipient: { name: household.name, addressLines: household.addressLines },
    householdNumber: String(household.number),
    statementOn: today,
    fromOn: start.fromOn,
    throughOn: today,
    openingCents: start.openingCents,
    lines,
    payments,
    closingCents,
    aging: agingOf(db, request.householdId, today),
    unusedCreditCents: household.creditCents,
    walletCents: usableCents(db, request.householdId, today),
    amountDueCents: toCents(Math.max(0, closingCents)),
    dueOn: null,
    messages: messagesFor(printing, { payer: household.name, cents: toCents(Math.max(0, closingCents)) }),
    note: request.note,
    paymentOptions: printing.paymentOptions,
  };
}

const paymentKinds = new Set<AccountEntry["kind"]>(["payment_received", "payment_reversed", "refunded"]);

/** Charges line by line where an invoice was issued; everything else as one line with its own words. */
function chargesOf(db: ReadableDb, entry: AccountEntry): StatementLine[] {
  if (paymentKinds.has(entry.kind)) return [];
  if ((entry.kind === "invoice_issued" || entry.kind === "invoice_revised") && entry.invoiceId !== null)
    return listCharges(db, entry.invoiceId)
      .filter((line) => line.cents !== 0)
      .map((line) => lineOf(entry.on, line.patientName, line.description, line.cents));
  return [lineOf(entry.on, entry.patientName, entry.memo, entry.netCents)];
}

function lineOf(on: Day, patientName: string | null, description: string, cents: Cents): StatementLine {
  return {
    on,
    patientName,
    description,
    chargeCents: cents > 0 ? cents : zeroCents,
    creditCents: cents < 0 ? toCents(-cents) : zeroCents,
  };
}

/** The practice's messages with their fields filled for this household. */
function messagesFor({ messages, letterhead, setup }: Printing, { payer, cents }: { readonly payer: string; readonly cents: Cents }): AgeMessages {
  const amount = cents > 0 ? printMoney(cents, setup.currency, setup.locale) : "";
  const values = { practice: letterhead.name, phone: letterhead.phone ?? "", payer, amount };
  return {
    days0to30: fillWords(messages.days0to30, values),
    days31to60: fillWords(messages.days31to60, values),
    days61to90: fillWords(messages.days61to90, values),
    over90: fillWords(messages.over90, values),
  };
}

function paymentOf(db: ReadableDb, entry: AccountEntry, language: TextLanguage): StatementPayment[] {
  if (!paymentKinds.has(entry.kind)) return [];
  const words = entry.paymentId === null ? undefined : findPaymentWords(db, entry.paymentId);
  const paid = words ? `${tenderWord(words.tender as Tender, language)}${words.reference === "" ? "" : ` ${words.reference}`}` : entry.memo;
  const back = language === "es" ? (entry.kind === "refunded" ? "Reembolso" : "Pago devuelto") : entry.memo;
  const description = entry.kind === "payment_received" ? paid : `${back} (${paid})`;
  return [{ on: entry.on, description, amountCents: toCents(-entry.netCents) }];
}

/** Open amounts by age as of the statement's day (INV-11); what is not due yet counts as 0–30. */
function agingOf(db: ReadableDb, householdId: HouseholdId, today: Day): AgingLine {
  const sums = { days0to30Cents: zeroCents, days31to60Cents: zeroCents, days61to90Cents: zeroCents, over90Cents: zeroCents };
  const field = { not_due: "days0to30Cents", "0_30": "days0to30Cents", "31_60": "days31to60Cents", "61_90": "days61to90Cents", over_90: "over90Cents" } as const;
  for (const open of listOpenAmounts(db, householdId)) {
    const name = field[ageBucket(today, open.dueOn)];
    sums[name] = addCents(sums[name], open.cents);
  }
  return sums;
}
