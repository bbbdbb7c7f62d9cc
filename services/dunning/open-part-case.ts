/**
 * Opens the case of a drawn part of a payment plan (INV-6, BIL-11): day 0 is its first failed charge, or,
 * where no card could be asked, its due day; never a day before the invoice was made. A plan has one
 * case at a time, for the oldest part that is owed; it takes nobody's membership away.
 */
import { findFirstDecline, findLastCaseOfPart, insertCase, listOpenPartCases, type CaseCause } from "#db/dunning/cases.ts";
import { practiceTimeZone } from "#db/dunning/practice.ts";
import { insertRetry } from "#db/dunning/retries.ts";
import { currentSettings } from "#db/dunning/settings.ts";
import { listCardFacts } from "#db/charging/household-facts.ts";
import type { WritableDb } from "#db/database.ts";
import { listDrawnParts, type DrawnPartRow } from "#db/payment-plans/drawn-parts.ts";
import { findPlanOfPart } from "#db/payment-plans/plans.ts";
import { dayInZone, type Day } from "#domain/calendar.ts";
import { newestUsable } from "#domain/charging/decide-charges.ts";
import { timetable } from "#domain/dunning/timetable.ts";
import type { HouseholdId, PaymentPlanId } from "#domain/identity.ts";
import type { Work } from "../context.ts";
import { audit } from "../record.ts";
import { causeOfPart } from "./case-state.ts";

/** Opens what must be open today; answers how many. `canCharge` says whether cards can be charged at all (BIL-19). */
export function openPartCases(cx: Work, db: WritableDb, householdId: HouseholdId, canCharge: boolean): number {
  const due = listDrawnParts(db, householdId).filter(({ dueOn }) => dueOn <= cx.today);
  if (due.length === 0) return 0;
  const withCase = new Set(
    listOpenPartCases(db, householdId).map(({ planPartId }) => (planPartId === null ? undefined : findPlanOfPart(db, planPartId))),
  );
  const oldest = new Map<PaymentPlanId, DrawnPartRow>();
  for (const part of due) if (!oldest.has(part.planId)) oldest.set(part.planId, part);
  let opened = 0;
  for (const part of oldest.values()) {
    if (withCase.has(part.planId)) continue;
    const begin = beginOf(cx, db, part, canCharge);
    if (!begin) continue;
    open(cx, db, part, begin);
    opened += 1;
  }
  return opened;
}

type Begin = { readonly dayZeroOn: Day; readonly byMachine: boolean; readonly cause: CaseCause };

function beginOf(cx: Work, db: WritableDb, part: DrawnPartRow, canCharge: boolean): Begin | null {
  const { householdId, partId, invoiceId, dueOn, issuedAt } = part;
  const declined = findFirstDecline(db, invoiceId, partId);
  const cause = causeOfPart(db, householdId, declined !== undefined);
  // Paid once and owed again, such as a charge that was taken back: the count begins on the day that is known.
  if (findLastCaseOfPart(db, partId)) return { dayZeroOn: cx.today, byMachine: false, cause };
  if (declined) return { dayZeroOn: declined.on, byMachine: declined.byMachine, cause };
  const usable = newestUsable({ cards: listCardFacts(db, householdId), today: cx.today });
  if (canCharge && usable && !part.cameBack) return null;
  const madeOn = dayInZone(issuedAt, practiceTimeZone(db));
  const dayZeroOn = madeOn > dueOn ? madeOn : dueOn;
  return dayZeroOn < cx.today ? { dayZeroOn, byMachine: false, cause } : null;
}

function open(cx: Work, db: WritableDb, part: DrawnPartRow, { dayZeroOn, byMachine, cause }: Begin): void {
  const { householdId, invoiceId, partId } = part;
  const { id: settingsId, settings } = currentSettings(db);
  const caseId = insertCase(db, { householdId, invoiceId, planPartId: partId, cause, dayZeroOn, settingsId, openedAt: cx.now });
  // A charge that a person made is not repeated by the machine (BIL-14).
  if (cause === "card_declined" && !byMachine)
    for (const { day, on } of timetable(dayZeroOn, settings).retries)
      insertRetry(db, { caseId, day, dueOn: on, attemptId: null, reason: "charged_by_hand", decidedAt: cx.now });
  audit(cx, db, "past_due.opened", `household/${householdId}`, { after: { caseId, invoiceId, partId, cause, dayZeroOn } });
  db.touch(`household/${householdId}`, "billing");
}
