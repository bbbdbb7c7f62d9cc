/**
 * The standing of chapter 3 as SQL, for lists and counts over many memberships. It says the same as
 * `domain/memberships/standing.ts`; a test compares the two over generated memberships.
 */
import type { ReadableDb } from "../database.ts";
import type { Day } from "#domain/calendar.ts";
import type { InvoiceId, MembershipId } from "#domain/identity.ts";
import type { StandingFacts } from "#domain/memberships/standing.ts";
import type { Hold } from "#domain/memberships/draw-facts.ts";

/** Unpaid dues of membership `m`. Those of a lapse are a debt, not dues that make anybody past due again. */
const unpaidDues = `from invoice_line l join invoice i on i.id = l.invoice_id join household o on o.id = i.household_id
  left join dunning_case k on k.invoice_id = i.id and k.closed_at is null
  where l.membership_id = m.id and l.kind in ('dues','stub') and i.balance_cents > 0 and i.voided_on is null
    and not exists (select 1 from dunning_case z where z.invoice_id = i.id and z.outcome = 'lapsed')`;

/**
 * Day 0 of the oldest unpaid dues (BIL-11): of its case, else the due day of a household that pays by
 * hand. Dues that wait for a card that has not failed are nobody's fault and count for nothing.
 */
const unpaidSince = `(select min(case
    when k.day_zero_on is not null then k.day_zero_on
    when o.pays_by = 'card' and exists (select 1 from card d where d.household_id = o.id and d.removed_at is null) then null
    else i.due_on end) ${unpaidDues})`;

/** The day of the first failed draw of unpaid dues: past due from that very day on. */
const declinedSince = `(select min(case a.attempt_on when '' then substr(a.sent_at, 1, 10) else a.attempt_on end)
  from charge_attempt a where a.state = 'declined' and a.invoice_id in (select i.id ${unpaidDues}))`;

/** First payment missing: the enrolment's invoice has not been settled by anything. */
const firstPaymentMissing = `exists (select 1 from invoice_line l join invoice i on i.id = l.invoice_id
  where l.membership_id = m.id and i.kind = 'enrolment' and i.voided_on is null
    and i.total_cents > 0 and i.balance_cents = i.total_cents)`;

const unsigned = `exists (select 1 from agreement a where a.membership_id = m.id and a.required = 1 and a.signed_on is null)`;

/** The agreement or the first payment of membership `m` is missing. */
export const pendingSql = `(${unsigned} or ${firstPaymentMissing})`;

const held = `exists (select 1 from membership_hold h where h.membership_id = m.id and h.withdrawn_at is null
  and h.from_on <= :today and (h.until_on is null or h.until_on > :today))`;

/** A CASE over membership `m`, with cancellation `c` and lapse `p` left-joined; `:today` must be replaced. */
export const standingCase = `case
  when c.effective_on <= :today then c.kind
  when ${unsigned} or ${firstPaymentMissing} then 'pending'
  when p.lapsed_on <= :today then 'lapsed'
  when ${held} then 'on_hold'
  when ${unpaidSince} < :today or ${declinedSince} <= :today then 'past_due'
  when c.id is not null then 'cancelling'
  else 'active' end`;

export const standingJoins = `left join membership_cancellation c on c.membership_id = m.id and c.withdrawn_at is null
  left join membership_lapse p on p.membership_id = m.id and p.ended_at is null`;

/** Puts a day into the CASE; days are our own checked text, so that the statement stays cacheable by day. */
export function standingSql(today: Day): string {
  return standingCase.replaceAll(":today", `'${today}'`);
}

/** Whether a membership has no draws yet, because its agreement or first payment is missing. */
export function isPending(db: ReadableDb, id: MembershipId): boolean {
  const row = db.get<{ pending: 0 | 1 }>(
    `select (${unsigned} or ${firstPaymentMissing}) as pending from membership m where m.id = ?`,
    id,
  );
  return row?.pending === 1;
}

/** The same facts for one membership, for `standingsOf`. */
export function loadStandingFacts(db: ReadableDb, id: MembershipId): StandingFacts {
  const row = db.get<{
    start_on: Day;
    pending: 0 | 1;
    lapsed_on: Day | null;
    effective_on: Day | null;
    kind: "cancelled" | "expired" | null;
    unpaid_since: Day | null;
    declined_since: Day | null;
  }>(
    `select m.start_on, (${unsigned} or ${firstPaymentMissing}) as pending, p.lapsed_on, c.effective_on, c.kind,
       ${unpaidSince} as unpaid_since, ${declinedSince} as declined_since
     from membership m ${standingJoins} where m.id = ?`,
    id,
  );
  const holds = db.all<Hold>(
    `select kind, from_on as "from", until_on as "until" from membership_hold
     where membership_id = ? and withdrawn_at is null order by from_on`,
    id,
  );
  return {
    startOn: row?.start_on ?? ("9999-12-31" as Day),
    pending: row?.pending === 1,
    lapsedOn: row?.lapsed_on ?? null,
    holds,
    cancellation:
      row?.effective_on && row.kind ? { effectiveOn: row.effective_on, kind: row.kind } : null,
    unpaidSinceOn: row?.unpaid_since ?? null,
    declinedOn: row?.declined_since ?? null,
  };
}

/** Memberships with dues on an invoice that can still lapse: neither pending nor lapsed nor ended, in the order of their lines. */
export function listLivingOfInvoice(db: ReadableDb, invoiceId: InvoiceId, today: Day): MembershipId[] {
  return db
    .all<{ id: MembershipId }>(
      `select m.id from membership m join (
         select membership_id, min(position) as position from invoice_line
         where invoice_id = ? and kind in ('dues','stub') and membership_id is not null group by membership_id
       ) d on d.membership_id = m.id
       where not exists (select 1 from membership_lapse p where p.membership_id = m.id and p.ended_at is null)
         and not exists (select 1 from membership_cancellation c where c.membership_id = m.id
           and c.withdrawn_at is null and c.effective_on <= ?)
         and not (${unsigned} or ${firstPaymentMissing})
       order by d.position`,
      invoiceId,
      today,
    )
    .map(({ id }) => id);
}
