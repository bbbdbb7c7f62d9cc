/**
 * Puts a membership on hold (MEM-12): pause freezes benefits and skips draws, extend moves the paid
 * days behind the hold, billing only skips draws. A fee is drawn on the first day, or on every draw
 * day that is skipped.
 */
import { insertHold, setHoldBegun, type HoldTerms } from "#db/memberships/changes.ts";
import { listLinesMade, readGivenBack, readSettled } from "#db/memberships/change-effect.ts";
import { readMarks } from "#db/memberships/change-trace.ts";
import { findEnrolPatient } from "#db/memberships/enrolment-facts.ts";
import { insertHoldFee } from "#db/memberships/hold-fees.ts";
import { listHolds, loadDrawFacts, type MembershipRow } from "#db/memberships/records.ts";
import { isPending, loadStandingFacts } from "#db/memberships/standing-sql.ts";
import type { ReadableDb, WritableDb } from "#db/database.ts";
import { explain } from "#domain/billing/explain.ts";
import type { Day } from "#domain/calendar.ts";
import { rangeText } from "#domain/day-text.ts";
import type { MembershipId } from "#domain/identity.ts";
import { addCents, zeroCents, type Cents } from "#domain/money.ts";
import type { Hold } from "#domain/memberships/draw-facts.ts";
import { checkedHold } from "#domain/memberships/hold.ts";
import { holdFeesAhead } from "#domain/memberships/hold-fees.ts";
import { isPastDue } from "#domain/memberships/standing.ts";
import { refuse } from "#domain/refusal.ts";
import { issueDues } from "../billing/issue-dues.ts";
import { act, type Cx, type Work } from "../context.ts";
import { audit } from "../record.ts";
import { tryOut } from "../try-out.ts";
import { coverOwedDays } from "./cover-owed-days.ts";
import { cutBilledDays } from "./cut-billed-days.ts";
import { refreshDrawCursor } from "./draw-cursor.ts";
import type { DrawPreview } from "./change-plan.ts";
import { foretellDraws, goOnTo, lastInvoiceId } from "./foretell.ts";
import { holdFeeLine } from "./hold-fee-line.ts";
import type { QuoteLine } from "./quote-enrolment.ts";
import { requireRunning } from "./require.ts";
import { requireVersion } from "./require-version.ts";
import { recordChange, type Recorded } from "./undo/record-change.ts";

export type HoldInput = {
  readonly membershipId: MembershipId;
  readonly fromOn: Day;
  /** Null: until the limit is reached. */
  readonly untilOn: Day | null;
  readonly kind: Hold["kind"];
  readonly reason: string;
  readonly fee?: { readonly each: boolean; readonly cents: Cents } | null;
  /** Why somebody past due is put on hold all the same; only with the permission. */
  readonly exceptionReason?: string | null;
  readonly mayMakeExceptions?: boolean;
  /** The version that was shown. */
  readonly version?: number | null;
};

type Decided = { readonly membership: MembershipRow; readonly hold: Hold & { readonly until: Day }; readonly terms: HoldTerms };

/**
 * Refuses `membership_not_found`, `membership_ended`, `hold_patient_deceased`, `hold_while_past_due`,
 * `hold_exception_not_allowed` and what `checkedHold` refuses.
 */
function decideHold(db: ReadableDb, today: Day, input: HoldInput): Decided {
  const membership = requireRunning(db, input.membershipId, today);
  const patient = findEnrolPatient(db, membership.patient_id);
  if (patient?.status === "deceased") refuse("hold_patient_deceased", { name: patient.name });
  const exception = (input.exceptionReason ?? "").trim();
  if (isPastDue(loadStandingFacts(db, membership.id), today)) {
    if (exception === "") refuse("hold_while_past_due", {});
    if (input.mayMakeExceptions !== true) refuse("hold_exception_not_allowed", {});
  }
  const hold = checkedHold(
    { kind: input.kind, from: input.fromOn, until: input.untilOn },
    listHolds(db, membership.id),
    membership.start_on > today ? membership.start_on : today,
  );
  const { fee } = input;
  return {
    membership,
    hold,
    terms: {
      openEnded: input.untilOn === null,
      fee: !fee || fee.cents === 0 ? "none" : fee.each ? "each" : "once",
      feeCents: fee?.cents ?? zeroCents,
      exception,
    },
  };
}

export type HoldPreview = {
  readonly version: number;
  readonly sentence: string;
  readonly untilOn: Day;
  readonly todayCents: Cents;
  readonly todayLines: QuoteLine[];
  /** Household credit that pays part of it by itself. */
  readonly creditUsedCents: Cents;
  /** What the days give back on the hold's first day, as credit or off the invoice. */
  readonly creditCents: Cents;
  readonly nextDraws: DrawPreview[];
};

/** Puts it on hold and takes it back: what a person is shown is what would be done (MEM-21). */
export function previewHold(cx: Cx, input: HoldInput): HoldPreview {
  return tryOut<HoldPreview>(cx.db, (db) => {
    const marks = readMarks(db);
    const { membership, hold } = decideHold(db, cx.today, input);
    holdWithin(cx, db, input);
    const todayLines = listLinesMade(db, marks).map(({ patientName, description, netCents, taxCents, facts }) => ({
      patientName,
      description,
      cents: addCents(netCents, taxCents),
      explain: explain(facts, netCents),
    }));
    const afterInvoice = lastInvoiceId(db);
    const { creditUsedCents } = readSettled(db, marks);
    if (hold.from > cx.today && !isPending(db, membership.id)) goOnTo(cx, db, membership, hold.from);
    const given = readGivenBack(db, marks, [membership.patient_id]);
    return {
      version: membership.version,
      sentence: `On hold ${rangeText({ from: hold.from, to: hold.until })}. ${effects[hold.kind]}`,
      untilOn: hold.until,
      todayCents: addCents(zeroCents, ...todayLines.map(({ cents }) => cents)),
      todayLines,
      creditUsedCents,
      creditCents: given,
      nextDraws: foretellDraws(cx, db, membership, afterInvoice, 3),
    };
  });
}

export function holdMembership(cx: Cx, input: HoldInput): Held {
  return act<Held>(cx, (db) => {
    requireVersion(db, input.membershipId, input.version);
    return holdWithin(cx, db, input);
  });
}

export type Held = { readonly membershipId: MembershipId } & Recorded;

/** The same inside the caller's transaction. */
export function holdWithin(cx: Work, db: WritableDb, input: HoldInput): Held {
  return recordChange(cx, db, "hold", input.membershipId, () => {
    const { hold, ...decided } = decideHold(db, cx.today, input);
    const membership = coverOwedDays(cx, db, decided.membership);
    putOnHold(cx, db, { ...decided, membership, hold }, input.reason);
    return {
      result: { membershipId: membership.id },
      membershipIds: [membership.id],
      effectiveOn: hold.from,
      sentence: `On hold ${rangeText({ from: hold.from, to: hold.until })}.`,
    };
  });
}

function putOnHold(cx: Work, db: WritableDb, { membership, hold, terms }: Decided, reason: string): void {
  insertHold(db, membership.id, hold, { reason, createdBy: cx.actor.staffId, createdAt: cx.now }, terms);
  audit(cx, db, "membership.held", `membership/${membership.id}`, {
    after: {
      kind: hold.kind,
      fromOn: hold.from,
      untilOn: hold.until,
      reason,
      ...(terms.fee === "none" ? {} : { fee: terms.fee, feeCents: terms.feeCents }),
      ...(terms.exception === "" ? {} : { exception: terms.exception }),
    },
  });
  if (hold.kind === "billing_only" && hold.from <= cx.today)
    setHoldBegun(db, membership.id, hold.from, membership.billed_through_on, zeroCents);
  cutBilledDays(cx, db, membership, loadDrawFacts(db, membership.id), cx.today);
  billFeesOfToday(cx, db, membership);
  refreshDrawCursor(db, membership.id, membership.start_on);
  db.touch(`membership/${membership.id}`, "memberships", `household/${membership.household_id}`, "billing");
}

/** A fee of today is on an invoice of its own, so that taking the hold back takes nothing else with it. */
function billFeesOfToday(cx: Work, db: WritableDb, membership: MembershipRow): void {
  if (isPending(db, membership.id)) return;
  for (const fee of holdFeesAhead(loadDrawFacts(db, membership.id)).filter(({ on }) => on <= cx.today)) {
    const { invoiceId } = issueDues(cx, db, {
      kind: "draw",
      householdId: membership.household_id,
      on: fee.on,
      billed: [],
      otherLines: [holdFeeLine(db, membership, fee)],
    });
    insertHoldFee(db, { holdId: fee.holdId, dueOn: fee.on, invoiceId, createdAt: cx.now });
  }
}

const effects: Record<Hold["kind"], string> = {
  pause: "Draws in these days are skipped.",
  extend: "Draws in these days are skipped, and the days already paid come after the hold.",
  billing_only: "Draws in these days are skipped; benefits and discounts go on.",
};
