/** A yearly statement's facts as the words and amounts on the paper (DOC-6); `yearly-statement.typ` lays them out. */
import { makeDay } from "../calendar.ts";
import { invariant } from "../invariant.ts";
import { addCents, toCents, zeroCents, type Cents } from "../money.ts";
import { tenderWord } from "../payments/tender-words.ts";
import { documentLanguage } from "../statements/document-words.ts";
import type { PrintSetup } from "../statements/document-data.ts";
import { presentLetter, type LabelledText, type LetterPrint } from "../statements/present-letter.ts";
import { printAmount, printDay, printMoney, printPeriod } from "../statements/print-format.ts";
import type { MoneyRow } from "./yearly-money.ts";
import { yearlyWords } from "./yearly-words.ts";
import type { YearlyMemberData, YearlyStatementData } from "./yearly-statement-data.ts";

export type YearlyStatementPrint = {
  readonly letter: LetterPrint;
  readonly soFar: string | null;
  /** Columns: member, dues, fees, services, refunds, paid. The last row is the total. */
  readonly paid: { readonly name: string; readonly columns: readonly string[]; readonly rows: readonly (readonly string[])[]; readonly total: readonly string[]; readonly empty: string };
  /** Columns: day, code, service with whom and by what, list value, patient cost. */
  readonly included: {
    readonly name: string;
    readonly columns: readonly string[];
    readonly rows: readonly { readonly on: string; readonly code: string; readonly text: string; readonly detail: string; readonly list: string; readonly paid: string }[];
    readonly total: readonly string[];
    readonly empty: string;
  };
  readonly money: { readonly name: string; readonly columns: readonly string[]; readonly rows: readonly { readonly on: string; readonly text: string; readonly amount: string }[]; readonly total: LabelledText };
  readonly notes: readonly string[];
  readonly signature: { readonly who: string; readonly taxId: LabelledText; readonly date: string };
};

/** Lays out a yearly statement. Facts that do not add up are our bug, never something to print. */
export function presentYearlyStatement(data: YearlyStatementData): YearlyStatementPrint {
  requireAddsUp(data);
  const { setup, letterhead, members } = data;
  const { currency, locale } = setup;
  const words = yearlyWords(locale, setup.words);
  const amount = (cents: Cents): string => printAmount(cents, currency, locale);
  const minus = (cents: Cents): string => (cents === 0 ? amount(cents) : amount(toCents(-cents)));
  const sum = (of: (member: YearlyMemberData) => Cents): Cents => addCents(zeroCents, ...members.map(of));
  const heading = words.title(data.year);
  const period = printPeriod(makeDay(data.year, 1, 1), data.throughOn, locale);
  const taxId = { label: words.taxId, value: letterhead.taxId ?? words.noTaxId };
  const columns = (member: YearlyMemberData, name: string): string[] => [
    name,
    amount(member.duesCents),
    amount(member.feesCents),
    amount(member.servicesCents),
    minus(member.refundedCents),
    amount(member.netCents),
  ];
  return {
    letter: presentLetter({
      kind: "yearly_statement",
      setup,
      letterhead,
      recipient: data.recipient,
      datedOn: data.madeOn,
      heading,
      reference: `${words.account} ${data.householdNumber}`,
      facts: [
        { label: words.account, value: data.householdNumber },
        { label: words.period, value: period },
        { label: words.made, value: printDay(data.madeOn, locale) },
        taxId,
      ],
    }),
    soFar: data.throughOn < makeDay(data.year, 12, 31) ? words.soFar : null,
    paid: {
      name: words.paidHeading(data.year),
      columns: [words.member, words.dues, words.fees, words.services, words.refunds, words.paid],
      rows: [
        ...members.map((member) => columns(member, member.name ?? words.household)),
        ...(data.toCreditCents === 0
          ? []
          : [[data.toCreditCents > 0 ? words.toCredit : words.fromCredit, "", "", "", "", amount(data.toCreditCents)]]),
      ],
      total: [
        words.total,
        amount(sum((member) => member.duesCents)),
        amount(sum((member) => member.feesCents)),
        amount(sum((member) => member.servicesCents)),
        minus(sum((member) => member.refundedCents)),
        printMoney(data.netCents, currency, locale),
      ],
      empty: members.length === 0 && data.toCreditCents === 0 ? words.noMoney : "",
    },
    included: {
      name: words.includedHeading,
      columns: [words.day, words.code, words.service, words.list, words.youPaid],
      rows: data.included.map((service) => ({
        on: printDay(service.on, locale),
        code: service.code,
        text: service.description,
        detail: [service.patientName, words.by[service.by](service.name)].filter((part) => part !== "").join(" \u00b7 "),
        list: amount(service.listCents),
        paid: amount(service.patientCents),
      })),
      total: [
        words.total,
        printMoney(addCents(zeroCents, ...data.included.map(({ listCents }) => listCents)), currency, locale),
        printMoney(addCents(zeroCents, ...data.included.map(({ patientCents }) => patientCents)), currency, locale),
      ],
      empty: data.included.length === 0 ? words.noneIncluded : "",
    },
    money: {
      name: words.moneyHeading,
      columns: [words.day, words.what, words.amount],
      rows: data.money.map((row) => ({ on: printDay(row.on, locale), text: whatHappened(row, setup), amount: amount(row.cents) })),
      total: { label: words.total, value: printMoney(data.netCents, currency, locale) },
    },
    notes: [words.notes.years, words.notes.taxes, ...(data.hasPackages ? [words.notes.packages] : [])],
    signature: { who: `${words.signature}: ${letterhead.name}`, taxId, date: words.date },
  };
}

/** `Payment · Check 1043 · receipt 12`. */
function whatHappened({ what, tender, reference, receiptNumber }: MoneyRow, { locale, words: own }: PrintSetup): string {
  const words = yearlyWords(locale, own);
  const by = tender === null ? "" : `${tenderWord(tender, documentLanguage(locale))} ${reference}`.trim();
  return [words.happened[what], by, receiptNumber === null ? "" : words.receipt(receiptNumber)].filter((part) => part !== "").join(" \u00b7 ");
}

function requireAddsUp({ members, toCreditCents, netCents, money }: YearlyStatementData): void {
  for (const one of members)
    invariant(one.netCents === one.duesCents + one.feesCents + one.servicesCents - one.refundedCents, "a member's year adds up");
  invariant(netCents === addCents(toCreditCents, ...members.map((one) => one.netCents)), "members and credit are the household's year");
  invariant(netCents === addCents(zeroCents, ...money.map(({ cents }) => cents)), "the year is what was paid and given back");
}
