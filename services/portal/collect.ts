/** Fetches what waits at the portal, takes each message on its own, and answers it (chapter 9). */
import { Refusal } from "#domain/refusal.ts";
import type { Cx } from "../context.ts";
import { takePortalMessage } from "./take-message.ts";

export type Collected = { readonly taken: number; readonly refused: number };

/** A message that is refused does not stop those behind it. Without a portal there is nothing to fetch. */
export async function collectPortalMessages(cx: () => Cx): Promise<Collected> {
  const { portal } = cx().gateways;
  let [taken, refused] = [0, 0];
  if (!portal || portal.kind === "none") return { taken, refused };
  for (const message of await portal.waiting()) {
    const { messageId } = message;
    const refusal = refusalOf(cx(), message);
    if (refusal === null) taken += 1;
    else refused += 1;
    await portal.answer(refusal === null ? { messageId, outcome: "taken" } : { messageId, outcome: "refused", code: refusal.code });
  }
  return { taken, refused };
}

function refusalOf(cx: Cx, message: Parameters<typeof takePortalMessage>[1]): Refusal | null {
  try {
    takePortalMessage(cx, message);
    return null;
  } catch (error) {
    // What the rules say no to is answered; a fault of ours is not hidden.
    if (error instanceof Refusal) return error;
    throw error;
  }
}
