/**
 * Between the claim and the settling: the one place where a charge leaves the computer (BIL-8). It
 * runs outside every transaction, and what comes back is settled with a context of that later moment.
 */
import type { ChargeRequest } from "../gateways/cards.ts";
import { keysInFlight, type ChargingNeeds } from "./needs.ts";
import { settleCharge, type Settled } from "./settle-charge.ts";

export type Sent = Settled & {
  /** The processor gave no usable answer, so that going on would only make more open questions. */
  readonly isOutage: boolean;
};

export async function sendCharge(
  needs: ChargingNeeds,
  request: ChargeRequest,
  how: { readonly isFirstSend: boolean },
): Promise<Sent> {
  const flying = keysInFlight(needs.cx().db);
  flying.add(request.key);
  try {
    const answer = await needs.gateway.charge(request);
    const settled = settleCharge(needs.cx(), request.key, answer, how);
    const isOutage = answer.state === "unknown" || (answer.state === "not_accepted" && answer.reason === "not_connected");
    return { ...settled, isOutage };
  } finally {
    flying.delete(request.key);
  }
}
