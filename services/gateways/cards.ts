/**
 * The card processor as the office sees it. Without a relay there is `noCards`: nothing can be
 * charged, and everything else works (BIL-19). Training and sample practices can be given nothing
 * but stand-ins (F-21), which the type of `TrainingGateways` enforces.
 */
export type CardGateway = {
  readonly kind: "none" | "stand_in" | "relay";
  /** Whether cards on file can be charged at all. */
  readonly canCharge: boolean;
};

export const noCards: CardGateway & { readonly kind: "none" } = { kind: "none", canCharge: false };

/** Every way out of this computer. */
export type Gateways = { readonly cards: CardGateway };

/** The only gateways a training practice, the sample practice or a what-if copy can be opened with (F-21). */
export type TrainingGateways = { readonly cards: CardGateway & { readonly kind: "none" | "stand_in" } };
