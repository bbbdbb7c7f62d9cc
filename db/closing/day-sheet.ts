/**
 * What the day sheet is made of (INV-12): movements of the receivable (what is owed less the credit
 * held), by effective day or by the instant of entry, as known at an instant (F-10). The opening is
 * what stands now less everything that is not before, so that a sheet of today reads today only.
 */
import type { Day, Instant } from "#domain/calendar.ts";
import type { EntryId, HouseholdId, InvoiceId, PaymentId } from "#domain/identity.ts";
import type { ReadableDb, SqlValue } from "../database.ts";

export type SheetScope = {
  readonly basis: "effective" | "entered";
  readonly from: Day;
  readonly to: Day;
  /** The first instant of `from` and the first after `to` in the practice's zone. */
  readonly startAt: Instant;
  readonly endAt: Instant;
  /** Null: everything there is. */
  readonly knownAt: Instant | null;
};

export type SheetEntry = {
  readonly entryId: EntryId;
  readonly kind: string;
  readonly effectiveOn: Day;
  readonly enteredAt: Instant;
  readonly householdId: HouseholdId | null;
  readonly householdName: string;
  readonly invoiceId: InvoiceId | null;
  readonly paymentId: PaymentId | null;
  readonly memo: string;
  readonly byName: string | null;
  readonly receivableCents: number;
  readonly creditCents: number;
  /** In the range, and not only after it. */
  readonly isIn: 0 | 1;
  /** Entered after the first close of its own day. */
  readonly isLate: 0 | 1;
};

type Sql = { readonly text: string; readonly values: readonly SqlValue[] };

/** Entries of the range, and with `all` those after it (or not known then) too. */
function inScope({ basis, from, to, startAt, endAt, knownAt }: SheetScope): Sql {
  const range: Sql =
    basis === "effective"
      ? { text: "e.effective_on between ? and ?", values: [from, to] }
      : { text: "e.entered_at >= ? and e.entered_at < ?", values: [startAt, endAt] };
  if (knownAt === null) return range;
  return { text: `${range.text} and e.entered_at <= ?`, values: [...range.values, knownAt] };
}

function notBefore({ basis, from, startAt, knownAt }: SheetScope): Sql {
  const later: Sql =
    basis === "effective"
      ? { text: "e.effective_on >= ?", values: [from] }
      : { text: "e.entered_at >= ?", values: [startAt] };
  if (knownAt === null) return later;
  return { text: `(${later.text} or e.entered_at > ?)`, values: [...later.values, knownAt] };
}

const sums = `coalesce(sum(iif(p.account = 'receivable', p.amount_cents, 0)), 0) as receivableCents,
    coalesce(sum(iif(p.account = 'household_credit', p.amount_cents, 0)), 0) as creditCents`;

/** Entries that move what is owed or the credit held and are not before the range, in the order of entry. */
export function listSheetEntries(db: ReadableDb, scope: SheetScope): SheetEntry[] {
  const later = notBefore(scope);
  const range = inScope(scope);
  return db.all<SheetEntry>(
    `select e.id as entryId, e.kind, e.effective_on as effectiveOn, e.entered_at as enteredAt,
       e.household_id as householdId, coalesce(h.name, '') as householdName, e.invoice_id as invoiceId,
       e.payment_id as paymentId, e.memo, s.name as byName, ${sums}, (${range.text}) as isIn,
       coalesce(e.id > c.last_entry_id, 0) as isLate
     from entry e join posting p on p.entry_id = e.id and p.account in ('receivable', 'household_credit')
       left join household h on h.id = e.household_id left join staff s on s.id = e.actor_id
       left join day_close c on c.day_on = e.effective_on
     where ${later.text} group by e.id order by e.id`,
    ...range.values,
    ...later.values,
  );
}

export type Balance = { readonly receivableCents: number; readonly creditCents: number };

/** What is owed and what credit is held now, by the ledger. */
export function balanceNow(db: ReadableDb): Balance {
  return (
    db.get<Balance>(
      "select coalesce(sum(balance_cents), 0) as receivableCents, coalesce(-sum(credit_cents), 0) as creditCents from household",
    ) ?? { receivableCents: 0, creditCents: 0 }
  );
}

export type InvoicePart = { readonly entryId: EntryId; readonly invoiceId: InvoiceId; readonly cents: number };

/** Payments lie on several invoices: what each of those entries moved on each. */
export function listInvoiceParts(db: ReadableDb, scope: SheetScope): InvoicePart[] {
  const later = notBefore(scope);
  return db.all<InvoicePart>(
    `select e.id as entryId, a.invoice_id as invoiceId, -sum(a.amount_cents) as cents
     from entry e join allocation a on a.payment_id = e.payment_id and a.entry_id = e.id
     where e.invoice_id is null and e.payment_id is not null and ${later.text}
     group by e.id, a.invoice_id having sum(a.amount_cents) <> 0 order by e.id, a.invoice_id`,
    ...later.values,
  );
}

/** Open balances of now, by invoice. */
export function listOpenBalances(db: ReadableDb): { invoiceId: number; cents: number }[] {
  return db.all("select id as invoiceId, balance_cents as cents from invoice where balance_cents <> 0");
}

/** An invoice as a row of a list of open ones. */
export function findInvoiceHead(db: ReadableDb, invoiceId: number): Omit<SheetEntry, "kind" | "enteredAt" | "receivableCents" | "creditCents" | "isIn" | "isLate"> | undefined {
  return db.get(
    `select 0 as entryId, i.invoiced_on as effectiveOn, i.household_id as householdId, h.name as householdName,
       i.id as invoiceId, null as paymentId, 'Invoice ' || coalesce(i.number, '') as memo, s.name as byName
     from invoice i join household h on h.id = i.household_id left join staff s on s.id = i.created_by where i.id = ?`,
    invoiceId,
  );
}

export type ProviderLine = { readonly provider: number; readonly weight: number };

/** What of an invoice each provider's lines come to; 0 for lines of no provider. */
export function listProviderShares(db: ReadableDb, invoiceId: number): ProviderLine[] {
  return db.all<ProviderLine>(
    `select coalesce(provider_id, 0) as provider, sum(net_cents + tax_cents) as weight
     from invoice_line where invoice_id = ? group by coalesce(provider_id, 0)`,
    invoiceId,
  );
}

export function listProviderNames(db: ReadableDb): Map<number, string> {
  return new Map(db.all<{ id: number; name: string }>("select id, name from staff").map(({ id, name }) => [id, name]));
}

export type MoneyMovement = {
  readonly entryId: EntryId;
  readonly account: "cash_drawer" | "undeposited_checks" | "card_clearing" | "bank" | "package_liability";
  readonly tender: string;
  readonly kind: string;
  readonly effectiveOn: Day;
  readonly householdId: HouseholdId | null;
  readonly householdName: string;
  readonly paymentId: PaymentId | null;
  readonly memo: string;
  readonly cents: number;
};

/** Money that came in or went back out in the range, one row an entry and account; no deposits or counts. */
export function listMoneyMovements(db: ReadableDb, scope: SheetScope): MoneyMovement[] {
  const range = inScope(scope);
  return db.all<MoneyMovement>(
    `select e.id as entryId, p.account, 
       case when p.account = 'bank' and coalesce(y.tender, 'cash') in ('cash', 'check') then 'bank'
         when p.account = 'undeposited_checks' then 'check' else coalesce(y.tender, 'cash') end as tender, e.kind, e.effective_on as effectiveOn,
       e.household_id as householdId, coalesce(h.name, '') as householdName, e.payment_id as paymentId, e.memo,
       sum(p.amount_cents) as cents
     from entry e join posting p on p.entry_id = e.id
         and p.account in ('cash_drawer', 'undeposited_checks', 'card_clearing', 'bank', 'package_liability')
       left join payment y on y.id = e.payment_id left join household h on h.id = e.household_id
     where (e.payment_id is not null or (p.account in ('cash_drawer', 'undeposited_checks')
         and e.kind not in ('drawer_counted', 'deposited', 'deposit_undone'))) and ${range.text} group by e.id, p.account order by e.id, p.account`,
    ...range.values,
  );
}
