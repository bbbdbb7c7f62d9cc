/**
 * Opens a household's case for its oldest unpaid dues (BIL-11). Day 0 is the first failed charge, or,
 * for a household that pays by hand or has no usable card, the unpaid due day; never a day before the
 * invoice was made, so that days the computer was off are not held against anybody.
 */
import {
  findFirstDecline,
  findLastCaseOfInvoice,
  findLiveCard,
  findOpenCase,
  insertCase,
  listUnpaidDuesInvoices,
  reopenCase,
  type CaseRow,
  type DuesInvoice,
} from "#db/dunning/cases.ts";
import { uncancel } from "#db/dunning/notices.ts";
import { insertRetry } from "#db/dunning/retries.ts";
import { currentSettings } from "#db/dunning/settings.ts";
import { practiceTimeZone } from "#db/dunning/practice.ts";
import type { WritableDb } from "#db/database.ts";
import { dayInZone, type Day } from "#domain/calendar.ts";
import { listLivingOfInvoice } from "#db/memberships/standing-sql.ts";
import type { HouseholdId } from "#domain/identity.ts";
import { timetable } from "#domain/dunning/timetable.ts";
import type { Work } from "../context.ts";
import { audit } from "../record.ts";
import { causeOf } from "./case-state.ts";
import { settledReason } from "./settle-case.ts";

/** Opens what must be open today; `canCharge` says whether cards can be charged at all (BIL-19). */
export function openCase(cx: Work, db: WritableDb, householdId: HouseholdId, canCharge: boolean): CaseRow | undefined {
  if (findOpenCase(db, householdId)) return undefined;
  for (const invoice of listUnpaidDuesInvoices(db, householdId, cx.today)) {
    if (listLivingOfInvoice(db, invoice.invoiceId, cx.today).length === 0) continue;
    const earlier = findLastCaseOfInvoice(db, invoice.invoiceId);
    // What was decided once stays decided: a lapse is not begun again over the same invoice.
    if (earlier?.outcome === "lapsed") continue;
    if (earlier?.closedOn === cx.today) return goOn(cx, db, earlier);
    const begin = beginOf(cx, db, householdId, invoice, canCharge, earlier !== undefined);
    // The household has one case, for the oldest dues whose count has begun; younger ones wait their turn.
    if (begin) return open(cx, db, householdId, invoice, begin);
  }
  return undefined;
}

type Begin = { readonly dayZeroOn: Day; readonly byMachine: boolean; readonly isDeclined: boolean };

function beginOf(
  cx: Work,
  db: WritableDb,
  householdId: HouseholdId,
  invoice: DuesInvoice,
  canCharge: boolean,
  wasClosed: boolean,
): Begin | null {
  const declined = findFirstDecline(db, invoice.invoiceId);
  // Paid once and unpaid again, such as a returned check: the count begins on the day that is known.
  if (wasClosed) return { dayZeroOn: cx.today, byMachine: false, isDeclined: declined !== undefined };
  if (declined) return { dayZeroOn: declined.on, byMachine: declined.byMachine, isDeclined: true };
  // A card that can be charged and has not failed is not past due, whatever the draw is waiting for.
  if (canCharge && findLiveCard(db, householdId)) return null;
  const madeOn = dayInZone(invoice.issuedAt, practiceTimeZone(db));
  const dayZeroOn = madeOn > invoice.dueOn ? madeOn : invoice.dueOn;
  return dayZeroOn < cx.today ? { dayZeroOn, byMachine: false, isDeclined: false } : null;
}

function open(cx: Work, db: WritableDb, householdId: HouseholdId, invoice: DuesInvoice, begin: Begin): CaseRow {
  const { id: settingsId, settings } = currentSettings(db);
  const cause = causeOf(db, householdId, begin.isDeclined);
  const { dayZeroOn } = begin;
  const id = insertCase(db, { householdId, invoiceId: invoice.invoiceId, cause, dayZeroOn, settingsId, openedAt: cx.now });
  // A charge that a person made is not repeated by the machine (BIL-14).
  if (begin.isDeclined && !begin.byMachine)
    for (const { day, on } of timetable(dayZeroOn, settings).retries)
      insertRetry(db, { caseId: id, day, dueOn: on, attemptId: null, reason: "charged_by_hand", decidedAt: cx.now });
  audit(cx, db, "past_due.opened", `household/${householdId}`, {
    after: { caseId: id, invoiceId: invoice.invoiceId, cause, dayZeroOn },
  });
  db.touch(`household/${householdId}`, "billing", "memberships");
  return { id, householdId, invoiceId: invoice.invoiceId, planPartId: null, cause, dayZeroOn, settingsId, closedOn: null, outcome: null };
}

/** A payment booked and taken back on one day was a mistake at the desk: nothing of it stays. */
function goOn(cx: Work, db: WritableDb, row: CaseRow): CaseRow {
  reopenCase(db, row.id);
  uncancel(db, row.id, settledReason);
  audit(cx, db, "past_due.reopened", `household/${row.householdId}`, { after: { caseId: row.id } });
  db.touch(`household/${row.householdId}`, "billing", "notices");
  return { ...row, closedOn: null, outcome: null };
}
