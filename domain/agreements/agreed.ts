/**
 * What was agreed, beside the words (MEM-8): who, which plan, which prices. It is kept with the
 * agreement, and the agreement's hash is over the words and this, so that neither can be changed
 * without being found.
 */
import type { Day, PeriodMonths } from "../calendar.ts";
import type { PlanVersionId } from "../identity.ts";
import type { Cents } from "../money.ts";

export type Agreed = {
  readonly patientName: string;
  readonly planName: string;
  readonly planVersionId: PlanVersionId;
  /** SHA-256 of the plan's terms, of which the words tell only a part. */
  readonly termsSha256: string;
  readonly priceCents: Cents;
  readonly periodMonths: PeriodMonths;
  readonly activationFeeCents: Cents;
  readonly startOn: Day;
  readonly drawDay: number;
};

/** The text whose SHA-256 is the agreement's hash. */
export function hashedText(words: string, agreed: string): string {
  return `${words}\n${agreed}`;
}

/** Who signs for a member by default: themselves once of age, else the payer of the household. */
export function signerOf(member: { readonly name: string; readonly age: number | null }, payerName: string): string {
  return member.age !== null && member.age < ageOfMajority && payerName !== "" ? payerName : member.name;
}

const ageOfMajority = 18;
