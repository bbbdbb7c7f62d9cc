/**
 * What a card does, written in its token: `tok_ok_7`, `tok_decline_insufficient_funds`,
 * `tok_decline_insufficient_funds~2` (the first two charges only), `tok_pending`,
 * `tok_pending_decline_do_not_honor`, `tok_gone`. What follows a `.` only tells cards apart.
 */
export type Decision =
  | { readonly result: "succeed" }
  | { readonly result: "decline"; readonly code: string }
  | { readonly result: "pending"; readonly afterMs: number; readonly thenDecline: string | null }
  | { readonly result: "no_such_card" };

/** A pending charge ends after an hour of the processor's clock. */
export const pendingMs = 3_600_000;

/** The decision about the nth charge (from 0) of a card. */
export function decisionFor(cardToken: string, nth: number): Decision {
  const [name = "", times] = (cardToken.split(".")[0] ?? "").split("~");
  if (times !== undefined && nth >= Number(times)) return { result: "succeed" };
  if (name.startsWith("tok_gone")) return { result: "no_such_card" };
  if (name.startsWith("tok_decline_")) return { result: "decline", code: name.slice("tok_decline_".length) };
  if (name.startsWith("tok_pending_decline_"))
    return { result: "pending", afterMs: pendingMs, thenDecline: name.slice("tok_pending_decline_".length) };
  if (name.startsWith("tok_pending")) return { result: "pending", afterMs: pendingMs, thenDecline: null };
  return { result: "succeed" };
}

/**
 * What becomes of refunds to a card, written in its token too: `tok_norefund` refuses them,
 * `tok_slowrefund` ends them after an hour, `tok_slowrefund_no` refuses them then.
 */
export function refundDecisionFor(cardToken: string): Exclude<Decision, { readonly result: "no_such_card" }> {
  const name = cardToken.split(".")[0] ?? "";
  if (name.startsWith("tok_norefund")) return { result: "decline", code: "card_cannot_be_credited" };
  if (name.startsWith("tok_slowrefund"))
    return { result: "pending", afterMs: pendingMs, thenDecline: name.startsWith("tok_slowrefund_no") ? "card_cannot_be_credited" : null };
  return { result: "succeed" };
}
