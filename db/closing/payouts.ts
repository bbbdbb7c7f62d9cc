/** Payouts as the processor reported them, each once, with what they are made of (INV-14). */
import type { Day, Instant } from "#domain/calendar.ts";
import { asId, type EntryId, type PayoutId, type StaffId } from "#domain/identity.ts";
import type { Cents } from "#domain/money.ts";
import type { ReadableDb, WritableDb } from "../database.ts";

export type PayoutItemKind = "charge" | "refund" | "dispute" | "dispute_won" | "fee" | "other";

export type PayoutItem = {
  readonly kind: PayoutItemKind;
  readonly chargeKey: string | null;
  readonly happenedOn: Day;
  /** Before fees: positive for us, negative against us. */
  readonly amountCents: Cents;
  /** What the processor kept of it. */
  readonly feeCents: Cents;
};

export type NewPayout = {
  readonly payoutId: string;
  readonly arrivedOn: Day;
  readonly amountCents: Cents;
  readonly entryId: EntryId | null;
  readonly takenAt: Instant;
  readonly items: readonly PayoutItem[];
};

export function hasPayout(db: ReadableDb, payoutId: string): boolean {
  return db.get("select 1 from payout where payout_id = ?", payoutId) !== undefined;
}

export function insertPayout(db: WritableDb, payout: NewPayout): PayoutId {
  const { id } = db.exec(
    "insert into payout (payout_id, arrived_on, amount_cents, entry_id, taken_at) values (?, ?, ?, ?, ?)",
    payout.payoutId,
    payout.arrivedOn,
    payout.amountCents,
    payout.entryId,
    payout.takenAt,
  );
  payout.items.forEach((item, index) =>
    db.exec(
      `insert into payout_item (payout_id, position, kind, charge_key, happened_on, amount_cents, fee_cents)
       values (?, ?, ?, ?, ?, ?, ?)`,
      id,
      index + 1,
      item.kind,
      item.chargeKey,
      item.happenedOn,
      item.amountCents,
      item.feeCents,
    ),
  );
  return asId<PayoutId>(id);
}

export function payoutPlace(db: ReadableDb): string | null {
  return db.get<{ after: string }>("select after from payout_place")?.after ?? null;
}

export function keepPayoutPlace(db: WritableDb, after: string): void {
  db.exec("insert into payout_place (id, after) values (1, ?) on conflict (id) do update set after = excluded.after", after);
}

export type PayoutRow = {
  readonly payoutRowId: PayoutId;
  readonly payoutId: string;
  readonly arrivedOn: Day;
  readonly amountCents: Cents;
  /** What its transactions come to, less their fees; it should be the amount. */
  readonly itemsCents: Cents;
  readonly feeCents: Cents;
  readonly items: number;
  readonly bankOn: Day | null;
  readonly bankCents: Cents | null;
};

const payoutFields = `o.id as payoutRowId, o.payout_id as payoutId, o.arrived_on as arrivedOn, o.amount_cents as amountCents,
    coalesce((select sum(i.amount_cents - i.fee_cents) from payout_item i where i.payout_id = o.id), 0) as itemsCents,
    coalesce((select sum(i.fee_cents) from payout_item i where i.payout_id = o.id), 0) as feeCents,
    (select count(*) from payout_item i where i.payout_id = o.id) as items, o.bank_on as bankOn, o.bank_cents as bankCents
  from payout o`;

export function listPayouts(db: ReadableDb, from: Day, to: Day, limit: number): PayoutRow[] {
  return db.all<PayoutRow>(
    `select ${payoutFields} where o.arrived_on between ? and ? order by o.arrived_on, o.id limit ?`,
    from,
    to,
    limit,
  );
}

export function findPayout(db: ReadableDb, payoutRowId: PayoutId): PayoutRow | undefined {
  return db.get<PayoutRow>(`select ${payoutFields} where o.id = ?`, payoutRowId);
}

export function markPayoutSeen(
  db: WritableDb,
  payoutRowId: PayoutId,
  bank: { readonly on: Day; readonly cents: Cents } | null,
  by: StaffId | null,
): void {
  db.exec(
    "update payout set bank_on = ?, bank_cents = ?, confirmed_by = ? where id = ?",
    bank?.on ?? null,
    bank?.cents ?? null,
    bank === null ? null : by,
    payoutRowId,
  );
}

export type PayoutItemRow = PayoutItem & {
  readonly position: number;
  readonly householdId: number | null;
  readonly householdName: string;
  readonly paymentId: number | null;
  readonly receiptNumber: number | null;
};

/** The transactions of a payout, each with the payment it is about where we know it. */
export function listPayoutItems(db: ReadableDb, payoutRowId: PayoutId): PayoutItemRow[] {
  return db.all<PayoutItemRow>(`${itemsSql} where i.payout_id = ? order by i.position`, payoutRowId);
}

/** The processor's transactions of a range of days, whatever payout they came in. */
export function listPayoutItemsOn(db: ReadableDb, from: Day, to: Day): PayoutItemRow[] {
  return db.all<PayoutItemRow>(`${itemsSql} where i.happened_on between ? and ? order by i.happened_on, i.id`, from, to);
}

const itemsSql = `select i.position, i.kind, i.charge_key as chargeKey, i.happened_on as happenedOn,
    i.amount_cents as amountCents, i.fee_cents as feeCents, a.household_id as householdId,
    coalesce(h.name, '') as householdName, a.payment_id as paymentId, y.receipt_number as receiptNumber
  from payout_item i left join charge_attempt a on a.id = i.charge_key
    left join household h on h.id = a.household_id left join payment y on y.id = a.payment_id`;
