/** What went into wallets and out of them (PKG-11). What is left of one is the sum of its moves. */
import type { Day, Instant } from "#domain/calendar.ts";
import type { EntryId, HouseholdId, InvoiceId, MembershipId, PatientId, PaymentId, StaffId } from "#domain/identity.ts";
import type { Cents } from "#domain/money.ts";
import type { ReadableDb, WritableDb } from "../database.ts";

export type WalletMoveKind = "banked" | "taken_back" | "spent" | "given_back" | "forfeited" | "to_credit";

export type NewWalletMove = {
  readonly membershipId: MembershipId;
  readonly kind: WalletMoveKind;
  /** Above zero into the wallet, below zero out of it. */
  readonly cents: Cents;
  readonly periodId: number | null;
  readonly paymentId: PaymentId | null;
  readonly entryId: EntryId;
  readonly movedOn: Day;
  readonly createdBy: StaffId | null;
  readonly createdAt: Instant;
};

export function insertWalletMove(db: WritableDb, move: NewWalletMove): void {
  db.exec(
    `insert into wallet_move (membership_id, kind, cents, period_id, payment_id, entry_id, moved_on, created_by, created_at)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    move.membershipId,
    move.kind,
    move.cents,
    move.periodId,
    move.paymentId,
    move.entryId,
    move.movedOn,
    move.createdBy,
    move.createdAt,
  );
}

export function walletLeft(db: ReadableDb, membershipId: MembershipId): Cents {
  return db.get<{ cents: Cents }>("select coalesce(sum(cents), 0) as cents from wallet_move where membership_id = ?", membershipId)?.cents ?? (0 as Cents);
}

export type WalletRow = {
  readonly membershipId: MembershipId;
  readonly patientId: PatientId;
  readonly patientName: string;
  readonly planName: string;
  readonly householdId: HouseholdId;
  readonly leftCents: Cents;
};

const walletSql = (where: string): string =>
  `select m.id as membershipId, m.patient_id as patientId, trim(p.first_name || ' ' || p.last_name) as patientName, n.name as planName,
     m.household_id as householdId, coalesce(sum(w.cents), 0) as leftCents
   from membership m join wallet_move w on w.membership_id = m.id join patient p on p.id = m.patient_id join plan n on n.id = m.plan_id
   where ${where} group by m.id`;

/** Wallets that anything was ever banked in, the oldest membership first. */
export function listWallets(db: ReadableDb, householdId: HouseholdId): WalletRow[] {
  return db.all<WalletRow>(`${walletSql("m.household_id = ?")} order by m.start_on, m.id`, householdId);
}

/** Wallets with something left whose membership was cancelled or has lapsed by a day. */
export function listEndedWallets(db: ReadableDb, today: Day): WalletRow[] {
  return db.all<WalletRow>(
    `${walletSql(`exists (select 1 from membership_cancellation c where c.membership_id = m.id and c.withdrawn_at is null and c.effective_on <= ?)
       or exists (select 1 from membership_lapse l where l.membership_id = m.id and l.ended_at is null and l.lapsed_on <= ?)`)}
     having sum(w.cents) > 0 order by m.id`,
    today,
    today,
  );
}

export type WalletMoveRow = {
  readonly id: number;
  readonly kind: WalletMoveKind;
  readonly cents: Cents;
  readonly movedOn: Day;
  readonly invoiceId: InvoiceId | null;
  readonly invoiceNumber: number | null;
  readonly receiptNumber: number | null;
  readonly by: string;
};

/** Newest first, at most so many. */
export function listWalletMoves(db: ReadableDb, membershipId: MembershipId, most: number): WalletMoveRow[] {
  return db.all<WalletMoveRow>(
    `select w.id, w.kind, w.cents, w.moved_on as movedOn, i.id as invoiceId, i.number as invoiceNumber, y.receipt_number as receiptNumber,
       coalesce(s.name, '') as by
     from wallet_move w left join period p on p.id = w.period_id left join invoice i on i.id = p.invoice_id
       left join payment y on y.id = w.payment_id left join staff s on s.id = w.created_by
     where w.membership_id = ? order by w.id desc limit ?`,
    membershipId,
    most,
  );
}

/** What a payment took from each wallet. */
export function listSpentBy(db: ReadableDb, paymentId: PaymentId): { readonly membershipId: MembershipId; readonly cents: Cents }[] {
  return db.all("select membership_id as membershipId, -sum(cents) as cents from wallet_move where payment_id = ? group by membership_id having sum(cents) <> 0 order by min(id)", paymentId);
}

/** Invoices over dues whose money moved since their wallets were looked at. */
export function listWalletsDue(db: ReadableDb, most: number): InvoiceId[] {
  return db.all<{ id: InvoiceId }>("select invoice_id as id from wallet_due order by id limit ?", most).map(({ id }) => id);
}

export function forgetWalletDue(db: WritableDb, invoiceId: InvoiceId): void {
  db.exec("delete from wallet_due where invoice_id = ?", invoiceId);
}

export type BankablePeriod = {
  readonly periodId: number;
  readonly membershipId: MembershipId;
  readonly householdId: HouseholdId;
  readonly patientId: PatientId;
  readonly kind: "period" | "stub";
  readonly amountCents: Cents;
  readonly inForce: 0 | 1;
  readonly bankedCents: Cents;
  /** The terms under which the days were billed, as JSON. */
  readonly terms: string;
};

/** The days an invoice has billed under terms with a wallet, also those that gave way to others. */
export function listBankablePeriods(db: ReadableDb, invoiceId: InvoiceId): BankablePeriod[] {
  return db.all<BankablePeriod>(
    `select p.id as periodId, p.membership_id as membershipId, m.household_id as householdId, m.patient_id as patientId, p.kind,
       p.amount_cents as amountCents, p.in_force as inForce, v.terms,
       (select coalesce(sum(w.cents), 0) from wallet_move w where w.period_id = p.id) as bankedCents
     from period p join membership m on m.id = p.membership_id join invoice_line l on l.id = p.invoice_line_id
       join plan_version v on v.id = l.plan_version_id
     where p.invoice_id = ? and v.has_wallet = 1 and p.kind in ('period', 'stub') order by p.id`,
    invoiceId,
  );
}

/** Whether an invoice asks for dues. */
export function asksForDues(db: ReadableDb, invoiceId: InvoiceId): boolean {
  return db.get("select 1 from invoice_line where invoice_id = ? and kind in ('dues', 'stub', 'activation', 'reactivation')", invoiceId) !== undefined;
}
