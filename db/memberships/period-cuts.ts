/** Cutting billed days short: the old row goes out of force and a new version row takes its kept days (F-13). */
import type { Day, Instant } from "#domain/calendar.ts";
import type { InvoiceId, InvoiceLineId, MembershipId } from "#domain/identity.ts";
import type { WantedDues } from "#domain/memberships/draw-facts.ts";
import { addCents, type Cents } from "#domain/money.ts";
import type { ReadableDb, WritableDb } from "../database.ts";

export type PeriodRow = {
  readonly id: number;
  readonly membershipId: MembershipId;
  readonly kind: WantedDues["kind"];
  readonly from: Day;
  readonly to: Day;
  readonly paidTo: Day | null;
  readonly chargeOn: Day;
  readonly amountCents: Cents;
  readonly invoiceId: InvoiceId | null;
  readonly invoiceLineId: InvoiceLineId | null;
};

const columns = `id, membership_id as membershipId, kind, from_on as "from", to_on as "to", paid_to_on as paidTo, charge_on as chargeOn,
  amount_cents as amountCents, invoice_id as invoiceId, invoice_line_id as invoiceLineId`;

/** Periods in force with days on or after a day, in order. */
export function listPeriodsEndingAfter(db: ReadableDb, membershipId: MembershipId, on: Day): PeriodRow[] {
  return db.all<PeriodRow>(
    `select ${columns} from period where membership_id = ? and in_force = 1 and to_on > ? order by from_on`,
    membershipId,
    on,
  );
}

/** Periods in force that pay for days on or after a day, those before the first draw by what was paid at the start. */
export function listPeriodsReaching(db: ReadableDb, membershipId: MembershipId, on: Day): PeriodRow[] {
  return db.all<PeriodRow>(
    `select ${columns} from period p where membership_id = ? and in_force = 1
       and (to_on > ? or (paid_to_on > ? and not exists (
         select 1 from period n where n.membership_id = p.membership_id and n.in_force = 1 and n.from_on >= p.to_on)))
     order by from_on`,
    membershipId,
    on,
    on,
  );
}

/** The same days at a smaller amount, in a new version row, whose id is answered: part of what they cost was refunded (MEM-19). */
export function reducePeriod(db: WritableDb, period: Pick<PeriodRow, "id" | "amountCents">, byCents: Cents, createdAt: Instant): number {
  db.exec("update period set in_force = 0, ended_at = ? where id = ?", createdAt, period.id);
  return db.exec(
    `insert into period (membership_id, item, kind, seq, from_on, to_on, paid_to_on, charge_on, amount_cents, invoice_id,
       invoice_line_id, created_at)
     select membership_id, item, kind, seq, from_on, to_on, paid_to_on, charge_on, ?, invoice_id, invoice_line_id, ?
     from period where id = ?`,
    addCents(period.amountCents, -byCents),
    createdAt,
    period.id,
  ).id;
}

export function findPeriodInForce(db: ReadableDb, periodId: number): PeriodRow | undefined {
  return db.get<PeriodRow>(`select ${columns} from period where id = ? and in_force = 1`, periodId);
}

/** Periods in force that one invoice asked a membership for, or that were moved off any, in order. */
export function listPeriodsPaidFor(db: ReadableDb, membershipId: MembershipId, invoiceId: InvoiceId): PeriodRow[] {
  return db.all<PeriodRow>(
    `select ${columns} from period where membership_id = ? and in_force = 1
       and (invoice_id = ? or (invoice_id is null and amount_cents > 0)) order by from_on`,
    membershipId,
    invoiceId,
  );
}

/**
 * The days that a full period paid at the start has in common with the first draw's become that draw's
 * own (MEM-2): the period that ends on `to` keeps what its own days cost, in a new version row.
 */
export function handOverlapOver(
  db: WritableDb,
  membershipId: MembershipId,
  to: Day,
  cents: Cents,
  createdAt: Instant,
): void {
  const period = db.get<PeriodRow>(
    `select ${columns} from period where membership_id = ? and in_force = 1 and to_on = ? and paid_to_on is not null`,
    membershipId,
    to,
  );
  if (period) cutPeriod(db, period, period.to, cents, createdAt);
}

/** Periods in force that begin on or after a day, with what their invoice still asks for. */
export function listPeriodsFrom(db: ReadableDb, membershipId: MembershipId, from: Day): PeriodRow[] {
  return db.all<PeriodRow>(
    `select ${columns} from period where membership_id = ? and in_force = 1 and from_on >= ? order by from_on`,
    membershipId,
    from,
  );
}

/** Keeps the days before `at`; nothing is kept when the period begins there. */
export function cutPeriod(
  db: WritableDb,
  period: PeriodRow,
  at: Day,
  creditedCents: Cents,
  createdAt: Instant,
): void {
  db.exec("update period set in_force = 0, ended_at = ? where id = ?", createdAt, period.id);
  if (at <= period.from) return;
  db.exec(
    `insert into period (membership_id, item, kind, seq, from_on, to_on, charge_on, amount_cents, invoice_id,
       invoice_line_id, created_at)
     select membership_id, item, kind, seq, from_on, ?, charge_on, ?, invoice_id, invoice_line_id, ?
     from period where id = ?`,
    at,
    addCents(period.amountCents, -creditedCents),
    createdAt,
    period.id,
  );
}
