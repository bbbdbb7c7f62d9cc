/** Shows exactly what an enrolment will do (MEM-21): the same plan that `enrolPatients` carries out. */
import { householdCredit } from "#db/credits.ts";
import type { Day } from "#domain/calendar.ts";
import { explain, type Explained } from "#domain/billing/explain.ts";
import { priceLine, type NewLine } from "#domain/invoices/lines.ts";
import { addCents, toCents, type Cents } from "#domain/money.ts";
import { look, type Cx } from "../context.ts";
import { promisedBenefits } from "../billing/grant-benefits.ts";
import { duesLine } from "../billing/dues-line.ts";
import { planEnrolment, type EnrolmentInput, type PlannedMember } from "./enrolment-plan.ts";

export type QuoteLine = {
  readonly patientName: string;
  readonly description: string;
  readonly cents: Cents;
  readonly explain: Explained;
};

export type EnrolmentQuote = {
  readonly drawDay: number;
  readonly today: { readonly cents: Cents; readonly lines: QuoteLine[] };
  readonly nextDraws: { readonly on: Day; readonly cents: Cents; readonly lines: QuoteLine[] }[];
  readonly benefits: {
    readonly patientName: string;
    readonly label: string;
    readonly quantity: number;
    readonly untilOn: Day;
  }[];
  readonly creditUsedCents: Cents;
  readonly warnings: string[];
};

export function quoteEnrolment(cx: Cx, input: EnrolmentInput): EnrolmentQuote {
  return look<EnrolmentQuote>(cx, (db) => {
    const plan = planEnrolment(cx, db, input);
    const names = new Map(plan.members.map((member) => [member.patient.patientId, member.patient.name]));
    const lines = plan.lines.map((line) => quoteLine(line, names.get(line.patientId ?? (0 as never)) ?? ""));
    const cents = addCents(...lines.map((line) => line.cents));
    return {
      drawDay: plan.drawDay,
      today: { cents, lines },
      nextDraws: drawsByDay(plan.members).slice(0, 3),
      benefits: plan.members.flatMap((member) =>
        promisedBenefits(member.plan.terms, input.startOn).map((benefit) => ({
          patientName: member.patient.name,
          ...benefit,
        })),
      ),
      creditUsedCents: toCents(Math.min(cents, householdCredit(db, input.householdId))),
      warnings: plan.warnings,
    };
  });
}

export function quoteLine(line: NewLine, patientName: string): QuoteLine {
  const priced = priceLine(line);
  return {
    patientName,
    description: line.description,
    cents: addCents(priced.netCents, priced.taxCents),
    explain: explain(line.facts, priced.netCents),
  };
}

/** The members' next draws put together by day, as the household will be asked for them (MEM-6). */
function drawsByDay(members: readonly PlannedMember[]): EnrolmentQuote["nextDraws"] {
  const days = new Map<Day, QuoteLine[]>();
  for (const { patient, plan, later } of members)
    for (const dues of later) {
      const line = quoteLine(
        duesLine(dues, {
          patientId: patient.patientId,
          membershipId: null,
          planName: plan.name,
          taxRatePpm: plan.terms.taxRatePpm,
        }),
        patient.name,
      );
      days.set(dues.chargeOn, [...(days.get(dues.chargeOn) ?? []), line]);
    }
  return [...days]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([on, lines]) => ({ on, lines, cents: addCents(...lines.map((line) => line.cents)) }));
}
