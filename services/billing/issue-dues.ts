/**
 * Bills wanted dues of one household on one invoice (BIL-2): a line a membership and item after
 * household pricing and coupons (MEM-6), the periods in force, ledger and audit. Draws, plan moves and
 * rejoinings all bill their days here, so that they cannot disagree.
 */
import { insertCouponUses } from "#db/coupons/held-coupons.ts";
import type { WritableDb } from "#db/database.ts";
import type { InvoiceKind } from "#db/invoices.ts";
import { nextDrawSeq } from "#db/memberships/draw-invoices.ts";
import { handOverlapOver } from "#db/memberships/period-cuts.ts";
import { findPeriodCents, insertPeriod, type MembershipRow } from "#db/memberships/records.ts";
import type { Day } from "#domain/calendar.ts";
import type { HouseholdId } from "#domain/identity.ts";
import { invariant } from "#domain/invariant.ts";
import { priceLine, type NewLine } from "#domain/invoices/lines.ts";
import type { WantedDues } from "#domain/memberships/draw-facts.ts";
import { addCents, zeroCents, type Cents } from "#domain/money.ts";
import type { Work } from "../context.ts";
import { issueInvoice, type IssuedInvoice } from "../invoices/issue.ts";
import { asBilled, priceDrawLines, type LineToPrice } from "../pricing/price-draw-lines.ts";
import { duesLine, isUnbilled } from "./dues-line.ts";
import { planOf } from "./known-plans.ts";

export type Due = {
  readonly membership: Pick<MembershipRow, "id" | "patient_id">;
  readonly dues: WantedDues;
};

export type DuesToIssue = {
  readonly kind: InvoiceKind;
  readonly householdId: HouseholdId;
  /** The day of the invoice, which collects the dues and on which it takes effect. */
  readonly on: Day;
  readonly billed: readonly Due[];
  /** The day it is collected, where that is another one than its own. */
  readonly dueOn?: Day;
  /**
   * Lines that are no dues: fees, and unused days that come off. They stand after the dues, and may be
   * told by what the dues come to, after everything that came off them.
   */
  readonly otherLines?: readonly NewLine[] | ((duesCents: Cents) => readonly NewLine[]);
};

/** Issues the invoice and puts its periods in force. */
export function issueDues(cx: Work, db: WritableDb, { kind, householdId, on, billed, dueOn = on, otherLines = [] }: DuesToIssue): IssuedInvoice {
  const patients = new Set(billed.map(({ membership }) => membership.patient_id));
  const priced = priceDrawLines(db, { householdId, on, lines: billed.map((due) => lineToPrice(db, due)) });
  const issued = issueInvoice(cx, db, {
    kind,
    householdId,
    patientId: patients.size === 1 ? (billed[0]?.membership.patient_id ?? null) : null,
    drawOn: kind === "draw" ? on : null,
    drawSeq: kind === "draw" ? nextDrawSeq(db, householdId, on) : 0,
    invoicedOn: on,
    dueOn,
    termsDays: 0,
    lines: [...priced.lines, ...(typeof otherLines === "function" ? otherLines(netOf(priced.lines)) : otherLines)],
  });
  insertCouponUses(db, issued.invoiceId, priced.uses, cx.now);
  billed.forEach(({ membership, dues }, index) => {
    const line = priced.lines[index];
    invariant(line, "every billed period has its line");
    const paidBefore = overlapOf(line);
    if (paidBefore > 0) handOverlapOver(db, membership.id, dues.from, paidBefore, cx.now);
    const own = asBilled(dues, line);
    insertPeriod(db, {
      membershipId: membership.id,
      dues: paidBefore > 0 ? { ...own, amountCents: addCents(own.amountCents, paidBefore) } : own,
      invoiceId: issued.invoiceId,
      invoiceLineId: issued.lineIds[index] ?? null,
      createdAt: cx.now,
    });
  });
  return issued;
}

/** What of a first draw was paid at the start: its days cost that much more than its line (MEM-2). */
function overlapOf({ facts }: NewLine): Cents {
  const own = facts.kind === "reduced" ? facts.of : facts;
  return own.kind === "less_overlap" ? own.creditCents : zeroCents;
}

function netOf(lines: readonly NewLine[]): Cents {
  return addCents(zeroCents, ...lines.map((line) => priceLine(line).netCents));
}

/** Puts days in force that nobody is asked for: covered by a fee, free, or moved by a hold. */
export function coverDays(cx: Work, db: WritableDb, due: readonly Due[]): void {
  for (const { membership, dues } of due) {
    invariant(isUnbilled(dues), "billed days have their line");
    insertPeriod(db, { membershipId: membership.id, dues, invoiceId: null, invoiceLineId: null, createdAt: cx.now });
  }
}

function lineToPrice(db: WritableDb, { membership, dues }: Due): LineToPrice {
  const { terms, planId } = planOf(db, dues.planVersionId);
  return {
    line: duesLine(dues, {
      patientId: membership.patient_id,
      membershipId: membership.id,
      planName: terms.name,
      taxRatePpm: terms.taxRatePpm,
    }),
    membershipId: membership.id,
    planId,
    pricing: terms.householdPricing,
    dues,
    overlapPaidCents: dues.facts?.kind === "less_overlap" ? findPeriodCents(db, membership.id, dues.from) : null,
  };
}
