/**
 * Uses the credit that households have on many invoices at once (INV-4, INV-8): oldest due first,
 * each household's credit on its own invoices only.
 */
import { findPayable } from "#db/invoices.ts";
import { householdCredit } from "#db/credits.ts";
import type { ReadableDb } from "#db/database.ts";
import type { HouseholdId } from "#domain/identity.ts";
import { addCents, toCents, zeroCents, type Cents } from "#domain/money.ts";
import { refuse } from "#domain/refusal.ts";
import { act, look, type Cx } from "../context.ts";
import { everyTrackerRow, requireAtMost, type ChosenInvoices, type TrackerRow } from "./list.ts";
import { useCreditOn } from "./use-credit.ts";

const mostAtOnce = 2_000;

export type CreditUse = {
  /** Invoices that credit goes on, and the households whose credit it is. */
  readonly invoices: number;
  readonly households: number;
  readonly appliedCents: Cents;
};

/** What applying would do now. Refuses `invoices_too_many`. */
export function previewCredits(cx: Cx, chosen: ChosenInvoices): CreditUse {
  return look<CreditUse>(cx, (db) => {
    const left = new Map<HouseholdId, Cents>();
    const used = new Set<HouseholdId>();
    let invoices = 0;
    let appliedCents: Cents = zeroCents;
    for (const { householdId, balanceCents } of openOldestFirst(db, cx, chosen)) {
      const credit = left.get(householdId) ?? householdCredit(db, householdId);
      const cents = toCents(Math.min(credit, balanceCents));
      left.set(householdId, addCents(credit, -cents));
      if (cents === 0) continue;
      used.add(householdId);
      invoices += 1;
      appliedCents = addCents(appliedCents, cents);
    }
    return { invoices, households: used.size, appliedCents };
  });
}

/** Refuses `invoices_too_many`, and `no_household_credit` when there is nothing to apply. */
export function applyCredits(cx: Cx, chosen: ChosenInvoices): CreditUse {
  return act<CreditUse>(cx, (db) => {
    const used = new Set<HouseholdId>();
    let invoices = 0;
    let appliedCents: Cents = zeroCents;
    for (const { invoiceId, householdId } of openOldestFirst(db, cx, chosen)) {
      const invoice = findPayable(db, invoiceId);
      if (!invoice?.isOpen) continue;
      const cents = useCreditOn(cx, db, invoice, cx.today);
      if (cents === 0) continue;
      used.add(householdId);
      invoices += 1;
      appliedCents = addCents(appliedCents, cents);
    }
    if (invoices === 0) refuse("no_household_credit", {});
    return { invoices, households: used.size, appliedCents };
  });
}

function openOldestFirst(db: ReadableDb, cx: Cx, chosen: ChosenInvoices): TrackerRow[] {
  requireAtMost(db, chosen, cx.today, mostAtOnce);
  const rows = [...everyTrackerRow(db, { ...chosen, sort: "due", descending: false }, cx.today)];
  return rows.filter((row) => row.balanceCents > 0 && row.status !== "void" && row.status !== "draft");
}
