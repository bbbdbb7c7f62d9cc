/** Which questions to the tracker the indices answer at once, and which are left to a thread (T1). */
import type { TrackerFilter, TrackerSort } from "./tracker-query.ts";

/** Orders that every filter has an index for. */
const ordered: ReadonlySet<TrackerSort> = new Set<TrackerSort>(["date", "number", "due", "patient", "balance"]);

/** One household or person has few invoices: whatever else is asked of them is answered at once. */
export function isOfOneHousehold({ householdId, patientId }: TrackerFilter): boolean {
  return householdId !== null || patientId !== null;
}

/** A single filter, or a status with a range of days, in an order that has an index; words and providers are looked up. */
export function isOneQuestion(filter: TrackerFilter, sort: TrackerSort): boolean {
  if (isOfOneHousehold(filter)) return true;
  if (filter.text.trim() !== "" || filter.payer.trim() !== "" || filter.providerId !== null) return false;
  if (!ordered.has(sort)) return false;
  const days = [
    filter.invoicedFrom !== null || filter.invoicedTo !== null,
    filter.dueFrom !== null || filter.dueTo !== null,
    filter.serviceFrom !== null || filter.serviceTo !== null,
  ].filter(Boolean).length;
  const others = [
    filter.itemKinds.length > 0,
    filter.balanceFromCents !== null || filter.balanceToCents !== null,
    filter.neverSent,
    filter.channels.length > 0,
    filter.hasReminder,
    filter.ageBuckets.length > 0,
  ].filter(Boolean).length;
  const byStatus = filter.statuses.length > 0;
  return byStatus ? others === 0 && days <= 1 : others + days <= 1;
}
