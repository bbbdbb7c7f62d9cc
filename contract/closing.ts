/** Closing the day: counts, the lock date, deposits, payouts and kept location statements (INV-12, INV-13, INV-14). */
import { z } from "zod";
import { denominations, mostPieces } from "#domain/closing/denominations.ts";
import type { DepositId, DocumentId, EntryId, HouseholdId, LocationStatementId, PaymentId, PayoutId } from "#domain/identity.ts";
import {
  cents,
  command,
  day,
  fileOut,
  id,
  instant,
  nothing,
  notNegativeCents,
  query,
  requiredText,
  sumCents,
  text,
} from "./base.ts";

const pieces = z.partialRecord(
  z.enum(denominations.map((one) => String(one.cents)) as [string, ...string[]]),
  z.int().min(0).max(mostPieces),
) as unknown as z.ZodType<Readonly<Record<string, number>>, Readonly<Record<string, number>>>;

const counted = z.object({
  seq: z.int(),
  pieces: z.record(z.string(), z.int()),
  floatCents: cents,
  countedCashCents: sumCents,
  expectedCashCents: sumCents,
  countedChecksCents: sumCents,
  expectedChecksCents: sumCents,
  cardBatchCents: sumCents,
  expectedCardCents: sumCents,
  overCents: sumCents,
  reason: z.string(),
  byName: z.string().nullable(),
  createdAt: instant,
});

const checkTaken = z.object({
  paymentId: id<PaymentId>(),
  receiptNumber: z.int(),
  payerName: z.string(),
  reference: z.string(),
  amountCents: cents,
  depositNumber: z.int().nullable(),
});

export const dayToClose = z.object({
  dayOn: day,
  lockedThrough: day.nullable(),
  isLocked: z.boolean(),
  isOver: z.boolean(),
  close: z.object({ byName: z.string().nullable(), createdAt: instant }).nullable(),
  counts: z.array(counted),
  expected: z.object({ cashCents: sumCents, checksCents: sumCents, cardCents: sumCents }),
  checks: z.array(checkTaken),
  floatCents: cents,
});
export type DayToCloseView = z.infer<typeof dayToClose>;

export const dayState = z.object({
  dayOn: day,
  entries: z.int(),
  closedAt: instant.nullable(),
  counts: z.int(),
  overCents: sumCents.nullable(),
  isLocked: z.boolean(),
});
export type DayStateView = z.infer<typeof dayState>;

const dayLock = z.object({
  throughOn: day.nullable(),
  reason: z.string(),
  byName: z.string().nullable(),
  createdAt: instant,
});

const lockedDays = z.object({ throughOn: day.nullable(), days: z.int(), neverClosed: z.int() });

const countInput = {
  dayOn: day,
  /** Counts the window has seen; another one meanwhile is told, not overwritten. */
  countsSeen: z.int().min(0).max(1000),
  pieces,
  floatCents: notNegativeCents,
  checksCents: notNegativeCents,
  cardBatchCents: cents,
  reason: text(300).default(""),
};

const countOutcome = z.object({
  seq: z.int(),
  countedCents: sumCents,
  expectedCents: sumCents,
  overCents: sumCents,
  bookedCents: sumCents,
  checksOverCents: sumCents,
  cardOverCents: sumCents,
});

export const undepositedItem = z.object({
  postingId: z.int(),
  account: z.enum(["cash_drawer", "undeposited_checks"]),
  kind: z.string(),
  effectiveOn: day,
  amountCents: cents,
  paymentId: id<PaymentId>().nullable(),
  receiptNumber: z.int().nullable(),
  reference: z.string(),
  householdId: id<HouseholdId>().nullable(),
  payerName: z.string(),
  memo: z.string(),
});
export type UndepositedView = z.infer<typeof undepositedItem>;

export const depositRow = z.object({
  depositId: id<DepositId>(),
  number: z.int(),
  depositedOn: day,
  cashCents: sumCents,
  checksCents: sumCents,
  totalCents: sumCents,
  items: z.int(),
  checks: z.int(),
  note: z.string(),
  byName: z.string().nullable(),
  confirmedOn: day.nullable(),
  undoneOn: day.nullable(),
  undoReason: z.string().nullable(),
  entryId: id<EntryId>(),
});
export type DepositRowView = z.infer<typeof depositRow>;

const depositInput = {
  postingIds: z.array(z.int().positive()).max(2000),
  depositedOn: day,
  note: text(200).default(""),
};

const madeDeposit = z.object({
  depositId: id<DepositId>(),
  number: z.int(),
  cashCents: sumCents,
  checksCents: sumCents,
  totalCents: sumCents,
});

export const keptStatement = z.object({
  statementId: id<LocationStatementId>(),
  fromOn: day,
  toOn: day,
  documentId: id<DocumentId>().nullable(),
  byName: z.string().nullable(),
  createdAt: instant,
});
export type KeptStatementView = z.infer<typeof keptStatement>;

export const payoutRow = z.object({
  payoutRowId: id<PayoutId>(),
  payoutId: z.string(),
  arrivedOn: day,
  amountCents: sumCents,
  itemsCents: sumCents,
  feeCents: sumCents,
  items: z.int(),
  bankOn: day.nullable(),
  bankCents: sumCents.nullable(),
});
export type PayoutRowView = z.infer<typeof payoutRow>;

const depositKey = z.strictObject({ depositId: id<DepositId>() });

export const closingContract = {
  closing: {
    /** The last weeks, day by day, with the lock date and who moved it. */
    days: query("payments.view")
      .input(nothing)
      .output(
        z.object({ today: day, lockedThrough: day.nullable(), days: z.array(dayState), locks: z.array(dayLock) }),
      ),
    day: query("payments.view").input(z.strictObject({ dayOn: day })).output(dayToClose),
    count: command("day.close", countInput).output(countOutcome),
    lock: command("day.lock", { throughOn: day }).output(lockedDays),
    unlock: command("day.unlock", { dayOn: day, reason: requiredText(300) }, { audit: "security" }).output(lockedDays),
    /** Cash and checks in no deposit, with what drawer and checks hold by the ledger. */
    undeposited: query("payments.view")
      .input(nothing)
      .output(z.object({ items: z.array(undepositedItem), cashCents: sumCents, checksCents: sumCents })),
    deposits: query("payments.view")
      .input(z.strictObject({ from: day, to: day }))
      .output(z.array(depositRow)),
    deposit: query("payments.view")
      .input(depositKey)
      .output(z.object({ deposit: depositRow, items: z.array(undepositedItem) })),
    makeDeposit: command("deposits.make", depositInput).output(madeDeposit),
    /** The day the bank shows it; null takes that back. */
    confirmDeposit: command("deposits.make", { depositId: id<DepositId>(), confirmedOn: day.nullable() }).output(depositRow),
    undoDeposit: command("deposits.undo", { depositId: id<DepositId>(), reason: requiredText(300) }).output(
      z.object({ depositId: id<DepositId>() }),
    ),
    depositSlip: query("deposits.make").input(depositKey).output(fileOut),
    depositCsv: query("deposits.make").input(depositKey).output(fileOut),
    /** What the processor has paid out, by the day it arrived. */
    payouts: query("reports.view")
      .input(z.strictObject({ from: day, to: day }))
      .output(z.object({ reports: z.boolean(), payouts: z.array(payoutRow) })),
    /** What the bank shows of a payout; null where it was not seen after all. */
    confirmPayout: command("deposits.make", {
      payoutRowId: id<PayoutId>(),
      bank: z.strictObject({ on: day, cents: notNegativeCents }).nullable(),
    }).output(z.object({ payoutRowId: id<PayoutId>(), offCents: sumCents.nullable() })),
    /** Statements of past months as they were made on the 1st. */
    keptStatements: query("reports.view").input(nothing).output(z.array(keptStatement)),
    keptStatementPdf: query("reports.view")
      .input(z.strictObject({ statementId: id<LocationStatementId>() }))
      .output(fileOut),
  },
};

