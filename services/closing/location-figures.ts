/**
 * The figures of the location statement (INV-14): how membership moved, what came in as dues and fees,
 * what went back out, and what the processor kept and paid out, for any period.
 */
import {
  listAbsences,
  listCardPayments,
  listDisputedPayments,
  listLineKinds,
  listMembersBy,
  listRefundsMade,
  type MemberRow,
  type RefundMade,
} from "#db/closing/location-statements.ts";
import { listPayoutItemsOn, listPayouts, type PayoutItemRow, type PayoutRow } from "#db/closing/payouts.ts";
import type { ReadableDb } from "#db/database.ts";
import type { Day } from "#domain/calendar.ts";
import { changeOf, type Shares } from "#domain/closing/by-provider.ts";
import { countMoves, movesOf, type MemberCounts, type MemberMove } from "#domain/closing/membership-moves.ts";
import { readDaySheet, type SheetMovement } from "./day-sheet.ts";

const mostPayouts = 2_000;

/** All money, and of it what came by card on file through the processor. */
export type Sums = { readonly all: number; readonly card: number };
export type MoneyPart = "dues" | "fees" | "other" | "credit" | "refunds" | "disputes" | "processor";

export type MoneyRow = { readonly movement: SheetMovement; readonly part: MoneyPart; readonly cents: number; readonly onCard: boolean };

export type LocationFigures = {
  readonly members: MemberCounts;
  readonly moves: readonly (MemberRow & { readonly move: MemberMove })[];
  readonly money: Readonly<Record<MoneyPart, Sums>>;
  readonly grossCents: Sums;
  readonly netCents: Sums;
  readonly rows: readonly MoneyRow[];
  readonly refunds: readonly RefundMade[];
  readonly fees: readonly PayoutItemRow[];
  readonly payouts: readonly PayoutRow[];
  readonly tie: Tie;
};

export type Tie = {
  /** Charges less refunds and disputes of the period: in our books, and by the processor's transactions. */
  readonly booksCents: number;
  readonly processorCents: number;
  /** Payouts that arrived in the period, and what their transactions come to less fees. */
  readonly paidOutCents: number;
  readonly transactionsCents: number;
  /** What the bank shows of those that somebody has looked at, and what these were to be. */
  readonly bankCents: number;
  readonly seenCents: number;
  readonly unseen: number;
};

const noMoney: Sums = { all: 0, card: 0 };
const plus = (sums: Sums, cents: number, onCard: boolean): Sums => ({
  all: sums.all + cents,
  card: sums.card + (onCard ? cents : 0),
});

export function readLocationFigures(db: ReadableDb, period: { readonly from: Day; readonly to: Day }): LocationFigures {
  const { from, to } = period;
  const { members, moves } = readMembers(db, from, to);
  const rows = readMoneyRows(db, from, to);
  const refunds = listRefundsMade(db, from, to);
  const fees = listPayoutItemsOn(db, from, to);
  const payouts = listPayouts(db, from, to, mostPayouts);
  const sums: Record<MoneyPart, Sums> = {
    dues: noMoney,
    fees: noMoney,
    other: noMoney,
    credit: noMoney,
    refunds: noMoney,
    disputes: noMoney,
    processor: noMoney,
  };
  for (const { part, cents, onCard } of rows) sums[part] = plus(sums[part], cents, onCard);
  for (const { amountCents, onCard } of refunds) sums.refunds = plus(sums.refunds, -amountCents, onCard === 1);
  for (const { feeCents } of fees) sums.processor = plus(sums.processor, -feeCents, true);
  const gross = addAll(sums.dues, sums.fees, sums.other, sums.credit);
  return {
    members,
    moves,
    money: sums,
    grossCents: gross,
    netCents: addAll(gross, sums.refunds, sums.disputes, sums.processor),
    rows,
    refunds,
    fees,
    payouts,
    tie: tieOf(addAll(gross, sums.refunds, sums.disputes).card, fees, payouts),
  };
}

function addAll(...sums: readonly Sums[]): Sums {
  return sums.reduce((total, { all, card }) => ({ all: total.all + all, card: total.card + card }), noMoney);
}

function readMembers(db: ReadableDb, from: Day, to: Day): Pick<LocationFigures, "members" | "moves"> {
  const absences = listAbsences(db, to);
  const all = listMembersBy(db, to).map((member) => ({
    member,
    moves: movesOf(member.startOn, absences.get(member.membershipId) ?? []),
  }));
  return {
    members: countMoves(all.map(({ moves }) => moves), from, to),
    moves: all.flatMap(({ member, moves }) => moves.filter(({ on }) => on >= from && on <= to).map((move) => ({ ...member, move }))),
  };
}

const parts: Readonly<Record<number, MoneyPart>> = { 1: "dues", 2: "fees", 3: "other" };

/** What payments paid for: their part of an invoice belongs to its kinds of lines, the rest is credit. */
function readMoneyRows(db: ReadableDb, from: Day, to: Day): MoneyRow[] {
  const sheet = readDaySheet(db, { from, to, basis: "effective", knownAt: null });
  const disputed = listDisputedPayments(db);
  const cards = listCardPayments(db, from);
  const known = new Map<number, Shares>();
  const kindsOf = (invoiceId: number): Shares => {
    const shares = known.get(invoiceId) ?? listLineKinds(db, invoiceId);
    known.set(invoiceId, shares);
    return shares;
  };
  const balances = new Map(sheet.openBefore);
  return sheet.movements.flatMap((movement): MoneyRow[] => {
    const { invoiceId, cents, block, entry } = movement;
    const onCard = entry.paymentId !== null && cards.has(entry.paymentId);
    const before = invoiceId === null ? 0 : (balances.get(invoiceId) ?? 0);
    if (invoiceId !== null) balances.set(invoiceId, before + cents);
    if (block !== "payments") return [];
    // A disputed payment's first entry was an ordinary payment; what took it back or returned it is the dispute's.
    const how = entry.paymentId === null ? undefined : disputed.get(entry.paymentId);
    const isDispute = how === "given" || (how === "taken" && entry.kind === "payment_reversed");
    const row = (part: MoneyPart, of: number): MoneyRow[] =>
      of === 0 ? [] : [{ movement, part: isDispute ? "disputes" : part, cents: -of, onCard }];
    if (invoiceId === null) return row("credit", cents);
    return [...changeOf(before, before + cents, kindsOf(invoiceId))].flatMap(([kind, part]) => row(parts[kind] ?? "other", part));
  });
}

function tieOf(booksCents: number, items: readonly PayoutItemRow[], payouts: readonly PayoutRow[]): Tie {
  const sum = (cents: readonly number[]): number => cents.reduce((total, one) => total + one, 0);
  const seen = payouts.filter(({ bankCents }) => bankCents !== null);
  return {
    booksCents,
    processorCents: sum(items.filter(({ kind }) => kind !== "fee" && kind !== "other").map(({ amountCents }) => amountCents)),
    paidOutCents: sum(payouts.map(({ amountCents }) => amountCents)),
    transactionsCents: sum(payouts.map(({ itemsCents }) => itemsCents)),
    bankCents: sum(seen.map(({ bankCents }) => bankCents ?? 0)),
    seenCents: sum(seen.map(({ amountCents }) => amountCents)),
    unseen: payouts.length - seen.length,
  };
}

