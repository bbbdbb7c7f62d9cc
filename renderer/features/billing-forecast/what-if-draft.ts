/** What is typed into the what-if form, and the change it means (BIL-5). */
import type { WhatIfInput } from "#contract/billing.ts";
import type { Day } from "#domain/calendar.ts";
import type { PlanId } from "#domain/identity.ts";

export type WhatIfDraft = {
  readonly kind: "nothing" | WhatIfInput["kind"];
  readonly planId: PlanId | null;
  readonly toPlanId: PlanId | null;
  /** Percent as typed: `5`, `-2.5`. */
  readonly percent: string;
  readonly retryDays: string;
  readonly fromOn: Day | null;
};

export function emptyDraft(fromOn: Day): WhatIfDraft {
  return { kind: "nothing", planId: null, toPlanId: null, percent: "5", retryDays: "3, 7, 14, 21", fromOn };
}

/** The change, nothing where none is tried, or the field that is not clear yet with its sentence. */
export type ReadDraft =
  | { readonly state: "ready"; readonly change: WhatIfInput | null }
  | { readonly state: "unclear"; readonly field: "percent" | "retryDays" | "plan" | "fromOn"; readonly sentence: string };

export function readDraft(draft: WhatIfDraft): ReadDraft {
  const unclear = (field: "percent" | "retryDays" | "plan" | "fromOn", sentence: string): ReadDraft => ({
    state: "unclear",
    field,
    sentence,
  });
  if (draft.kind === "nothing") return { state: "ready", change: null };
  if (draft.kind === "retry_rule") {
    const retryDays = readRetryDays(draft.retryDays);
    return retryDays === null
      ? unclear("retryDays", "Write up to seven days from 1 to 60, such as 3, 7, 14.")
      : { state: "ready", change: { kind: "retry_rule", retryDays } };
  }
  if (draft.fromOn === null) return unclear("fromOn", "Choose the day from which it counts.");
  if (draft.kind === "price_rise") {
    const basisPoints = readPercent(draft.percent);
    return basisPoints === null
      ? unclear("percent", "Write a percentage from -90 to 200, such as 5 or 2.5.")
      : { state: "ready", change: { kind: "price_rise", planId: draft.planId, basisPoints, fromOn: draft.fromOn } };
  }
  if (draft.planId === null || draft.toPlanId === null || draft.planId === draft.toPlanId)
    return unclear("plan", "Choose the plan of today and another one to move to.");
  return {
    state: "ready",
    change: { kind: "plan_change", fromPlanId: draft.planId, toPlanId: draft.toPlanId, fromOn: draft.fromOn },
  };
}

/** Percent with up to two decimals, in basis points. */
export function readPercent(text: string): number | null {
  const match = /^\s*([+-]?)(\d{1,3})(?:[.,](\d{1,2}))?\s*%?\s*$/.exec(text);
  if (!match) return null;
  const [, sign = "", whole = "0", decimals = ""] = match;
  const basisPoints = Number(whole) * 100 + Number(decimals.padEnd(2, "0"));
  const signed = sign === "-" ? -basisPoints : basisPoints;
  return signed >= -9_000 && signed <= 20_000 ? signed : null;
}

/** Days in rising order, each once. Nothing typed: no retries at all. */
export function readRetryDays(text: string): number[] | null {
  const words = text.split(/[\s,;]+/).filter((word) => word !== "");
  if (words.length > 7 || words.some((word) => !/^\d{1,2}$/.test(word))) return null;
  const days = [...new Set(words.map(Number))].toSorted((a, b) => a - b);
  return days.every((day) => day >= 1 && day <= 60) ? days : null;
}
