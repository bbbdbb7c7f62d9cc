/** A member on a card with an invoice that is paid in drawn parts (INV-6): dues on the 5th, parts on the 20th. */
import { toDay, type Day } from "#domain/calendar.ts";
import type { HouseholdId, InvoiceId, PaymentPlanId } from "#domain/identity.ts";
import { toCents } from "#domain/money.ts";
import type { CardClub } from "../charging/card-club.fixture.ts";
import { issueInvoice } from "../invoices/issue.ts";
import { serviceLine } from "../payments/desk.fixture.ts";
import { agreePlan, type PlanRequest } from "./agree-plan.ts";
import { signPlanOnPaper } from "./sign-plan.ts";

export const firstPartOn = toDay("2026-11-20");

/** An invoice for a visit, of so much. */
export function visitInvoice(house: CardClub, householdId: HouseholdId, cents: number): InvoiceId {
  return house.db.write((db) => {
    const today = house.today();
    const { invoiceId } = issueInvoice(house.cx(), db, {
      kind: "manual",
      householdId,
      patientId: null,
      drawOn: null,
      invoicedOn: today,
      dueOn: today,
      termsDays: 0,
      lines: [serviceLine(today, cents)],
    });
    return invoiceId;
  });
}

/** Three monthly parts, drawn, from the first day of parts on. */
export const drawnRequest = (invoiceIds: readonly InvoiceId[], over: Partial<PlanRequest> = {}): PlanRequest => ({
  invoiceIds,
  downCents: toCents(0),
  by: { kind: "count", count: 3 },
  every: "month",
  firstOn: firstPartOn,
  payBy: "card",
  ...over,
});

/** Agreed on and signed on paper today. */
export function signedPlan(house: CardClub, invoiceIds: readonly InvoiceId[], over: Partial<PlanRequest> = {}): PaymentPlanId {
  const { planId } = agreePlan(house.cx(), drawnRequest(invoiceIds, over));
  signPlanOnPaper(house.cx(), { planId, signer: "Rosa Lee", signedOn: house.today(), scan: null });
  return planId;
}

/** What was asked of cards for parts of plans: day, amount, state. */
export function partCharges(house: CardClub): [Day, number, string][] {
  return house.db
    .read((r) =>
      r.all<{ on: Day; cents: number; state: string }>(
        `select attempt_on as "on", amount_cents as cents, state from charge_attempt where plan_part_id is not null order by rowid`,
      ),
    )
    .map(({ on, cents, state }) => [on, cents, state]);
}
