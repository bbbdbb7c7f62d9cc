/** Everything that happened to one membership, source by source (MEM-20): records, lines billed, what settled them, letters. */
import type { Day, Instant } from "#domain/calendar.ts";
import type { NoticeKind } from "#domain/dunning/notice-kinds.ts";
import type { InvoiceId, MembershipId } from "#domain/identity.ts";
import type { Cents } from "#domain/money.ts";
import type { ReadableDb } from "../database.ts";
import type { NoticeChannel, NoticeState } from "../dunning/notices.ts";

/** The most rows of one source: decades of a membership. */
const mostRows = 2_000;

export type RecordedEvent = {
  readonly id: number;
  readonly at: Instant;
  readonly action: string;
  readonly before: string | null;
  readonly after: string | null;
  readonly by: string | null;
};

/** What the audit trail holds of a membership and its agreement. */
export function listRecordedEvents(db: ReadableDb, membershipId: MembershipId): RecordedEvent[] {
  return db.all<RecordedEvent>(
    `select a.id, a.at, a.action, a.before, a.after, s.name as by from audit a left join staff s on s.id = a.actor_id
     where a.subject = ? and (a.action like 'membership.%' or a.action like 'agreement.%') order by a.id desc limit ?`,
    `membership/${membershipId}`,
    mostRows,
  );
}

export type BilledLine = {
  readonly id: number;
  readonly on: Day;
  readonly at: Instant;
  readonly description: string;
  readonly quantity: number;
  readonly unitCents: Cents;
  readonly netCents: Cents;
  readonly taxRatePpm: number;
  readonly taxCents: Cents;
  readonly explain: string;
  readonly invoiceId: InvoiceId;
  readonly number: number;
  readonly kind: "draw" | "enrolment" | "manual";
  readonly voidedOn: Day | null;
  readonly by: string | null;
};

export function listBilledLines(db: ReadableDb, membershipId: MembershipId): BilledLine[] {
  return db.all<BilledLine>(
    `select l.id, i.invoiced_on as "on", i.issued_at as at, l.description, l.quantity, l.unit_cents as unitCents,
       l.net_cents as netCents, l.tax_rate_ppm as taxRatePpm, l.tax_cents as taxCents, l.explain, i.id as invoiceId,
       i.number, i.kind, i.voided_on as voidedOn, s.name as by
     from invoice_line l join invoice i on i.id = l.invoice_id left join staff s on s.id = i.created_by
     where l.membership_id = ? and i.issued_at is not null order by l.id desc limit ?`,
    membershipId,
    mostRows,
  );
}

export type SettledPart = {
  readonly id: number;
  readonly on: Day;
  readonly at: Instant;
  readonly source: "payment" | "credit" | "credit_note" | "write_off";
  readonly amountCents: Cents;
  readonly receiptNumber: number | null;
  readonly tender: string | null;
  readonly reference: string | null;
  readonly paidCents: Cents | null;
  readonly memo: string;
  readonly invoiceId: InvoiceId;
  readonly number: number;
  readonly invoiceCents: Cents;
  readonly by: string | null;
};

/** What settled the invoices that bill the membership, the rest of the household's lines on them included. */
export function listSettledParts(db: ReadableDb, membershipId: MembershipId): SettledPart[] {
  return db.all<SettledPart>(
    `select a.id, a.effective_on as "on", a.created_at as at, a.source, a.amount_cents as amountCents,
       p.receipt_number as receiptNumber, p.tender, p.reference, p.amount_cents as paidCents, e.memo, i.id as invoiceId,
       i.number, i.total_cents as invoiceCents, s.name as by
     from allocation a join invoice i on i.id = a.invoice_id join entry e on e.id = a.entry_id
       left join payment p on p.id = a.payment_id left join staff s on s.id = e.actor_id
     where i.id in (select invoice_id from invoice_line where membership_id = ?) order by a.id desc limit ?`,
    membershipId,
    mostRows,
  );
}

export type LetterEvent = {
  readonly id: number;
  readonly at: Instant;
  readonly kind: NoticeKind;
  readonly channel: NoticeChannel;
  readonly state: NoticeState;
  readonly dueOn: Day;
  readonly toldOn: Day | null;
  readonly reason: string;
  readonly by: string | null;
};

/** Letters about the membership itself, or about an invoice that bills it. */
export function listLetterEvents(db: ReadableDb, membershipId: MembershipId): LetterEvent[] {
  return db.all<LetterEvent>(
    `select n.id, n.created_at as at, n.kind, n.channel, n.state, n.due_on as dueOn, n.told_on as toldOn, n.reason,
       s.name as by
     from notice n left join staff s on s.id = n.created_by
     where n.membership_id = ? or n.invoice_id in (select invoice_id from invoice_line where membership_id = ?)
     order by n.id desc limit ?`,
    membershipId,
    membershipId,
    mostRows,
  );
}
