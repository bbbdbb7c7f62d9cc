/**
 * Days that were billed and have not passed (INV-15), as of a day and known at an instant: each version of
 * a period counts from the day it came to be until the day another took its place.
 */
import { addDays, dayInZone, type Day, type Instant } from "#domain/calendar.ts";
import type { InvoiceId, MembershipId, PatientId, PlanId } from "#domain/identity.ts";
import type { Cents } from "#domain/money.ts";
import type { PaidDays } from "#domain/reports/recognition.ts";
import type { ReadableDb } from "../database.ts";
import type { AsOf } from "./as-of.ts";

export type DeferredPeriod = PaidDays & {
  readonly membershipId: MembershipId;
  readonly patientId: PatientId;
  readonly planId: PlanId;
  readonly invoiceId: InvoiceId | null;
};

type Row = {
  readonly id: number;
  readonly membershipId: MembershipId;
  readonly patientId: PatientId;
  readonly planId: PlanId;
  readonly invoiceId: InvoiceId | null;
  readonly from: Day;
  readonly to: Day;
  readonly cents: Cents;
  readonly createdAt: Instant;
  readonly endedAt: Instant | null;
  /** When the invoice was booked, for the version that came with it; null for later ones. */
  readonly bookedOn: Day | null;
  readonly voidOn: Day | null;
  readonly voidAt: Instant | null;
};

/**
 * Days that were given without a line of an invoice are of the plan that stood for them when they were: a
 * later move, or the taking back of one, changes nothing about what was printed (REP-3).
 */
const planThen = `select w.plan_id from membership_schedule s join plan_version w on w.id = s.plan_version_id
  where s.membership_id = p.membership_id and s.created_at <= p.created_at and (s.withdrawn_at is null or s.withdrawn_at > p.created_at)
  order by coalesce(s.covered_from_on, s.stub_from_on, s.anchor_on) <= p.from_on desc, s.seq desc, s.id desc limit 1`;

/** Periods with days after `asOf` that somebody was billed for and that stood then, by membership and first day. */
export function listDeferredPeriods(db: ReadableDb, { asOf, knownAt }: AsOf, timeZone: string): DeferredPeriod[] {
  const rows = db.all<Row>(
    `select p.id, p.membership_id as membershipId, m.patient_id as patientId, coalesce(v.plan_id, (${planThen}), m.plan_id) as planId,
       p.invoice_id as invoiceId, p.from_on as "from", p.to_on as "to",
       -- What was banked in a wallet is earned when the wallet is spent (PKG-11).
       p.amount_cents - (select coalesce(sum(w.cents), 0) from wallet_move w
         where w.period_id = p.id and w.moved_on <= ? and (? is null or w.created_at <= ?)) as cents,
       p.created_at as createdAt, p.ended_at as endedAt,
       case when p.invoice_id is not null and not exists (
           select 1 from period q where q.invoice_id = p.invoice_id and q.membership_id = p.membership_id
             and q.from_on = p.from_on and q.id < p.id)
         then (select min(effective_on) from entry e where e.invoice_id = p.invoice_id) end as bookedOn,
       (select min(effective_on) from entry e where e.invoice_id = p.invoice_id and e.kind = 'invoice_voided') as voidOn,
       (select min(entered_at) from entry e where e.invoice_id = p.invoice_id and e.kind = 'invoice_voided') as voidAt
     from period p join membership m on m.id = p.membership_id
       left join invoice_line l on l.id = p.invoice_line_id left join plan_version v on v.id = l.plan_version_id
     where p.to_on > ? and p.amount_cents > 0 and (p.in_force = 1 or p.ended_at is not null)
     order by p.membership_id, p.from_on, p.id`,
    asOf,
    knownAt,
    knownAt,
    addDays(asOf, 1),
  );
  const known = (at: Instant): boolean => knownAt === null || at <= knownAt;
  return rows.filter((row) => {
    if (!known(row.createdAt)) return false;
    if ((row.bookedOn ?? dayInZone(row.createdAt, timeZone)) > asOf) return false;
    if (row.endedAt !== null && known(row.endedAt) && dayInZone(row.endedAt, timeZone) <= asOf) return false;
    return !(row.voidOn !== null && row.voidAt !== null && row.voidOn <= asOf && known(row.voidAt));
  });
}

export type Recognition = { readonly onDay: Day; readonly deferredCents: number; readonly lastPostingId: number };

/** The last day whose share was booked. */
export function findLastRecognition(db: ReadableDb): Recognition | undefined {
  return db.get<Recognition>(
    `select on_day as onDay, deferred_cents as deferredCents, last_posting_id as lastPostingId
     from dues_recognition order by on_day desc limit 1`,
  );
}

/** The first day anything was deferred; nothing before it is to be recognised. */
export function firstDeferredDay(db: ReadableDb): Day | undefined {
  return (
    db.get<{ on: Day | null }>(
      `select min(e.effective_on) as "on" from posting p join entry e on e.id = p.entry_id where p.account = 'deferred_dues'`,
    )?.on ?? undefined
  );
}

/**
 * What stood on deferred dues at the end of a day, credit positive: what the last recognition left, and
 * what took effect since, whether it was booked after that or waited for its day. What was recognised
 * counts on its day, also where the books were closed and the entry took a later one.
 */
export function deferredBalance(db: ReadableDb, on: Day, last: Recognition | undefined): number {
  if (last === undefined)
    return -(
      db.get<{ cents: number }>(
        `select coalesce(sum(p.amount_cents), 0) as cents from posting p join entry e on e.id = p.entry_id
         where p.account = 'deferred_dues' and e.effective_on <= ?`,
        on,
      )?.cents ?? 0
    );
  const since = db.get<{ cents: number }>(
    `select coalesce(sum(cents), 0) as cents from (
       select p.amount_cents as cents from posting p join entry e on e.id = p.entry_id
       where p.id > ? and p.account = 'deferred_dues' and e.effective_on <= ? and e.kind <> 'dues_recognised'
       union all
       select p.amount_cents from entry e join posting p on p.entry_id = e.id
       where e.effective_on > ? and e.effective_on <= ? and p.id <= ? and p.account = 'deferred_dues'
         and e.kind <> 'dues_recognised')`,
    last.lastPostingId,
    on,
    last.onDay,
    on,
    last.lastPostingId,
  );
  return last.deferredCents - (since?.cents ?? 0);
}

export function lastPostingId(db: ReadableDb): number {
  return db.get<{ id: number }>("select coalesce(max(id), 0) as id from posting")?.id ?? 0;
}
