/** What a yearly statement says (DOC-6), as facts that were read from the ledger. */
import type { Day } from "../calendar.ts";
import type { Cents } from "../money.ts";
import type { Letterhead, PrintSetup, Recipient } from "../statements/document-data.ts";
import type { MoneyRow } from "./yearly-money.ts";

export type YearlyMemberData = {
  /** Null: for the household as a whole. */
  readonly name: string | null;
  readonly duesCents: Cents;
  readonly feesCents: Cents;
  readonly servicesCents: Cents;
  readonly refundedCents: Cents;
  readonly netCents: Cents;
};

export type IncludedService = {
  readonly on: Day;
  readonly patientName: string;
  /** Empty where the catalogue has none. */
  readonly code: string;
  readonly description: string;
  /** What it was included in: a benefit or a plan by its name, or a package that was paid for in advance. */
  readonly by: "benefit" | "plan" | "package";
  readonly name: string;
  readonly listCents: Cents;
  /** 0.00, but for what a cap or a larger service left to pay. */
  readonly patientCents: Cents;
};

export type YearlyStatementData = {
  readonly setup: PrintSetup;
  readonly letterhead: Letterhead;
  readonly recipient: Recipient;
  readonly householdNumber: string;
  readonly year: number;
  readonly madeOn: Day;
  /** The last day of the year, or the day on which it was made when the year still runs. */
  readonly throughOn: Day;
  readonly members: readonly YearlyMemberData[];
  readonly toCreditCents: Cents;
  readonly netCents: Cents;
  readonly money: readonly MoneyRow[];
  readonly included: readonly IncludedService[];
  /** Something in the list was paid for with a package (a sentence says so). */
  readonly hasPackages: boolean;
};
