/** Shows exactly what an enrolment will do (MEM-21): the same plan that `enrolPatients` carries out. */
import { householdCredit } from "#db/credits.ts";
import type { ReadableDb } from "#db/database.ts";
import { findPayerName } from "#db/memberships/enrolment-facts.ts";
import { dayOfMonthOf, type Day } from "#domain/calendar.ts";
import { explain, type Explained } from "#domain/billing/explain.ts";
import { priceLine, type NewLine } from "#domain/invoices/lines.ts";
import type { FirstMoney } from "#domain/memberships/enrolment.ts";
import { addCents, toCents, type Cents } from "#domain/money.ts";
import { defaultSigner } from "../agreements/read-agreement.ts";
import { look, type Cx } from "../context.ts";
import { promisedBenefits } from "../billing/grant-benefits.ts";
import { planEnrolment, type EnrolmentInput, type EnrolmentPlan, type PlannedMember } from "./enrolment-plan.ts";
import { foreseeDraws } from "./foresee-draws.ts";
import { joiningMembers, provisionalId } from "./price-enrolment.ts";

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
    /** After the waiting days of the plan or the benefit (MEM-7). */
    readonly usableFromOn: Day;
    readonly untilOn: Day;
  }[];
  readonly creditUsedCents: Cents;
  /** What there is to sign, as it will be kept (MEM-8). */
  readonly agreements: { readonly patientName: string; readonly planName: string; readonly text: string; readonly fingerprint: string }[];
  /** Who signs by default: the payer for several and for a child, else the member. */
  readonly signerName: string;
  /** What each way to pay the days before the first draw comes to (MEM-2); empty where there are no such days. */
  readonly firstMoneyChoices: FirstMoneyChoice[];
  readonly warnings: string[];
};

export type FirstMoneyChoice = {
  readonly firstMoney: FirstMoney;
  readonly todayCents: Cents;
  readonly firstDraw: { readonly on: Day; readonly cents: Cents } | null;
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
      nextDraws: drawsOf(db, input, plan).map(({ on, cents: drawCents, lines: drawn }) => ({
        on,
        cents: drawCents,
        lines: drawn.map((line) => quoteLine(line, names.get(line.patientId ?? (0 as never)) ?? "")),
      })),
      benefits: plan.members.flatMap((member) =>
        promisedBenefits(member.plan.terms, input.startOn, member.now[0]?.dues ?? member.later[0]).map((benefit) => ({
          patientName: member.patient.name,
          ...benefit,
        })),
      ),
      creditUsedCents: toCents(Math.min(cents, householdCredit(db, input.householdId))),
      agreements: plan.members.flatMap(({ agreement, patient, plan: { name } }) =>
        agreement ? [{ patientName: patient.name, planName: name, text: agreement.text, fingerprint: agreement.fingerprint }] : [],
      ),
      signerName: signerOfAll(cx, db, input, plan),
      firstMoneyChoices: choicesOf(cx, db, input, plan),
      warnings: plan.warnings,
    };
  });
}

function signerOfAll(cx: Cx, db: ReadableDb, input: EnrolmentInput, { members }: EnrolmentPlan): string {
  const [first, second] = members;
  if (!first) return "";
  return (second ? findPayerName(db, input.householdId) : undefined) ?? defaultSigner(db, first.patient, cx.today);
}

function drawsOf(db: ReadableDb, input: EnrolmentInput, plan: EnrolmentPlan) {
  return foreseeDraws(db, {
    householdId: input.householdId,
    shown: plan.members.map((member, index) => ({
      membershipId: provisionalId(index),
      patientId: member.patient.patientId,
      startOn: input.startOn,
      draws: member.later,
      openingPaidCents: openingPaid(member),
    })),
    joining: joiningMembers(plan.members, input.startOn),
    coupons: plan.coupons,
    days: 3,
  });
}

/** The three ways side by side, each worked out by the plan that would be carried out (MEM-21). */
function choicesOf(cx: Cx, db: ReadableDb, input: EnrolmentInput, plan: EnrolmentPlan): FirstMoneyChoice[] {
  if (plan.drawDay === dayOfMonthOf(input.startOn)) return [];
  return firstMoneyWays.map((firstMoney) => {
    const way = firstMoney === input.firstMoney ? plan : planEnrolment(cx, db, { ...input, firstMoney });
    const [draw] = drawsOf(db, input, way);
    return {
      firstMoney,
      todayCents: addCents(...way.lines.map((line) => addCents(priceLine(line).netCents, priceLine(line).taxCents))),
      firstDraw: draw ? { on: draw.on, cents: draw.cents } : null,
    };
  });
}

const firstMoneyWays: readonly FirstMoney[] = ["stub_now", "free_until_draw", "full_now"];

export function quoteLine(line: NewLine, patientName: string): QuoteLine {
  const priced = priceLine(line);
  return {
    patientName,
    description: line.description,
    cents: addCents(priced.netCents, priced.taxCents),
    explain: explain(line.facts, priced.netCents),
  };
}

/** What the full period paid at once came to, where the first draw takes off the days paid twice (MEM-2). */
function openingPaid({ record, now }: PlannedMember): Cents | null {
  if (record.opening !== "full") return null;
  return now.find(({ dues }) => dues.to === record.anchorOn)?.dues.amountCents ?? null;
}
