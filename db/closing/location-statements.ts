/** Location statements as they were made (INV-14), and what they are made of. */
import type { Day, Instant } from "#domain/calendar.ts";
import { asId, type DocumentId, type LocationStatementId, type MembershipId, type StaffId } from "#domain/identity.ts";
import type { Absence } from "#domain/closing/membership-moves.ts";
import type { ReadableDb, WritableDb } from "../database.ts";

export type KeptStatement = {
  readonly statementId: LocationStatementId;
  readonly fromOn: Day;
  readonly toOn: Day;
  readonly documentId: DocumentId | null;
  readonly byName: string | null;
  readonly createdAt: Instant;
};

const keptFields = `l.id as statementId, l.from_on as fromOn, l.to_on as toOn, l.document_id as documentId,
    s.name as byName, l.created_at as createdAt from location_statement l left join staff s on s.id = l.created_by`;

export function listKeptStatements(db: ReadableDb, limit: number): KeptStatement[] {
  return db.all<KeptStatement>(`select ${keptFields} order by l.from_on desc limit ?`, limit);
}

export function findKeptStatement(
  db: ReadableDb,
  statementId: LocationStatementId,
): (KeptStatement & { readonly sha256: string | null }) | undefined {
  return db.get(
    `select l.id as statementId, l.from_on as fromOn, l.to_on as toOn, l.document_id as documentId,
       null as byName, l.created_at as createdAt, d.sha256
     from location_statement l left join document d on d.id = l.document_id where l.id = ?`,
    statementId,
  );
}

export function isStatementKept(db: ReadableDb, from: Day, to: Day): boolean {
  return db.get("select 1 from location_statement where from_on = ? and to_on = ?", from, to) !== undefined;
}

/** Whether there was a member or an entry by a day: without either there is nothing to state. */
export function hasBooks(db: ReadableDb, to: Day): boolean {
  return (
    db.get(
      "select 1 where exists (select 1 from membership where start_on <= ?) or exists (select 1 from entry where effective_on <= ?)",
      to,
      to,
    ) !== undefined
  );
}

export function insertKeptStatement(
  db: WritableDb,
  kept: {
    readonly fromOn: Day;
    readonly toOn: Day;
    readonly figures: string;
    readonly documentId: DocumentId | null;
    readonly by: StaffId | null;
    readonly at: Instant;
  },
): LocationStatementId {
  return asId<LocationStatementId>(
    db.exec(
      "insert into location_statement (from_on, to_on, figures, document_id, created_by, created_at) values (?, ?, ?, ?, ?, ?)",
      kept.fromOn,
      kept.toOn,
      kept.figures,
      kept.documentId,
      kept.by,
      kept.at,
    ).id,
  );
}

export type MemberRow = {
  readonly membershipId: MembershipId;
  readonly startOn: Day;
  readonly patientId: number;
  readonly patientName: string;
  readonly planName: string;
};

/** Memberships that begin by a day. */
export function listMembersBy(db: ReadableDb, to: Day): MemberRow[] {
  return db.all<MemberRow>(
    `select m.id as membershipId, m.start_on as startOn, m.patient_id as patientId,
       trim(p.first_name || ' ' || p.last_name) as patientName, n.name as planName
     from membership m join patient p on p.id = m.patient_id join plan n on n.id = m.plan_id
     where m.start_on <= ? order by m.id`,
    to,
  );
}

/** Days that memberships were left on, and joined again on; a change that was taken back counts for nothing. */
export function listAbsences(db: ReadableDb, to: Day): Map<MembershipId, Absence[]> {
  const rows = db.all<Absence & { membershipId: MembershipId }>(
    `select membership_id as membershipId, 'cancel' as kind, effective_on as fromOn, rejoined_on as untilOn
     from membership_cancellation where effective_on <= ? and (withdrawn_at is null or rejoined_on is not null)
     union all
     select membership_id, 'lapse', lapsed_on, rejoined_on
     from membership_lapse where lapsed_on <= ? and (ended_at is null or rejoined_on is not null)`,
    to,
    to,
  );
  const found = new Map<MembershipId, Absence[]>();
  for (const { membershipId, ...absence } of rows) found.set(membershipId, [...(found.get(membershipId) ?? []), absence]);
  return found;
}

/** What each kind of line on an invoice comes to with its tax: dues, fees, everything else. */
export function listLineKinds(db: ReadableDb, invoiceId: number): { provider: number; weight: number }[] {
  return db.all(
    `select case when kind in ('dues','stub') then 1 when kind in ('activation','reactivation','fee') then 2 else 3 end as provider,
       sum(net_cents + tax_cents) as weight
     from invoice_line where invoice_id = ? group by 1`,
    invoiceId,
  );
}

/** Payments that a dispute took back, and those it gave back or left to us. */
export function listDisputedPayments(db: ReadableDb): Map<number, "taken" | "given"> {
  const rows = db.all<{ id: number | null; how: "taken" | "given" }>(
    `select a.payment_id as id, 'taken' as how from dispute d join charge_attempt a on a.id = d.attempt_id
     union all select returned_payment_id, 'given' from dispute
     union all select kept_payment_id, 'given' from dispute`,
  );
  return new Map(rows.flatMap(({ id, how }) => (id === null ? [] : [[id, how] as const])));
}

export type RefundMade = {
  readonly refundId: number;
  readonly refundedOn: Day;
  readonly amountCents: number;
  readonly onCard: 0 | 1;
  /** Null for credit that no payment has brought. */
  readonly paymentId: number | null;
  readonly householdId: number;
  readonly householdName: string;
  readonly receiptNumber: number | null;
  readonly reason: string;
};

/** Money given back in a range; what became credit, and what is on its way to a card, is still here. */
export function listRefundsMade(db: ReadableDb, from: Day, to: Day): RefundMade[] {
  return db.all<RefundMade>(
    `select r.id as refundId, coalesce(iif(r.paid_by = 'tender', t.settled_on, null), r.refunded_on) as refundedOn, r.amount_cents as amountCents,
       coalesce(r.paid_by = 'tender' and y.tender = 'card_on_file', 0) as onCard, r.payment_id as paymentId, r.household_id as householdId,
       h.name as householdName, y.receipt_number as receiptNumber, r.reason
     from refund r left join payment y on y.id = r.payment_id join household h on h.id = r.household_id
       left join refund_attempt t on t.id = r.attempt_id
     where r.paid_by <> 'credit' and coalesce(t.state, 'succeeded') not in ('sent','pending','unknown')
       and coalesce(iif(r.paid_by = 'tender', t.settled_on, null), r.refunded_on) between ? and ? order by r.id`,
    from,
    to,
  );
}

/** How each payment came, for the column of the card on file. */
export function listCardPayments(db: ReadableDb, from: Day): Set<number> {
  return new Set(
    db
      .all<{ id: number }>(
        `select distinct y.id from entry e join payment y on y.id = e.payment_id
         where y.tender = 'card_on_file' and e.effective_on >= ?`,
        from,
      )
      .map(({ id }) => id),
  );
}
