/**
 * Step 3 of the run (BIL-1): who lapses today. A case lapses at the end of its grace days, but never
 * earlier than seven days after its final notice was sent or printed (BIL-11). A month-to-month
 * membership's unpaid dues are then written off; under a commitment they stay receivable, and the
 * early-exit policy waits for a person (BIL-15).
 */
import { insertLapse, listUnpaidDues, noteAttention } from "#db/billing-runs.ts";
import { closeCase, listCasesToldFinally, type CaseRow } from "#db/dunning/cases.ts";
import { cancelWaiting } from "#db/dunning/notices.ts";
import type { WritableDb } from "#db/database.ts";
import { findMembership, loadDrawFacts, type MembershipRow } from "#db/memberships/records.ts";
import { addDays, type Day } from "#domain/calendar.ts";
import { asId, type InvoiceId, type MembershipId } from "#domain/identity.ts";
import { isHeldBy } from "#domain/dunning/held-spans.ts";
import { daysAfterFinalNotice } from "#domain/dunning/timetable.ts";
import { invariant } from "#domain/invariant.ts";
import { toCents } from "#domain/money.ts";
import type { Work } from "../context.ts";
import { readCaseState, type CaseState } from "../dunning/case-state.ts";
import { guardHousehold } from "../dunning/guard-household.ts";
import { queueNotice } from "../dunning/queue-notice.ts";
import { writeOffInvoice } from "../invoices/write-off.ts";
import { mayAskForExit } from "../memberships/ask-early-exit.ts";
import { refreshDrawCursor } from "../memberships/draw-cursor.ts";
import { findCommitment } from "../memberships/early-exit.ts";
import { audit } from "../record.ts";

const casesPerPage = 200;

/** Lapses every membership whose time is over; answers how many. One household's trouble holds up nobody else (BIL-6). */
export function decideLapses(cx: Work, db: WritableDb): number {
  const toldBy = addDays(cx.today, -daysAfterFinalNotice);
  let lapsed = 0;
  let afterId = 0;
  for (;;) {
    const cases = listCasesToldFinally(db, toldBy, afterId, casesPerPage);
    const last = cases.at(-1);
    if (last === undefined) return lapsed;
    for (const row of cases) lapsed += guardHousehold(cx, db, row.householdId, () => lapseCase(cx, db, row)) ?? 0;
    afterId = last.id;
  }
}

function lapseCase(cx: Work, db: WritableDb, row: CaseRow): number {
  const state = readCaseState(db, row, cx.today);
  const { lapseOn } = state;
  if (lapseOn === null || lapseOn > cx.today || state.invoice === undefined) return 0;
  if (state.living.length === 0 || isHeldBy(state.held, cx.today)) return 0;
  for (const membershipId of state.living) lapseMembership(cx, db, state, membershipId, lapseOn);
  closeCase(db, row.id, { outcome: "lapsed", on: lapseOn, at: cx.now });
  cancelWaiting(db, { caseId: row.id }, "The membership lapsed", cx.now);
  queueNotice(cx, db, {
    householdId: row.householdId,
    caseId: row.id,
    invoiceId: row.invoiceId,
    event: `case/${row.id}`,
    kind: "lapsed",
    day: state.settings.graceDays,
    dueOn: lapseOn,
  });
  return state.living.length;
}

function lapseMembership(cx: Work, db: WritableDb, state: CaseState, membershipId: MembershipId, lapsedOn: Day): void {
  const membership = findMembership(db, membershipId);
  invariant(membership && state.invoice, "a lapsing membership and its invoice exist");
  const unpaidSinceOn = state.invoice.dueOn;
  insertLapse(db, { membershipId, lapsedOn, unpaidSinceOn, createdAt: cx.now });
  // A commitment that has run out binds nobody any more: then it lapses like a month-to-month membership.
  const committed = findCommitment(db, loadDrawFacts(db, membershipId));
  const isCommitted = committed !== null && lapsedOn < committed.span.endsOn;
  const writtenOffCents = isCommitted ? 0 : writeOffDues(cx, db, membership);
  if (isCommitted && mayAskForExit(db, membershipId, lapsedOn))
    noteAttention(db, {
      householdId: membership.household_id,
      kind: "early_exit",
      subject: `membership/${membershipId}`,
      reason: "lapsed_under_commitment",
      at: cx.now,
    });
  refreshDrawCursor(db, membershipId, membership.start_on);
  audit(cx, db, "membership.lapsed", `membership/${membershipId}`, {
    after: { lapsedOn, unpaidSinceOn, writtenOffCents },
  });
  db.touch(`membership/${membershipId}`, "memberships", `household/${membership.household_id}`, "billing");
}

/** The unpaid periods of a month-to-month membership are given up (BIL-15); answers how much that was. */
function writeOffDues(cx: Work, db: WritableDb, { id: membershipId, patient_id: patientId }: MembershipRow): number {
  let writtenOffCents = 0;
  for (const unpaid of listUnpaidDues(db, membershipId)) {
    const amountCents = toCents(Math.min(unpaid.duesCents, unpaid.balanceCents));
    if (amountCents <= 0) continue;
    writeOffInvoice(cx, db, {
      invoiceId: asId<InvoiceId>(unpaid.invoiceId),
      amountCents,
      reason: "Membership lapsed",
      patientId,
    });
    writtenOffCents += amountCents;
  }
  return writtenOffCents;
}
