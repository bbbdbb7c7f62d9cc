/** Gift certificates (PKG-12): sold once, what is left of each kept by a trigger, moves never edited. */
import type { Day, Instant } from "#domain/calendar.ts";
import { asId, type GiftCertificateId, type HouseholdId, type InvoiceId, type PaymentId, type StaffId } from "#domain/identity.ts";
import type { Cents } from "#domain/money.ts";
import type { ReadableDb, WritableDb } from "../database.ts";

export type NewCertificate = {
  readonly number: number;
  readonly code: string;
  readonly householdId: HouseholdId;
  readonly invoiceId: InvoiceId;
  readonly recipient: string;
  readonly amountCents: Cents;
  readonly soldOn: Day;
  readonly createdBy: StaffId | null;
  readonly createdAt: Instant;
};

export function insertCertificate(db: WritableDb, certificate: NewCertificate): GiftCertificateId {
  const { id } = db.exec(
    `insert into gift_certificate (number, code, household_id, invoice_id, recipient, amount_cents, left_cents, sold_on,
       created_by, created_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    certificate.number,
    certificate.code,
    certificate.householdId,
    certificate.invoiceId,
    certificate.recipient,
    certificate.amountCents,
    certificate.amountCents,
    certificate.soldOn,
    certificate.createdBy,
    certificate.createdAt,
  );
  return asId<GiftCertificateId>(id);
}

export type CertificateRow = {
  readonly certificateId: GiftCertificateId;
  readonly number: number;
  readonly code: string;
  readonly householdId: HouseholdId;
  readonly invoiceId: InvoiceId;
  readonly invoiceNumber: number;
  readonly buyerName: string;
  readonly recipient: string;
  readonly amountCents: Cents;
  readonly leftCents: Cents;
  /** What of its sale is still owed; it is redeemed only when that is nothing. */
  readonly owedCents: Cents;
  readonly isVoid: 0 | 1;
  readonly soldOn: Day;
  readonly cancelledOn: Day | null;
};

const columns = `select c.id as certificateId, c.number, c.code, c.household_id as householdId, c.invoice_id as invoiceId,
    i.number as invoiceNumber, h.name as buyerName, c.recipient, c.amount_cents as amountCents, c.left_cents as leftCents,
    i.balance_cents as owedCents, i.voided_on is not null as isVoid, c.sold_on as soldOn, c.cancelled_on as cancelledOn
  from gift_certificate c join invoice i on i.id = c.invoice_id join household h on h.id = c.household_id`;

export function findCertificate(db: ReadableDb, certificateId: GiftCertificateId): CertificateRow | undefined {
  return db.get<CertificateRow>(`${columns} where c.id = ?`, certificateId);
}

export function findCertificateByCode(db: ReadableDb, code: string): CertificateRow | undefined {
  return db.get<CertificateRow>(`${columns} where c.code = ?`, code);
}

export function listCertificatesOfInvoice(db: ReadableDb, invoiceId: InvoiceId): CertificateRow[] {
  return db.all<CertificateRow>(`${columns} where c.invoice_id = ? order by c.id`, invoiceId);
}

export type CertificateState = "active" | "used" | "cancelled";

export type CertificateQuery = {
  /** Empty: every state. */
  readonly states: readonly CertificateState[];
  /** A code, a number, or words of the buyer's or the recipient's name. */
  readonly text: string;
};

const stateCase = "case when c.cancelled_on is not null then 'cancelled' when c.left_cents = 0 then 'used' else 'active' end";

/** The newest first, each page from the number before. */
export function listCertificates(
  db: ReadableDb,
  query: CertificateQuery,
  page: { readonly before: number | null; readonly limit: number },
): CertificateRow[] {
  const where = conditionsOf(query);
  return db.all<CertificateRow>(
    `${columns} where ${where.text} and c.id < ? order by c.id desc limit ?`,
    ...where.values,
    page.before ?? Number.MAX_SAFE_INTEGER,
    page.limit,
  );
}

export function totalCertificates(
  db: ReadableDb,
  query: CertificateQuery,
): { readonly count: number; readonly soldCents: Cents; readonly leftCents: Cents } {
  const where = conditionsOf(query);
  return (
    db.get(
      `select count(*) as count, coalesce(sum(c.amount_cents), 0) as soldCents, coalesce(sum(c.left_cents), 0) as leftCents
       from gift_certificate c join household h on h.id = c.household_id where ${where.text}`,
      ...where.values,
    ) ?? { count: 0, soldCents: 0 as Cents, leftCents: 0 as Cents }
  );
}

function conditionsOf({ states, text }: CertificateQuery): { readonly text: string; readonly values: readonly string[] } {
  const words = text.trim().split(/\s+/u).filter((word) => word !== "").slice(0, 6);
  const parts = words.map(
    () => "(c.code like ? escape '\\' or cast(c.number as text) = ? or c.recipient like ? escape '\\' or h.name like ? escape '\\')",
  );
  if (states.length > 0) parts.push(`${stateCase} in (${states.map(() => "?").join(", ")})`);
  const like = (word: string): string => `%${word.replaceAll(/[%_\\]/gu, String.raw`\$&`)}%`;
  return {
    text: parts.length === 0 ? "1" : parts.join(" and "),
    values: [...words.flatMap((word) => [like(word), word.replace(/^#/u, ""), like(word), like(word)]), ...states],
  };
}

export type NewMove = {
  readonly certificateId: GiftCertificateId;
  readonly kind: "redeemed" | "returned" | "cancelled";
  readonly paymentId: PaymentId | null;
  /** Below zero when taken off the certificate. */
  readonly amountCents: number;
  readonly movedOn: Day;
  readonly createdAt: Instant;
};

export function insertMove(db: WritableDb, move: NewMove): void {
  db.exec(
    `insert into gift_certificate_move (certificate_id, kind, payment_id, amount_cents, moved_on, created_at)
     values (?, ?, ?, ?, ?, ?)`,
    move.certificateId,
    move.kind,
    move.paymentId,
    move.amountCents,
    move.movedOn,
    move.createdAt,
  );
}

export function markCancelled(db: WritableDb, certificateId: GiftCertificateId, on: Day): void {
  db.exec("update gift_certificate set cancelled_on = ? where id = ?", on, certificateId);
}

export type MoveRow = {
  readonly kind: NewMove["kind"];
  readonly amountCents: number;
  readonly movedOn: Day;
  readonly receiptNumber: number | null;
  readonly payerName: string | null;
};

export function listMoves(db: ReadableDb, certificateId: GiftCertificateId): MoveRow[] {
  return db.all<MoveRow>(
    `select m.kind, m.amount_cents as amountCents, m.moved_on as movedOn, p.receipt_number as receiptNumber, h.name as payerName
     from gift_certificate_move m left join payment p on p.id = m.payment_id left join household h on h.id = p.household_id
     where m.certificate_id = ? order by m.id limit 500`,
    certificateId,
  );
}

/** The certificate that a payment was made with. */
export function certificateOfPayment(db: ReadableDb, paymentId: PaymentId): GiftCertificateId | undefined {
  return db.get<{ id: GiftCertificateId }>(
    "select certificate_id as id from gift_certificate_move where payment_id = ? and kind = 'redeemed'",
    paymentId,
  )?.id;
}
