/** Shows what taking this money will do, and changes nothing. */
import type { PaymentIntent } from "#domain/payments/allocate.ts";
import { listUnresolvedOn, type UnresolvedCharge } from "../charging/cash-warning.ts";
import { look, type Cx } from "../context.ts";
import { planFor, type PlannedPayment } from "./plan.ts";

export type PaymentShown = PlannedPayment & {
  /** Card charges of these invoices that may yet succeed; the desk confirms before taking more (BIL-8). */
  readonly unresolvedCharges: UnresolvedCharge[];
};

export function previewPayment(cx: Cx, intent: PaymentIntent): PaymentShown {
  return look<PaymentShown>(cx, (db) => {
    const plan = planFor(db, intent, cx.today);
    return { ...plan, unresolvedCharges: listUnresolvedOn(db, plan.applied) };
  });
}
