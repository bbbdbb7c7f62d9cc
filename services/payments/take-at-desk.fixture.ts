/** One tender at the desk, by the very command of the desk: what most tests take money with. */
import type { Cx } from "../context.ts";
import { takeSplit } from "./take-split.ts";
import type { PaymentToTake, TakenPayment } from "./take.ts";

export function takeAtDesk(cx: Cx, payment: PaymentToTake): TakenPayment {
  const { more: _, ...taken } = takeSplit(cx, { ...payment, more: [] });
  return taken;
}
