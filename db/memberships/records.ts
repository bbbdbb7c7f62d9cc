/** Memberships and their records: schedules, holds, cancellations, lapses, agreements (F-12). */
import type { Day, DayRange, Instant, PeriodMonths } from "#domain/calendar.ts";
import { asId } from "#domain/identity.ts";
import type {
  HouseholdId,
  InvoiceId,
  InvoiceLineId,
  MembershipId,
  PatientId,
  PlanId,
  PlanVersionId,
  StaffId,
} from "#domain/identity.ts";
import type {
  CollectionShift,
  DrawFacts,
  Hold,
  Opening,
  ScheduleRecord,
  WantedDues,
} from "#domain/memberships/draw-facts.ts";
import { zeroCents, type Cents } from "#domain/money.ts";
import type { ReadableDb, WritableDb } from "../database.ts";
import { listHoldFeeDays } from "./hold-fees.ts";

export type MembershipRow = {
  readonly id: MembershipId;
  readonly patient_id: PatientId;
  readonly household_id: HouseholdId;
  readonly plan_id: PlanId;
  readonly start_on: Day;
  readonly benefit_year_on: Day;
  readonly billed_through_on: Day;
  /** The next draw with or without money; what screens show. */
  readonly next_draw_on: Day | null;
  /** The next day on which the run has anything to do: a draw, or the start of a pause. */
  readonly next_work_on: Day | null;
  readonly version: number;
};

export function findMembership(db: ReadableDb, id: MembershipId): MembershipRow | undefined {
  return db.get<MembershipRow>(
    `select id, patient_id, household_id, plan_id, start_on, benefit_year_on, billed_through_on,
       next_draw_on, next_work_on, version from membership where id = ?`,
    id,
  );
}

/** Memberships of a household with work for the run on or before a day, in the order of their ids. */
export function listDueMemberships(db: ReadableDb, householdId: HouseholdId, through: Day): MembershipRow[] {
  return db.all<MembershipRow>(
    `select id, patient_id, household_id, plan_id, start_on, benefit_year_on, billed_through_on,
       next_draw_on, next_work_on, version
     from membership where household_id = ? and next_work_on <= ? order by start_on, id`,
    householdId,
    through,
  );
}

/** Memberships of a household that still have draws ahead, in the order of their start. */
export function listRunningMemberships(db: ReadableDb, householdId: HouseholdId): MembershipRow[] {
  return db.all<MembershipRow>(
    `select id, patient_id, household_id, plan_id, start_on, benefit_year_on, billed_through_on,
       next_draw_on, next_work_on, version
     from membership where household_id = ? and next_draw_on is not null order by start_on, id`,
    householdId,
  );
}

/** Every membership a household ever had, in the order of their start. */
export function listHouseholdMemberships(db: ReadableDb, householdId: HouseholdId): MembershipRow[] {
  return db.all<MembershipRow>(
    `select id, patient_id, household_id, plan_id, start_on, benefit_year_on, billed_through_on,
       next_draw_on, next_work_on, version from membership where household_id = ? order by start_on, id`,
    householdId,
  );
}

export type DrawingHousehold = { readonly householdId: HouseholdId; readonly paysBy: "card" | "manual" };

/** Every household with a draw ahead, and how it pays. */
export function listDrawingHouseholds(db: ReadableDb): DrawingHousehold[] {
  return db.all(
    `select h.id as householdId, h.pays_by as paysBy from household h
     where exists (select 1 from membership m where m.household_id = h.id and m.next_draw_on is not null) order by h.id`,
  );
}

/** Households with anything to draw on or before a day, after `afterId`, at most `limit`. */
export function listDueHouseholds(
  db: ReadableDb,
  through: Day,
  afterId: number,
  limit: number,
): HouseholdId[] {
  return db
    .all<{ household_id: HouseholdId }>(
      `select distinct household_id from membership
       where next_work_on <= ? and household_id > ? order by household_id limit ?`,
      through,
      afterId,
      limit,
    )
    .map((row) => row.household_id);
}

/** What the period in force that ends on a day cost; null when there is none. */
export function findPeriodCents(db: ReadableDb, membershipId: MembershipId, to: Day): Cents | null {
  return (
    db.get<{ amount: Cents }>(
      "select amount_cents as amount from period where membership_id = ? and to_on = ? and in_force = 1",
      membershipId,
      to,
    )?.amount ?? null
  );
}

export type NewMembership = {
  readonly patientId: PatientId;
  readonly householdId: HouseholdId;
  readonly planId: PlanId;
  readonly startOn: Day;
  readonly benefitYearOn: Day;
  readonly createdBy: StaffId | null;
  readonly createdAt: Instant;
};

export function insertMembership(db: WritableDb, row: NewMembership): MembershipId {
  const { id } = db.exec(
    `insert into membership (patient_id, household_id, plan_id, start_on, benefit_year_on,
       billed_through_on, created_by, created_at) values (?, ?, ?, ?, ?, ?, ?, ?)`,
    row.patientId,
    row.householdId,
    row.planId,
    row.startOn,
    row.benefitYearOn,
    row.startOn,
    row.createdBy,
    row.createdAt,
  );
  return asId<MembershipId>(id);
}

export function insertScheduleRecord(
  db: WritableDb,
  membershipId: MembershipId,
  seq: number,
  record: ScheduleRecord,
  why: { readonly reason: string; readonly createdBy: StaffId | null; readonly createdAt: Instant },
): void {
  db.exec(
    `insert into membership_schedule (membership_id, seq, plan_version_id, period_months, price_cents,
       draw_day, anchor_on, covered_from_on, covered_to_on, stub_from_on, stub_to_on, stub_charge_on,
       opening, reason, created_by, created_at)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    membershipId,
    seq,
    record.planVersionId,
    record.periodMonths,
    record.priceCents,
    record.drawDay,
    record.anchorOn,
    record.covered?.from ?? null,
    record.covered?.to ?? null,
    record.openingDays?.from ?? null,
    record.openingDays?.to ?? null,
    record.openingChargeOn,
    record.opening,
    why.reason,
    why.createdBy,
    why.createdAt,
  );
}

type ScheduleRow = {
  plan_version_id: PlanVersionId;
  period_months: PeriodMonths;
  price_cents: Cents;
  draw_day: number;
  anchor_on: Day;
  covered_from_on: Day | null;
  covered_to_on: Day | null;
  stub_from_on: Day | null;
  stub_to_on: Day | null;
  stub_charge_on: Day | null;
  opening: Opening;
  created_at: Instant;
};

export function listScheduleRecords(db: ReadableDb, membershipId: MembershipId): ScheduleRecord[] {
  return db
    .all<ScheduleRow>(
      `select plan_version_id, period_months, price_cents, draw_day, anchor_on, covered_from_on,
         covered_to_on, stub_from_on, stub_to_on, stub_charge_on, opening, created_at
       from membership_schedule where membership_id = ? and withdrawn_at is null order by seq`,
      membershipId,
    )
    .map((row) => ({
      planVersionId: row.plan_version_id,
      periodMonths: row.period_months,
      priceCents: row.price_cents,
      drawDay: row.draw_day,
      anchorOn: row.anchor_on,
      covered:
        row.covered_from_on && row.covered_to_on
          ? { from: row.covered_from_on, to: row.covered_to_on }
          : null,
      opening: row.opening,
      openingDays:
        row.stub_from_on && row.stub_to_on ? { from: row.stub_from_on, to: row.stub_to_on } : null,
      openingChargeOn: row.stub_charge_on,
      createdAt: row.created_at,
    }));
}

/** The number for the next record of a schedule; numbers of withdrawn records are not used again. */
export function nextScheduleSeq(db: ReadableDb, membershipId: MembershipId): number {
  return (
    db.get<{ next: number }>(
      "select coalesce(max(seq), -1) + 1 as next from membership_schedule where membership_id = ?",
      membershipId,
    )?.next ?? 0
  );
}

export type HoldRow = Hold & { readonly id: number; readonly reason: string; readonly createdAt: Instant };

export function listHolds(db: ReadableDb, membershipId: MembershipId): HoldRow[] {
  return db
    .all<{
      id: number;
      kind: Hold["kind"];
      from_on: Day;
      until_on: Day | null;
      reason: string;
      created_at: Instant;
      paid_through_on: Day | null;
      moved_cents: Cents | null;
      fee: "none" | "once" | "each";
      fee_cents: Cents;
    }>(
      `select id, kind, from_on, until_on, reason, created_at, paid_through_on, moved_cents, fee, fee_cents
       from membership_hold where membership_id = ? and withdrawn_at is null order by from_on, id`,
      membershipId,
    )
    .map((row) => ({
      id: row.id,
      kind: row.kind,
      from: row.from_on,
      until: row.until_on,
      moved: row.paid_through_on === null ? null : { paidThrough: row.paid_through_on, cents: row.moved_cents ?? zeroCents },
      ...(row.fee === "none"
        ? {}
        : { fee: { holdId: row.id, each: row.fee === "each", cents: row.fee_cents, billedOn: listHoldFeeDays(db, row.id) } }),
      reason: row.reason,
      createdAt: row.created_at,
    }));
}

export type CancellationRow = {
  readonly id: number;
  readonly effectiveOn: Day;
  readonly kind: "cancelled" | "expired";
  readonly reason: string;
  readonly createdAt: Instant;
  /** What becomes of paid days that will not be used (MEM-13). */
  readonly settlement: "none" | "credit" | "refund";
  readonly refundBy: "tender" | "check" | null;
};

export function findCancellation(db: ReadableDb, membershipId: MembershipId): CancellationRow | undefined {
  return db.get<CancellationRow>(
    `select id, effective_on as effectiveOn, kind, reason, created_at as createdAt, settlement, refund_by as refundBy
     from membership_cancellation where membership_id = ? and withdrawn_at is null`,
    membershipId,
  );
}

/** The invoice that asks for leaving early, if one does. */
export function findExitInvoice(db: ReadableDb, cancellationId: number): InvoiceId | null {
  return (
    db.get<{ id: InvoiceId | null }>("select fee_invoice_id as id from membership_cancellation where id = ?", cancellationId)
      ?.id ?? null
  );
}

export function findLapseDay(db: ReadableDb, membershipId: MembershipId): Day | null {
  return (
    db.get<{ lapsed_on: Day }>(
      "select lapsed_on from membership_lapse where membership_id = ? and ended_at is null",
      membershipId,
    )?.lapsed_on ?? null
  );
}

/** Ends in force, absences that are over and shifted draws: the rest of the generator's facts in one statement. */
const breaksSql = `select iif(settlement = 'none', 'end', 'settled') as kind, effective_on as a, null as b from membership_cancellation
    where membership_id = ? and withdrawn_at is null
  union all select 'end', lapsed_on, null from membership_lapse where membership_id = ? and ended_at is null
  union all select 'absence', effective_on, rejoined_on from membership_cancellation
    where membership_id = ? and rejoined_on is not null
  union all select 'absence', lapsed_on, rejoined_on from membership_lapse
    where membership_id = ? and rejoined_on is not null
  union all select 'shift', draw_on, collect_on from membership_draw_shift
    where membership_id = ? and withdrawn_at is null`;

type BreakRow =
  | { readonly kind: "end" | "settled"; readonly a: Day; readonly b: null }
  | { readonly kind: "absence" | "shift"; readonly a: Day; readonly b: Day };

/** What the generator needs of one membership, from its records. */
export function loadDrawFacts(db: ReadableDb, membershipId: MembershipId): DrawFacts {
  const id = membershipId;
  const absences: DayRange[] = [];
  const shifts: CollectionShift[] = [];
  let endsOn: Day | null = null;
  let settles = false;
  for (const row of db.all<BreakRow>(breaksSql, id, id, id, id, id)) {
    if (row.kind === "absence") absences.push({ from: row.a, to: row.b });
    else if (row.kind === "shift") shifts.push({ drawOn: row.a, collectOn: row.b });
    else if (endsOn === null || row.a < endsOn) [endsOn, settles] = [row.a, row.kind === "settled"];
  }
  return {
    records: listScheduleRecords(db, membershipId),
    holds: listHolds(db, membershipId),
    absences,
    shifts,
    endsOn,
    ...(settles ? { settles } : {}),
  };
}

export type NewPeriod = {
  readonly membershipId: MembershipId;
  readonly dues: Pick<WantedDues, "kind" | "from" | "to" | "chargeOn" | "amountCents" | "worthCents" | "paidTo">;
  readonly invoiceId: InvoiceId | null;
  readonly invoiceLineId: InvoiceLineId | null;
  readonly createdAt: Instant;
};

/** Records that days are billed or covered; the unique index and the overlap trigger make it once (F-13). */
export function insertPeriod(db: WritableDb, period: NewPeriod): void {
  db.exec(
    `insert into period (membership_id, item, kind, from_on, to_on, paid_to_on, charge_on, amount_cents, invoice_id,
       invoice_line_id, created_at) values (?, 'dues', ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    period.membershipId,
    period.dues.kind,
    period.dues.from,
    period.dues.to,
    period.dues.paidTo ?? null,
    period.dues.chargeOn,
    period.dues.worthCents ?? period.dues.amountCents,
    period.invoiceId,
    period.invoiceLineId,
    period.createdAt,
  );
}

/** The days a membership is billed or covered for, in order. */
export function listPeriods(
  db: ReadableDb,
  membershipId: MembershipId,
): { id: number; from: Day; to: Day; paidTo: Day | null; kind: WantedDues["kind"]; amountCents: Cents; invoiceId: InvoiceId | null }[] {
  return db.all(
    `select id, from_on as "from", to_on as "to", paid_to_on as paidTo, kind, amount_cents as amountCents,
       invoice_id as invoiceId
     from period where membership_id = ? and in_force = 1 order by from_on`,
    membershipId,
  );
}

/** Keeps the three derived days that the run searches by; `verify` computes them again. */
export function setDrawCursor(
  db: WritableDb,
  membershipId: MembershipId,
  cursor: {
    readonly billedThroughOn: Day;
    readonly nextDrawOn: Day | null;
    readonly nextWorkOn: Day | null;
  },
): void {
  db.exec(
    "update membership set billed_through_on = ?, next_draw_on = ?, next_work_on = ? where id = ?",
    cursor.billedThroughOn,
    cursor.nextDrawOn,
    cursor.nextWorkOn,
    membershipId,
  );
}

/** A membership's plan and benefit year after a move or a return (MEM-9, MEM-14). */
export function setPlanAndBenefitYear(
  db: WritableDb,
  membershipId: MembershipId,
  planId: PlanId,
  benefitYearOn: Day,
): void {
  db.exec(
    "update membership set plan_id = ?, benefit_year_on = ?, version = version + 1 where id = ?",
    planId,
    benefitYearOn,
    membershipId,
  );
}

/** Memberships of a household whose next draw falls on a day. */
export function listMembershipsDrawnOn(db: ReadableDb, householdId: HouseholdId, on: Day | null): MembershipId[] {
  return db
    .all<{ id: MembershipId }>(
      "select id from membership where household_id = ? and next_draw_on is ? order by start_on, id",
      householdId,
      on,
    )
    .map(({ id }) => id);
}

/** Memberships whose next draw falls on a day. */
export function listDrawsOn(db: ReadableDb, on: Day): { id: MembershipId; billedThroughOn: Day }[] {
  return db.all(
    "select id, billed_through_on as billedThroughOn from membership where next_draw_on = ? order by id",
    on,
  );
}
