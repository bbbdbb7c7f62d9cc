/**
 * Going away for a while, coming back and leaving, held to the word of their previews (MEM-12, MEM-13,
 * MEM-21): what is asked for today, what comes back, and the next three draws. Each is tried out and
 * taken back, so that any number of them can follow one another on the same practice.
 */
import fc from "fast-check";
import { expect } from "vitest";
import { readGivenBack } from "#db/memberships/change-effect.ts";
import { readMarks, type Marks } from "#db/memberships/change-trace.ts";
import { findMembership } from "#db/memberships/records.ts";
import type { WritableDb } from "#db/database.ts";
import { listOpenInvoices } from "#db/invoices.ts";
import { addDays, type Day } from "#domain/calendar.ts";
import type { HouseholdId, MembershipId } from "#domain/identity.ts";
import { toCents, type Cents } from "#domain/money.ts";
import { Refusal } from "#domain/refusal.ts";
import { makeHouseholdPeriods } from "../../billing/make-periods.ts";
import type { Cx } from "../../context.ts";
import { takePayment } from "../../payments/take.ts";
import { tryOut } from "../../try-out.ts";
import { cancelWithin, type CancelInput } from "../cancel.ts";
import type { DrawPreview } from "../change-plan.ts";
import { holdWithin, previewHold, type HoldInput } from "../hold.ts";
import { previewCancel } from "../preview-cancel.ts";
import { previewResume, resumeWithin } from "../resume.ts";
import { undoCancelWithin } from "../undo-cancel.ts";
import { derivedView } from "../undo/derived-view.fixture.ts";
import type { Recorded } from "../undo/record-change.ts";
import { undoChangeWithin } from "../undo/undo-change.ts";

/** Days are counted from today, so that an act says the same in any week. */
export const anAbsence = fc.oneof(
  { weight: 3, arbitrary: fc.record({
    kind: fc.constant("hold" as const),
    begins: fc.integer({ min: -1, max: 45 }),
    days: fc.option(fc.integer({ min: 28, max: 95 })),
    how: fc.constantFrom("pause" as const, "extend" as const, "billing_only" as const),
    fee: fc.option(fc.record({ each: fc.boolean(), cents: fc.constantFrom(toCents(0), toCents(500), toCents(1234)) })),
    exceptionReason: fc.constantFrom(null, "Illness"),
  }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("resume" as const), inDays: fc.integer({ min: -1, max: 30 }) }) },
  { weight: 4, arbitrary: fc.record({
    kind: fc.constant("cancel" as const),
    when: fc.constantFrom("end_of_paid_period" as const, "now" as const, "on_date" as const, "end_of_commitment" as const),
    inDays: fc.integer({ min: -1, max: 100 }),
    settlement: fc.constantFrom("none" as const, "credit" as const, "refund" as const),
    refundBy: fc.constantFrom("tender" as const, "check" as const),
    savedCents: fc.integer({ min: 0, max: 60_000 }),
    waiveExitReason: fc.constantFrom(null, null, "Moving abroad"),
  }) },
);
export type Absence = typeof anAbsence extends fc.Arbitrary<infer A> ? A : never;

/** What any of the three previews promises. */
type Said = {
  readonly todayCents: Cents;
  readonly creditUsedCents: Cents;
  readonly effectiveOn: Day;
  /** Off invoices and as credit together, by its day; null where the act itself gives nothing back. */
  readonly givenBackCents: Cents | null;
  readonly refundCents: Cents;
  readonly nextDraws: readonly DrawPreview[];
};

type Tried = {
  readonly said: () => Said;
  readonly act: (db: WritableDb) => Recorded;
  readonly undo: (db: WritableDb, changeId: number) => void;
};

const none = toCents(0);

function triedOf(cx: Cx, membershipId: MembershipId, absence: Absence): Tried {
  const undoIt = (db: WritableDb, changeId: number): void => void undoChangeWithin(cx, db, changeId);
  if (absence.kind === "hold") {
    const fromOn = addDays(cx.today, absence.begins);
    const { how: kind, fee, exceptionReason } = absence;
    const untilOn = absence.days === null ? null : addDays(fromOn, absence.days);
    const input: HoldInput = { membershipId, fromOn, untilOn, kind, fee, exceptionReason, mayMakeExceptions: true, reason: "Travelling" };
    return {
      said: () => {
        const { creditCents, ...shown } = previewHold(cx, input);
        return { ...shown, effectiveOn: fromOn, givenBackCents: creditCents, refundCents: none };
      },
      act: (db) => holdWithin(cx, db, input),
      undo: undoIt,
    };
  }
  if (absence.kind === "resume") {
    const input = { membershipId, onDay: addDays(cx.today, absence.inDays) };
    return {
      said: () => ({ ...previewResume(cx, input), effectiveOn: input.onDay, givenBackCents: null, refundCents: none }),
      act: (db) => resumeWithin(cx, db, input),
      undo: undoIt,
    };
  }
  const { when, settlement, refundBy, waiveExitReason } = absence;
  const input: CancelInput = {
    membershipId,
    when,
    onDate: when === "on_date" ? addDays(cx.today, absence.inDays) : null,
    reason: "Moving",
    settlement,
    refundBy,
    savedCents: toCents(absence.savedCents),
    waiveExitReason,
    mayWaiveFees: true,
    mayRefund: true,
  };
  return {
    said: () => {
      const shown = previewCancel(cx, input);
      return { ...shown, givenBackCents: toCents(shown.creditCents + shown.offInvoicesCents) };
    },
    act: (db) => cancelWithin(cx, db, input),
    undo: (db) => void undoCancelWithin(cx, db, membershipId),
  };
}

function tried<T>(work: () => T): { readonly answer: T } | { readonly refused: string } {
  try {
    return { answer: work() };
  } catch (error) {
    if (error instanceof Refusal) return { refused: error.code };
    throw error;
  }
}

type Who = { readonly membershipId: MembershipId; readonly householdId: HouseholdId };

/** Holds the act to its preview; answers whether it was refused, which both must have been then. */
export function checkAbsence(cx: Cx, who: Who, absence: Absence, over: { readonly undoes: boolean }): "done" | "refused" {
  const { said, act, undo } = triedOf(cx, who.membershipId, absence);
  const shown = tried(said);
  const outcome = tryOut<"done" | "refused">(cx.db, (db) => {
    const before = worthOf(db, who.householdId);
    const from = readMarks(db);
    const done = tried(() => act(db));
    if ("refused" in shown || "refused" in done) {
      expect(done).toEqual(shown);
      return "refused";
    }
    checkMoney(cx, db, who, { said: shown.answer, from, before });
    return "done";
  });
  if (outcome === "done" && over.undoes) checkUndone(cx, who, act, undo);
  return outcome;
}

type Before = { readonly said: Said; readonly from: Marks; readonly before: number };

function checkMoney(cx: Cx, db: WritableDb, { membershipId, householdId }: Who, { said, from, before }: Before): void {
  const asked = sum(db, "select coalesce(sum(total_cents), 0) as cents from invoice where id > ?", from.invoice);
  expect(asked).toBe(said.todayCents);
  expect(creditUsed(db, from)).toBe(said.creditUsedCents);
  const afterInvoice = readMarks(db).invoice;
  const isNow = said.effectiveOn <= cx.today;
  // What the family is worth moves by what came back, less what is asked for: however it was booked.
  if (isNow) expect(worthOf(db, householdId) - before - voided(db, from)).toBe((said.givenBackCents ?? 0) - said.todayCents);
  const last = said.nextDraws.length < 3 ? addDays(laterOf(said.effectiveOn, cx.today), 62) : (said.nextDraws.at(-1)?.on ?? cx.today);
  for (let on = addDays(cx.today, 1); on <= laterOf(said.effectiveOn, last); on = addDays(on, 1)) {
    const mark = readMarks(db).invoice;
    if ((findMembership(db, membershipId)?.next_work_on ?? on) <= on) makeHouseholdPeriods({ ...cx, today: on }, db, householdId);
    // A preview takes what is drawn until its day as paid.
    if (on <= said.effectiveOn) pay({ ...cx, today: on }, db, householdId, mark);
    if (on === said.effectiveOn) checkGivenBack(db, membershipId, said, from);
  }
  if (isNow) checkGivenBack(db, membershipId, said, from);
  const wanted = said.nextDraws.map(({ on, cents }) => ({ on, cents }));
  expect(drawn(db, membershipId, afterInvoice).filter(({ on }) => on <= last)).toEqual(wanted);
}

function checkGivenBack(db: WritableDb, membershipId: MembershipId, said: Said, from: Marks): void {
  if (said.givenBackCents === null) return;
  const patientId = findMembership(db, membershipId)?.patient_id;
  expect(readGivenBack(db, from, patientId === undefined ? [] : [patientId])).toBe(said.givenBackCents);
  expect(sum(db, "select coalesce(sum(amount_cents), 0) as cents from refund where entry_id > ?", from.entry)).toBe(said.refundCents);
}

/** Done and taken back at once, everything that is derived is as it was; a refund went out and stays. */
function checkUndone(cx: Cx, who: Who, act: Tried["act"], undo: Tried["undo"]): void {
  tryOut<null>(cx.db, (db) => {
    const before = viewOf(cx, db, who);
    const from = readMarks(db);
    const { changeId } = act(db);
    const isRefunded = sum(db, "select count(*) as cents from refund where entry_id > ?", from.entry) > 0;
    const undone = tried(() => undo(db, changeId));
    if (isRefunded) expect(undone).toEqual({ refused: "undo_money_moved" });
    else {
      expect(undone).toHaveProperty("answer");
      expect(viewOf(cx, db, who)).toEqual(before);
    }
    return null;
  });
}

/** An invoice that was voided is made anew, under a number of its own. */
function viewOf(cx: Cx, db: WritableDb, { householdId }: Who): unknown {
  const view = derivedView(db, householdId, cx.today) as { invoices: { number: string }[]; memberships: { periods: { invoiceId: unknown }[] }[] };
  return {
    ...view,
    invoices: view.invoices.map(({ number: _, ...invoice }) => invoice),
    memberships: view.memberships.map((one) => ({ ...one, periods: one.periods.map(({ invoiceId: _, ...period }) => period) })),
  };
}

function sum(db: WritableDb, sql: string, ...values: number[]): number {
  return db.get<{ cents: number }>(sql, ...values)?.cents ?? Number.NaN;
}

/** Credit less what is owed. */
function worthOf(db: WritableDb, householdId: HouseholdId): number {
  return sum(db, "select credit_cents - balance_cents as cents from household where id = ?", householdId);
}

function creditUsed(db: WritableDb, from: Marks): number {
  return sum(
    db,
    "select coalesce(sum(amount_cents), 0) as cents from allocation where id > ? and source = 'credit' and invoice_id > ?",
    from.allocation,
    from.invoice,
  );
}

/** What was asked for by older invoices that are void now. */
function voided(db: WritableDb, from: Marks): number {
  return sum(
    db,
    `select coalesce(-sum(p.amount_cents), 0) as cents from entry e join posting p on p.entry_id = e.id
     where e.id > ? and e.kind = 'invoice_voided' and p.account = 'receivable'`,
    from.entry,
  );
}

function pay(cx: Cx, db: WritableDb, householdId: HouseholdId, afterInvoice: number): void {
  for (const { invoiceId, balanceCents } of listOpenInvoices(db, householdId))
    if (invoiceId > afterInvoice)
      takePayment(cx, db, {
        householdId,
        tender: "cash",
        amountCents: balanceCents,
        tenderedCents: null,
        reference: "",
        choices: [{ invoiceId, cents: balanceCents }],
        note: "",
      });
}

/** What the runs asked of a membership, by the day of the draw. */
function drawn(db: WritableDb, membershipId: MembershipId, afterInvoice: number): { on: string; cents: number }[] {
  return db.all(
    `select i.draw_on as "on", sum(l.net_cents + l.tax_cents) as cents from invoice i join invoice_line l on l.invoice_id = i.id
     where i.id > ? and i.kind = 'draw' and l.membership_id = ?
     group by i.draw_on having sum(l.net_cents + l.tax_cents) > 0 order by i.draw_on`,
    afterInvoice,
    membershipId,
  );
}

function laterOf(a: Day, b: Day): Day {
  return a > b ? a : b;
}
