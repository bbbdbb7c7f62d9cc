/**
 * The patient portal as the office sees it (chapter 9): messages are fetched, applied, and answered. Without a relay
 * there is `noPortal`: nothing comes and nothing is shown, and everything else works.
 */
import type { PortalMessage } from "#domain/portal/message.ts";

/** What the patient is told: taken, or why not, as a refusal's code. */
export type PortalAnswer = { readonly messageId: string; readonly outcome: "taken" } | { readonly messageId: string; readonly outcome: "refused"; readonly code: string };

export type ConnectedPortal = {
  readonly kind: "relay" | "scripted";
  /** What waits, oldest first. The same message may come again until it was answered. */
  waiting(): Promise<readonly PortalMessage[]>;
  answer(answer: PortalAnswer): Promise<void>;
};

export type NoPortal = { readonly kind: "none" };
export type PortalGateway = NoPortal | ConnectedPortal;

export const noPortal: NoPortal = { kind: "none" };
