/** The draft of a price rise while it is filled in, and what it asks of the office (MEM-17). */
import { addMonths, type Day, type PeriodMonths } from "#domain/calendar.ts";
import type { MembershipId, PlanId } from "#domain/identity.ts";
import { csvAmount, csvText } from "#domain/exports/csv.ts";
import { defaultNoticeDays, type RiseScope } from "#domain/memberships/price-rise.ts";
import type { Cents } from "#domain/money.ts";
import type { PlanView } from "#contract/memberships.ts";
import type { PriceChangeInput, RaisedRow } from "#contract/plan-upkeep.ts";
import { readPercent } from "../billing-forecast/what-if-draft.ts";
import { leftOutWords } from "./upkeep-words.ts";

export type RiseDraft = {
  readonly planIds: readonly PlanId[];
  readonly how: "percent" | "amount" | "prices";
  /** As typed: `5`, `2.5`, `-3`. */
  readonly percent: string;
  readonly amountCents: Cents | null;
  /** New prices by plan and months, where each is given. */
  readonly prices: Readonly<Record<string, Cents | null>>;
  readonly effectiveOn: Day | null;
  readonly scope: RiseScope;
  readonly noticeDays: number | null;
  readonly excluded: readonly MembershipId[];
  readonly reason: string;
};

export type RiseInput = {
  readonly plans: { planId: PlanId; changes: { months: PeriodMonths; change: PriceChangeInput }[] }[];
  readonly effectiveOn: Day;
  readonly scope: RiseScope;
  readonly noticeDays: number;
  readonly excluded: MembershipId[];
  readonly reason: string;
};

export type ReadRise =
  | { readonly state: "unclear"; readonly sentence: string }
  | { readonly state: "ready"; readonly input: RiseInput };

/** The first of the month after next: letters of today are then out long enough. */
export function emptyRise(today: Day): RiseDraft {
  return {
    planIds: [],
    how: "percent",
    percent: "",
    amountCents: null,
    prices: {},
    effectiveOn: addMonths(`${today.slice(0, 7)}-01` as Day, 2),
    scope: "first_draw_after_notice",
    noticeDays: defaultNoticeDays,
    excluded: [],
    reason: "",
  };
}

export function priceKey(planId: PlanId, months: number): string {
  return `${planId}/${months}`;
}

/** What is still missing, in the order of the form, or what to ask. The reason is asked for at the end. */
export function readRise(draft: RiseDraft, plans: readonly PlanView[]): ReadRise {
  const chosen = plans.filter(({ planId }) => draft.planIds.includes(planId));
  if (chosen.length === 0) return unclear("Choose at least one plan.");
  const percent = readPercent(draft.percent);
  if (draft.how === "percent" && (percent === null || percent === 0)) return unclear("Say by how many percent, such as 5 or 2.5.");
  if (draft.how === "amount" && (draft.amountCents === null || draft.amountCents === 0)) return unclear("Say by how much.");
  const asked = chosen.map((plan) => ({ planId: plan.planId, changes: changesOf(draft, plan, percent ?? 0) }));
  if (draft.how === "prices" && asked.every(({ changes }) => changes.length === 0)) return unclear("Enter at least one new price.");
  if (draft.effectiveOn === null) return unclear("Choose the day from which the new prices hold.");
  if (draft.noticeDays === null || draft.noticeDays < defaultNoticeDays)
    return unclear(`Letters go out at least ${defaultNoticeDays} days before.`);
  const { effectiveOn, scope, noticeDays, excluded, reason } = draft;
  return { state: "ready", input: { plans: asked, effectiveOn, scope, noticeDays, excluded: [...excluded], reason } };
}

function unclear(sentence: string): ReadRise {
  return { state: "unclear", sentence };
}

function changesOf(draft: RiseDraft, plan: PlanView, basisPoints: number): RiseInput["plans"][number]["changes"] {
  return plan.terms.prices.flatMap(({ months }) => {
    const change = changeOf(draft, plan.planId, months, basisPoints);
    return change === null ? [] : [{ months, change }];
  });
}

function changeOf(draft: RiseDraft, planId: PlanId, months: PeriodMonths, basisPoints: number): PriceChangeInput | null {
  switch (draft.how) {
    case "percent":
      return { kind: "by_percent", basisPoints };
    case "amount":
      return draft.amountCents === null ? null : { kind: "by_amount", cents: draft.amountCents };
    case "prices": {
      const cents = draft.prices[priceKey(planId, months)] ?? null;
      return cents === null || cents <= 0 ? null : { kind: "to", cents };
    }
  }
}

/** The members of a preview as a spreadsheet (UI-4). */
export function raisedCsv(rows: readonly RaisedRow[], digits: 0 | 2): string {
  return csvText<RaisedRow>(
    [
      { header: "Member", cell: (row) => row.patientName },
      { header: "Plan", cell: (row) => row.planName },
      { header: "Months", cell: (row) => row.periodMonths },
      { header: "Price before", cell: (row) => csvAmount(row.oldCents, digits) },
      { header: "Price after", cell: (row) => csvAmount(row.newCents, digits) },
      { header: "First draw at the new price", cell: (row) => (row.leftOut === null ? row.firstOn : null) },
      { header: "Left out", cell: (row) => (row.leftOut === null ? "" : leftOutWords[row.leftOut]) },
    ],
    rows,
  );
}
