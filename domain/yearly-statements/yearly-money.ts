/**
 * A household's year in money (DOC-6), by member: dues, fees and services paid, and refunds in the year they
 * happened. Money counts once, when it came: what was put by as credit stands apart until it pays for
 * something, and a package that was paid in advance is not paid again when it is used.
 */
import type { Day } from "../calendar.ts";
import type { PatientId } from "../identity.ts";
import type { Tender } from "../ledger/accounts.ts";
import { addCents, toCents, zeroCents, type Cents } from "../money.ts";
import { groupOf, spreadGivenBack, standingOnLines, yearlyGroups, type BilledLine, type LineShare, type TakenOff, type YearlyGroup } from "./paid-lines.ts";

/** Tenders that were paid for before: their money counts where it came in. */
export const paidBefore: readonly Tender[] = ["gift_certificate", "package_unit", "wallet"];

/** One invoice at the beginning and at the end of the year. */
export type YearlyInvoice = {
  readonly invoiceId: number;
  readonly lines: readonly BilledLine[];
  /** Payments and credit on it, by the evening before the year and by its last evening. */
  readonly paidBeforeCents: Cents;
  readonly paidThroughCents: Cents;
  readonly takenOffBefore: readonly TakenOff[];
  readonly takenOffThrough: readonly TakenOff[];
};

/** One entry of the journal in the year that moved money or credit of the household. */
export type YearlyEntry = {
  readonly on: Day;
  readonly kind: string;
  readonly patientId: PatientId | null;
  readonly invoiceId: number | null;
  /** Money that came in, less what went out. */
  readonly moneyCents: Cents;
  /** What the household's credit grew by. */
  readonly creditCents: Cents;
  /** What payments and credit settled of invoices, but for a refund, which takes nothing of it back here. */
  readonly appliedCents: Cents;
  readonly tender: Tender | null;
  readonly reference: string;
  readonly receiptNumber: number | null;
};

export type MemberYear = {
  /** Null: the household as a whole. */
  readonly patientId: PatientId | null;
  readonly cents: Readonly<Record<YearlyGroup, Cents>>;
  /** ≥ 0 but for a refund that was itself taken back. */
  readonly refundedCents: Cents;
  readonly netCents: Cents;
};

export type MoneyRow = {
  readonly on: Day;
  /** What happened: money came, came back, was refunded, or credit moved from or to another household. */
  readonly what: "payment" | "returned" | "refund" | "moved";
  readonly tender: Tender | null;
  readonly reference: string;
  readonly receiptNumber: number | null;
  readonly cents: Cents;
};

export type HouseholdYear = {
  readonly members: readonly MemberYear[];
  /** What was put by as credit, less credit that paid for something. */
  readonly toCreditCents: Cents;
  /** Members and credit together: the same as the money rows come to. */
  readonly netCents: Cents;
  readonly money: readonly MoneyRow[];
};

/** The year's money by member. The members and the credit always add up to the rows of money. */
export function householdYear(invoices: readonly YearlyInvoice[], entries: readonly YearlyEntry[]): HouseholdYear {
  const byMember = new Map<PatientId | null, Record<YearlyGroup | "refunded", number>>();
  const add = (patientId: PatientId | null, group: YearlyGroup | "refunded", cents: number): void => {
    const sums = byMember.get(patientId) ?? { dues: 0, fees: 0, services: 0, refunded: 0 };
    sums[group] += cents;
    byMember.set(patientId, sums);
  };
  const addShares = (shares: readonly LineShare[], sign: 1 | -1): void => {
    for (const { line, cents } of shares) add(line.patientId, groupOf(line), sign * cents);
  };
  const byId = new Map(invoices.map((invoice) => [invoice.invoiceId, invoice]));
  for (const { lines, paidBeforeCents, paidThroughCents, takenOffBefore, takenOffThrough } of invoices) {
    addShares(standingOnLines(lines, takenOffThrough, paidThroughCents), 1);
    addShares(standingOnLines(lines, takenOffBefore, paidBeforeCents), -1);
  }
  for (const entry of entries) {
    const givenBack = givenBackBy(entry);
    if (givenBack === 0) continue;
    const lines = entry.invoiceId === null ? [] : (byId.get(entry.invoiceId)?.lines ?? []);
    if (entry.patientId !== null || lines.length === 0) add(entry.patientId, "refunded", givenBack);
    else for (const { line, cents } of spreadGivenBack(lines, givenBack)) add(line.patientId, "refunded", cents);
  }
  const members = [...byMember].flatMap(([patientId, { refunded, ...sums }]): MemberYear[] => {
    if (refunded === 0 && yearlyGroups.every((group) => sums[group] === 0)) return [];
    const cents = { dues: toCents(sums.dues), fees: toCents(sums.fees), services: toCents(sums.services) };
    return [{ patientId, cents, refundedCents: toCents(refunded), netCents: addCents(cents.dues, cents.fees, cents.services, -refunded) }];
  });
  const toCreditCents = addCents(zeroCents, ...entries.map(({ creditCents }) => creditCents));
  return {
    members,
    toCreditCents,
    netCents: addCents(toCreditCents, ...members.map(({ netCents }) => netCents)),
    money: entries.flatMap(moneyRow),
  };
}

/** What left an invoice's revenue as money or as credit; credit of another household is no refund. */
function givenBackBy({ kind, appliedCents, creditCents, moneyCents }: YearlyEntry): Cents {
  return kind === "transferred" ? zeroCents : addCents(appliedCents, creditCents, -moneyCents);
}

function moneyRow({ on, kind, tender, reference, receiptNumber, moneyCents, creditCents }: YearlyEntry): MoneyRow[] {
  const row = { on, tender, reference, receiptNumber };
  if (kind === "transferred") return creditCents === 0 ? [] : [{ ...row, what: "moved", cents: creditCents }];
  if (moneyCents === 0) return [];
  const what = kind === "refunded" || kind === "package_cancelled" ? "refund" : moneyCents < 0 ? "returned" : "payment";
  return [{ ...row, what, cents: moneyCents }];
}
