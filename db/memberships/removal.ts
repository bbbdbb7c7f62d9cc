/** What stands in the way of deleting a membership (MEM-22), and the lines that come off with it. */
import type { InvoiceId, MembershipId } from "#domain/identity.ts";
import type { Cents } from "#domain/money.ts";
import type { ReadableDb } from "../database.ts";

export type RemovalObstacle = "paid" | "used" | "signed";

/** Anything paid, used or signed; nothing where it was never more than an entry. */
export function findRemovalObstacle(db: ReadableDb, membershipId: MembershipId): RemovalObstacle | undefined {
  const found = (sql: string): boolean => db.get(sql, membershipId) !== undefined;
  if (
    found(
      `select 1 from invoice_line l join invoice i on i.id = l.invoice_id
       where l.membership_id = ? and i.voided_on is null
         and (i.paid_cents <> 0 or i.credited_cents <> 0 or i.written_off_cents <> 0 or i.refunded_cents <> 0) limit 1`,
    )
  )
    return "paid";
  if (found("select 1 from benefit_grant where membership_id = ? and used > 0 limit 1")) return "used";
  if (found("select 1 from agreement where membership_id = ? and signed_on is not null limit 1")) return "signed";
  return undefined;
}

export type UnsettledLines = {
  readonly invoiceId: InvoiceId;
  readonly grossCents: Cents;
  readonly taxCents: Cents;
  /** The part that is dues, with its tax. */
  readonly duesCents: Cents;
  /** The invoice asks for nothing else. */
  readonly isWhole: boolean;
};

/** Its lines by invoice, of those that stand. */
export function listUnsettledLines(db: ReadableDb, membershipId: MembershipId): UnsettledLines[] {
  return db
    .all<Omit<UnsettledLines, "isWhole"> & { others: number }>(
      `select l.invoice_id as invoiceId, sum(l.net_cents + l.tax_cents) as grossCents,
         sum(iif(l.kind in ('dues','stub','discount'), l.tax_cents, 0)) as taxCents,
         sum(iif(l.kind in ('dues','stub','discount'), l.net_cents + l.tax_cents, 0)) as duesCents,
         (select count(*) from invoice_line o where o.invoice_id = l.invoice_id and o.membership_id is not l.membership_id) as others
       from invoice_line l join invoice i on i.id = l.invoice_id
       where l.membership_id = ? and i.voided_on is null group by l.invoice_id order by l.invoice_id`,
      membershipId,
    )
    .map(({ others, ...line }) => ({ ...line, isWhole: others === 0 }));
}

/** SQL: membership `m` was deleted. */
export const isRemoved = `exists (select 1 from membership_cancellation x where x.membership_id = m.id
  and x.withdrawn_at is null and x.reason_code = 'deleted')`;
