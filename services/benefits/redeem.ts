/**
 * Uses one unit of a membership's benefit on a line (PKG-10, MEM-7): what it covers comes off the line, the
 * counter goes up by one, and undoing puts both back.
 */
import { findService } from "#db/catalogue/services.ts";
import type { WritableDb } from "#db/database.ts";
import { findInvoice } from "#db/invoices.ts";
import { findBenefitUse, findGrant, insertBenefitUse, markBenefitUseUndone, type GrantRow } from "#db/packages/benefits.ts";
import type { BenefitGrantId, BenefitUseId, InvoiceId, InvoiceLineId } from "#domain/identity.ts";
import { withBenefit } from "#domain/packages/redeem-price.ts";
import { toCents, zeroCents, type Cents } from "#domain/money.ts";
import type { PlanBenefit } from "#domain/memberships/plan.ts";
import { refuse } from "#domain/refusal.ts";
import { act, type Cx, type Work } from "../context.ts";
import { keptLine } from "../invoices/price-revised.ts";
import { requireRedeemableLine } from "../packages/redeem.ts";
import { reviseLine } from "../packages/revise-line.ts";
import { putLineBack } from "../packages/undo-redeem.ts";
import { audit } from "../record.ts";
import { benefitOn, type BenefitVisit } from "./usable.ts";

export type BenefitToRedeem = { readonly invoiceId: InvoiceId; readonly lineId: InvoiceLineId; readonly grantId: BenefitGrantId };

export type BenefitRedeemed = {
  readonly useId: BenefitUseId;
  readonly invoiceId: InvoiceId;
  readonly number: number;
  /** What the benefit covers, and what the line comes to before tax. */
  readonly offCents: Cents;
  readonly lineCents: Cents;
  readonly balanceCents: Cents;
  readonly left: number;
};

/**
 * Refuses what `requireRedeemableLine` refuses, `benefit_not_found`, `benefit_not_for_service`,
 * `benefit_someone_elses`, `benefit_not_usable`, `benefit_waiting`, `benefit_used_up` and `redeem_line_wrong`
 * (`paid`), also for a line that comes to nothing already.
 */
export function redeemBenefitWithin(cx: Work, db: WritableDb, { invoiceId, lineId, grantId }: BenefitToRedeem): BenefitRedeemed {
  const { invoice, row, visit } = requireRedeemableLine(db, invoiceId, lineId);
  if (row.quantity !== 1) refuse("redeem_line_wrong", { why: "quantity" });
  const grant = findGrant(db, grantId) ?? refuse("benefit_not_found", {});
  const service = findService(db, visit.serviceId, visit.serviceOn) ?? refuse("service_not_found", {});
  const benefit = requireUsable(db, grant, visit, service);
  const { line, offCents } = withBenefit(keptLine(row), { label: grant.label, capCents: benefit.valueCapCents });
  if (offCents === 0) refuse("redeem_line_wrong", { why: "paid" });
  reviseLine(cx, db, invoice, { lineId, line, roomCents: zeroCents, reason: `Benefit ${grant.label} used` });
  const useId = insertBenefitUse(db, {
    grantId,
    patientId: visit.patientId,
    serviceId: visit.serviceId,
    providerId: row.providerId,
    usedOn: visit.serviceOn,
    invoiceId,
    lineId,
    listCents: service.priceCents ?? zeroCents,
    offCents,
    lineBefore: JSON.stringify(row),
    createdBy: cx.actor.staffId,
    createdAt: cx.now,
  });
  audit(cx, db, "benefit.used", `membership/${grant.membershipId}`, {
    before: { used: grant.used },
    after: { used: grant.used + 1, label: grant.label, invoiceId, offCents, usedOn: visit.serviceOn },
  });
  db.touch("memberships", `membership/${grant.membershipId}`, `patient/${grant.patientId}`, `patient/${visit.patientId}`);
  return {
    useId,
    invoiceId,
    number: invoice.number,
    offCents,
    lineCents: toCents(line.quantity * line.unitCents - offCents),
    balanceCents: findInvoice(db, invoiceId)?.balanceCents ?? zeroCents,
    left: grant.left - 1,
  };
}

function requireUsable(db: WritableDb, grant: GrantRow, visit: BenefitVisit, service: { readonly code: string; readonly category: string; readonly name: string }): PlanBenefit {
  const found = benefitOn(db, grant, visit, service);
  if ("benefit" in found) return found.benefit;
  const { label } = grant;
  switch (found.why) {
    case "used_up":
      return refuse("benefit_used_up", { label });
    case "waiting":
      return refuse("benefit_waiting", { label, on: found.on });
    case "someone_elses":
      return refuse("benefit_someone_elses", { label });
    case "not_for_service":
      return refuse("benefit_not_for_service", { label, service: service.name });
    case "not_usable":
      return refuse("benefit_not_usable", { label });
  }
}

/** The command. Refuses `redeem_not_there` and `day_locked`. */
export function undoBenefit(cx: Cx, input: { readonly useId: BenefitUseId }): { invoiceId: InvoiceId } {
  return act<{ invoiceId: InvoiceId }>(cx, (db) => {
    const use = findBenefitUse(db, input.useId) ?? refuse("redeem_not_there", {});
    const grant = findGrant(db, use.grantId) ?? refuse("benefit_not_found", {});
    markBenefitUseUndone(db, use.useId, cx.today, cx.actor.staffId);
    putLineBack(cx, db, use.invoiceId, use.lineId, use.lineBefore, `Benefit ${use.label} given back`);
    audit(cx, db, "benefit.restored", `membership/${grant.membershipId}`, { before: { used: grant.used }, after: { used: grant.used - 1, label: grant.label } });
    db.touch("memberships", `membership/${grant.membershipId}`, `patient/${grant.patientId}`);
    return { invoiceId: use.invoiceId };
  });
}
