/** When a member with unused benefits is called (PKG-10): 120, 60 and 30 days before the benefit year ends. */
import { addDays, daysBetween, type Day } from "../calendar.ts";

export const recallStages = [30, 60, 120] as const;
export type RecallStage = (typeof recallStages)[number];

/** How far ahead the list looks. */
export const recallDays = 120;

/** The nearest stage that has begun; null while the end is further away, and on it. `endsOn` is the first day after the year. */
export function recallStage(endsOn: Day, today: Day): RecallStage | null {
  const days = daysBetween(today, endsOn);
  if (days <= 0) return null;
  return recallStages.find((stage) => days <= stage) ?? null;
}

/** Whether a call is due: nobody has called since the stage began. */
export function isRecallDue(endsOn: Day, today: Day, calledOn: Day | null): boolean {
  const stage = recallStage(endsOn, today);
  return stage !== null && (calledOn === null || calledOn < addDays(endsOn, -stage));
}
