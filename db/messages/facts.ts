/** What messages about acts name (DOC-12): refunds by their entries, the card of a payment, signed agreements, packages that end. */
import type { Day } from "#domain/calendar.ts";
import type { DocumentId, HouseholdId, InvoiceId, MembershipId, NoticeId, PackageSaleId, PaymentId } from "#domain/identity.ts";
import type { NoticeKind } from "#domain/dunning/notice-kinds.ts";
import type { Tender } from "#domain/ledger/accounts.ts";
import type { Cents } from "#domain/money.ts";
import type { ReadableDb, WritableDb } from "../database.ts";
import type { CardWords } from "../dunning/letter-facts.ts";

/** Whether the person who pays for a household has died: nobody is written to then. */
export function isPayerDeceased(db: ReadableDb, householdId: HouseholdId): boolean {
  return (
    db.get(
      "select 1 from household h join patient p on p.id = h.payer_patient_id where h.id = ? and p.status = 'deceased'",
      householdId,
    ) !== undefined
  );
}

/** The message of a kind that was written today and has not gone. */
export function findWaitingToday(
  db: ReadableDb,
  householdId: HouseholdId,
  kind: NoticeKind,
  today: Day,
): { readonly noticeId: NoticeId; readonly event: string } | undefined {
  return db.get(
    `select n.id as noticeId, n.event from notice n where n.household_id = ? and n.kind = ? and n.state = 'queued' and n.due_on = ?
       and not exists (select 1 from mail m where m.notice_id = n.id and m.state <> 'queued') order by n.id desc limit 1`,
    householdId,
    kind,
    today,
  );
}

/** A message that was taken off the list waits again, by the way the household is reached today. */
export function reviveNotice(
  db: WritableDb,
  { event, kind, dueOn, channel }: { readonly event: string; readonly kind: NoticeKind; readonly dueOn: Day; readonly channel: "letter" | "email" | "text" },
): NoticeId | undefined {
  const row = db.get<{ id: NoticeId }>("select id from notice where event = ? and kind = ? and state = 'cancelled'", event, kind);
  if (!row) return undefined;
  db.exec("update notice set state = 'queued', reason = '', ended_at = null, due_on = ?, channel = ? where id = ?", dueOn, channel, row.id);
  return row.id;
}

/** The e-mail of a message that is not sent after all, as long as no server has heard of it. */
export function dropUnsentMail(db: WritableDb, noticeId: NoticeId): void {
  db.exec("delete from mail where notice_id = ? and state = 'queued' and tries = 0", noticeId);
}

export type WaitingMessage = { readonly noticeId: NoticeId; readonly householdId: HouseholdId };

/** The waiting messages of some kinds after one of them, oldest first. */
export function listWaitingOfKinds(db: ReadableDb, kinds: readonly NoticeKind[], afterId: number, limit: number): WaitingMessage[] {
  return db.all<WaitingMessage>(
    `select id as noticeId, household_id as householdId from notice indexed by notice_queued
     where state = 'queued' and id > ? and kind in (${kinds.map((kind) => `'${kind}'`).join(",")}) order by id limit ?`,
    afterId,
    limit,
  );
}

/** Whether a message has been taken in hand: it is on its way, gone, or in doubt. */
export function isBeingSent(db: ReadableDb, noticeId: NoticeId): boolean {
  return db.get("select 1 from mail where notice_id = ? and state not in ('queued', 'cancelled')", noticeId) !== undefined;
}

/** A household's waiting messages of some kinds that are not being sent. */
export function listWaitingOfHousehold(db: ReadableDb, householdId: HouseholdId, kinds: readonly NoticeKind[]): NoticeId[] {
  return db
    .all<{ id: NoticeId }>(
      `select n.id from notice n where n.household_id = ? and n.state = 'queued' and n.kind in (${kinds.map((kind) => `'${kind}'`).join(",")})
         and not exists (select 1 from mail m where m.notice_id = n.id and m.state <> 'queued') order by n.id`,
      householdId,
    )
    .map(({ id }) => id);
}

/** A membership that stands: not deleted as a mistake, of a person who lives. */
export function isToldOf(db: ReadableDb, membershipId: MembershipId): boolean {
  return (
    db.get(
      `select 1 from membership m join patient p on p.id = m.patient_id where m.id = ? and p.status <> 'deceased'
         and not exists (select 1 from membership_cancellation c where c.membership_id = m.id and c.withdrawn_at is null
           and c.reason_code = 'deleted')`,
      membershipId,
    ) !== undefined
  );
}

export type SignedCopy = { readonly documentId: DocumentId; readonly sha256: string; readonly title: string; readonly method: "screen" | "paper" | "portal" };

/** The signed copies of memberships, each once. */
export function listSignedCopies(db: ReadableDb, ids: readonly MembershipId[]): SignedCopy[] {
  const found = new Map<DocumentId, SignedCopy>();
  for (const id of ids)
    for (const copy of db.all<SignedCopy>(
      `select d.id as documentId, d.sha256, d.title, a.method from agreement a join document d on d.id = a.document_id
       where a.membership_id = ? and a.signed_on is not null order by a.id`,
      id,
    ))
      found.set(copy.documentId, copy);
  return [...found.values()];
}

export type ToldRefund = {
  readonly amountCents: Cents;
  readonly paidBy: "tender" | "credit" | "check" | "cash";
  readonly tender: Tender | null;
  readonly paymentId: PaymentId | null;
  readonly membershipId: MembershipId | null;
};

const refundColumns = `r.amount_cents as amountCents, r.paid_by as paidBy, p.tender, r.payment_id as paymentId, r.membership_id as membershipId
  from refund r left join payment p on p.id = r.payment_id`;

/** The refunds that were booked by these entries and stand. */
export function listRefundsByEntry(db: ReadableDb, householdId: HouseholdId, entryIds: readonly number[]): ToldRefund[] {
  return entryIds.flatMap((id) =>
    db.all<ToldRefund>(`select ${refundColumns} where r.household_id = ? and r.entry_id = ? order by r.id`, householdId, id),
  );
}

/** What was paid back of a membership on one day. */
export function listRefundsOn(
  db: ReadableDb,
  { householdId, membershipId }: { readonly householdId: HouseholdId; readonly membershipId: MembershipId },
  on: Day,
): ToldRefund[] {
  return db.all<ToldRefund>(
    `select ${refundColumns} where r.household_id = ? and r.membership_id = ? and r.refunded_on = ? order by r.id`,
    householdId,
    membershipId,
    on,
  );
}

/** The card that was charged for a payment. */
export function findCardOfPayment(db: ReadableDb, paymentId: PaymentId): CardWords | undefined {
  return db.get<CardWords>(
    `select c.brand, c.last4, c.expires_month as expiresMonth, c.expires_year as expiresYear
     from charge_attempt a join card c on c.id = a.card_id where a.payment_id = ?`,
    paymentId,
  );
}

export function findHouseholdSums(db: ReadableDb, householdId: HouseholdId): { readonly owedCents: Cents; readonly creditCents: Cents } | undefined {
  return db.get("select balance_cents as owedCents, credit_cents as creditCents from household where id = ?", householdId);
}

/** Whether an invoice collects dues on a draw day. */
export function isDraw(db: ReadableDb, invoiceId: InvoiceId): boolean {
  return db.get("select 1 from invoice where id = ? and kind = 'draw'", invoiceId) !== undefined;
}

export type EndingPackage = { readonly saleId: PackageSaleId; readonly householdId: HouseholdId; readonly expiresOn: Day };

/** Packages with something left that end after today and by a day, and have had no message about that day. */
export function listPackagesEnding(db: ReadableDb, today: Day, by: Day, limit: number): EndingPackage[] {
  return db.all<EndingPackage>(
    `select s.id as saleId, s.household_id as householdId, s.expires_on as expiresOn from package_sale s
     where s.cancelled_on is null and s.expires_on > ? and s.expires_on <= ?
       and exists (select 1 from package_unit u where u.sale_id = s.id
         and not exists (select 1 from package_use x where x.unit_id = u.id and x.undone_on is null))
       and not exists (select 1 from notice n where n.kind = 'package_expiring' and n.event = 'package_sale/' || s.id || '/' || s.expires_on)
     order by s.expires_on, s.id limit ?`,
    today,
    by,
    limit,
  );
}
