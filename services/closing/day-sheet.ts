/**
 * The day sheet (INV-12): for a day or a range, by effective day or by the day of entry, opening +
 * charges − payments ± adjustments = closing; by day, by provider, by tender; and what was entered after
 * a day's first close in its own block. The receivable is what is owed less the credit held.
 */
import {
  balanceNow,
  listInvoiceParts,
  listMoneyMovements,
  listOpenBalances,
  listProviderNames,
  listProviderShares,
  listSheetEntries,
  type MoneyMovement,
  type SheetEntry,
  type SheetScope,
} from "#db/closing/day-sheet.ts";
import type { ReadableDb } from "#db/database.ts";
import { findPractice } from "#db/practice.ts";
import { addDays, dayInZone, daysBetween, type Day, type Instant } from "#domain/calendar.ts";
import { addTo, blockOf, closingOf, noSums, type BlockSums, type SheetBlock } from "#domain/closing/blocks.ts";
import { byProvider, changeOf, noProvider, type Movement, type ProviderSums, type Shares } from "#domain/closing/by-provider.ts";
import { localInstant } from "#domain/instant.ts";
import { refuse } from "#domain/refusal.ts";

export type DaySheetAsk = {
  readonly from: Day;
  readonly to: Day;
  readonly basis: "effective" | "entered";
  readonly knownAt: Instant | null;
};

/** A movement of one entry on one invoice, or on none, with the entry it belongs to. */
export type SheetMovement = Movement & { readonly entry: SheetEntry };

export type DaySums = { readonly dayOn: Day; readonly openingCents: number; readonly sums: BlockSums; readonly closingCents: number };

export type DaySheet = {
  readonly openingCents: number;
  readonly sums: BlockSums;
  /** Of these, what was entered after the first close of its own day; by effective day only. */
  readonly lateSums: BlockSums;
  readonly closingCents: number;
  /** Of the closing: what is owed, and the credit held. */
  readonly owedCents: number;
  readonly heldCents: number;
  readonly days: readonly DaySums[];
  readonly providers: readonly (ProviderSums & { readonly provider: number; readonly name: string; readonly closingCents: number })[];
  readonly movements: readonly SheetMovement[];
  readonly sharesOf: (invoiceId: number) => Shares;
  /** The open balance of each invoice at the opening. */
  readonly openBefore: ReadonlyMap<number, number>;
  readonly money: readonly MoneyMovement[];
  readonly dayOf: (entry: SheetEntry) => Day;
};

/** Days in a table of days; a longer range has months to look at in one sheet each. */
export const mostDays = 400;

/** Refuses `period_too_long` for more than about a year. */
export function readDaySheet(db: ReadableDb, ask: DaySheetAsk): DaySheet {
  const days = daysBetween(ask.from, ask.to) + 1;
  if (days > mostDays) refuse("period_too_long", { days });
  const zone = findPractice(db)?.time_zone ?? "UTC";
  const scope: SheetScope = {
    ...ask,
    startAt: localInstant(ask.from, "00:00", zone),
    endAt: localInstant(addDays(ask.to, 1), "00:00", zone),
  };
  const entries = listSheetEntries(db, scope);
  const now = balanceNow(db);
  const openingCents = now.receivableCents + now.creditCents - sumOf(entries, ({ receivableCents, creditCents }) => receivableCents + creditCents);
  const openingOwed = now.receivableCents - sumOf(entries, ({ receivableCents }) => receivableCents);
  const moved = movementsOf(db, scope, entries);
  const movements = moved.filter(({ entry }) => entry.isIn === 1);
  const sharesOf = sharesReader(db);
  const openBefore = openingBalances(db, moved);
  const dayOf = (entry: SheetEntry): Day => (ask.basis === "effective" ? entry.effectiveOn : dayInZone(entry.enteredAt, zone));
  const sums = sumsOf(movements);
  const closingCents = closingOf(openingCents, sums);
  const closingOwed = openingOwed + sumOf(entries.filter(({ isIn }) => isIn === 1), ({ receivableCents }) => receivableCents);
  return {
    openingCents,
    sums,
    lateSums: ask.basis === "effective" ? sumsOf(movements.filter(({ entry }) => entry.isLate === 1)) : noSums,
    closingCents,
    owedCents: closingOwed,
    heldCents: closingOwed - closingCents,
    days: dayTable(ask, openingCents, movements, dayOf),
    providers: providerTable(db, { openBefore, sharesOf, movements, openingCents }),
    movements,
    sharesOf,
    openBefore,
    money: listMoneyMovements(db, scope),
    dayOf,
  };
}

function sumOf<T>(rows: readonly T[], cents: (row: T) => number): number {
  return rows.reduce((sum, row) => sum + cents(row), 0);
}

export function sumsOf(movements: readonly Movement[]): BlockSums {
  return movements.reduce((sums, { block, cents }) => addTo(sums, block, cents), noSums);
}

/** Every movement on its invoice; what of a payment became credit, and credit itself, is on none. */
function movementsOf(db: ReadableDb, scope: SheetScope, entries: readonly SheetEntry[]): SheetMovement[] {
  const parts = Map.groupBy(listInvoiceParts(db, scope), ({ entryId }) => entryId);
  return entries.flatMap((entry) => {
    const block = blockOf(entry.kind);
    const of = (invoiceId: number | null, cents: number): SheetMovement[] =>
      cents === 0 ? [] : [{ entry, invoiceId, block, cents }];
    const own = parts.get(entry.entryId) ?? [];
    if (entry.invoiceId !== null) return [...of(entry.invoiceId, entry.receivableCents), ...of(null, entry.creditCents)];
    const onInvoices = sumOf(own, ({ cents }) => cents);
    return [
      ...own.flatMap(({ invoiceId, cents }) => of(invoiceId, cents)),
      ...of(null, entry.receivableCents + entry.creditCents - onInvoices),
    ];
  });
}

/** What was open at the beginning: what is open now, less all that moved since. */
function openingBalances(db: ReadableDb, moved: readonly SheetMovement[]): Map<number, number> {
  const open = new Map(listOpenBalances(db).map(({ invoiceId, cents }) => [invoiceId, cents]));
  for (const { invoiceId, cents } of moved) if (invoiceId !== null) open.set(invoiceId, (open.get(invoiceId) ?? 0) - cents);
  return new Map([...open].filter(([, cents]) => cents !== 0));
}

function sharesReader(db: ReadableDb): (invoiceId: number) => Shares {
  const known = new Map<number, Shares>();
  return (invoiceId) => {
    const shares = known.get(invoiceId) ?? listProviderShares(db, invoiceId);
    known.set(invoiceId, shares);
    return shares;
  };
}

function dayTable(ask: DaySheetAsk, openingCents: number, movements: readonly SheetMovement[], dayOf: (entry: SheetEntry) => Day): DaySums[] {
  const byDay = Map.groupBy(movements, ({ entry }) => dayOf(entry));
  const days: DaySums[] = [];
  let opening = openingCents;
  for (let dayOn = ask.from; dayOn <= ask.to; dayOn = addDays(dayOn, 1)) {
    const sums = sumsOf(byDay.get(dayOn) ?? []);
    const closingCents = closingOf(opening, sums);
    days.push({ dayOn, openingCents: opening, sums, closingCents });
    opening = closingCents;
  }
  return days;
}

function providerTable(
  db: ReadableDb,
  { openBefore, sharesOf, movements, openingCents }: Pick<DaySheet, "openBefore" | "sharesOf" | "movements" | "openingCents">,
): DaySheet["providers"] {
  const looseCents = openingCents - sumOf([...openBefore.values()], (cents) => cents);
  const names = listProviderNames(db);
  return [...byProvider({ openBefore, sharesOf, looseCents, movements })]
    .map(([provider, own]) => ({
      ...own,
      provider,
      name: provider === noProvider ? "No provider" : (names.get(provider) ?? `Provider ${provider}`),
      closingCents: closingOf(own.openingCents, own.sums),
    }))
    .toSorted((a, b) => Number(a.provider === noProvider) - Number(b.provider === noProvider) || a.name.localeCompare(b.name));
}

/** What of each movement is a provider's, in order; for the rows behind a provider's figure. */
export function providerRows(sheet: Pick<DaySheet, "openBefore" | "sharesOf" | "movements">, provider: number, block: SheetBlock): { entry: SheetEntry; cents: number }[] {
  const balances = new Map(sheet.openBefore);
  return sheet.movements.flatMap(({ entry, invoiceId, block: own, cents }) => {
    let part = provider === noProvider ? cents : 0;
    if (invoiceId !== null) {
      const before = balances.get(invoiceId) ?? 0;
      balances.set(invoiceId, before + cents);
      part = changeOf(before, before + cents, sheet.sharesOf(invoiceId)).get(provider) ?? 0;
    }
    return own === block && part !== 0 ? [{ entry, cents: part }] : [];
  });
}
