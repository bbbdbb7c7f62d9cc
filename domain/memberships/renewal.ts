/** The letters about the end of a term (MEM-18): 30 and 14 days before the next one begins. */
import { addDays, type Day } from "../calendar.ts";

export const renewalNoticeDays = [30, 14] as const;

/** The letter that is due today: of those that have come due the latest, and none from the day itself on. */
export function renewalNoticeDue(renewsOn: Day, today: Day): (typeof renewalNoticeDays)[number] | null {
  if (today >= renewsOn) return null;
  return renewalNoticeDays.findLast((days) => addDays(renewsOn, -days) <= today) ?? null;
}
