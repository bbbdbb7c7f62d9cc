/** Shows what taking this money will do, and changes nothing. */
import type { PaymentIntent } from "#domain/payments/allocate.ts";
import { look, type Cx } from "../context.ts";
import { planFor, type PlannedPayment } from "./plan.ts";

export function previewPayment(cx: Cx, intent: PaymentIntent): PlannedPayment {
  return look<PlannedPayment>(cx, (db) => planFor(db, intent));
}
