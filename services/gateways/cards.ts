/**
 * The card processor as the office sees it. Without a relay there is `noCards`: nothing can be
 * charged, and everything else works (BIL-19). Training and sample practices can be given nothing
 * but stand-ins (F-21), which the type of `TrainingGateways` enforces.
 *
 * No card number ever passes here: a card is the processor's token (BIL-7).
 */
import type { Day, Instant } from "#domain/calendar.ts";
import type { Cents } from "#domain/money.ts";
import type { LocalMail, MailGateway } from "./mail.ts";
import type { MailboxGateway, NoMailbox } from "./mailbox.ts";
import type { NoPortal, PortalGateway } from "./portal.ts";

/** What goes with every charge, so that the processor's own list can be matched with ours (BIL-20). */
export type ChargeMetadata = {
  /** The practice file's lineage id, and the epoch it is in. */
  readonly lineage: string;
  readonly epoch: number;
  readonly householdId: number;
  readonly invoiceId: number;
  /** Null for an invoice that is not a draw. */
  readonly drawOn: Day | null;
  /** 1 for the first attempt at this invoice. */
  readonly ordinal: number;
};

/** Which file asks: its lineage and the epoch it is in. */
export type ChargingFile = { readonly lineage: string; readonly epoch: number };

export type ChargeRequest = {
  /** The attempt's id, which is the idempotency key: the same key is executed at most once (BIL-8). */
  readonly key: string;
  readonly cardToken: string;
  readonly amountCents: Cents;
  readonly metadata: ChargeMetadata;
};

export type DeclineKind = "soft" | "hard" | "authentication";

/** How a charge ended, or that it has not ended yet. */
export type ChargeOutcome =
  | { readonly state: "succeeded"; readonly processorId: string; readonly at: Instant }
  | {
      readonly state: "declined";
      readonly processorId: string | null;
      readonly code: string;
      readonly kind: DeclineKind;
      readonly at: Instant;
    }
  | { readonly state: "pending"; readonly processorId: string };

/**
 * Nobody knows whether the charge was executed: no answer, a server error, a refusal for the rate,
 * or an answer that makes no sense. Only a look-up, or the same key again within 23 hours, tells.
 */
export type Unknown = {
  readonly state: "unknown";
  readonly reason: "no_answer" | "server_error" | "rate_limited" | "nonsense";
};

/** The processor refused this request itself and executed nothing for it. */
export type NotAccepted = {
  readonly state: "not_accepted";
  readonly reason: "old_epoch" | "invalid_request" | "no_such_card" | "not_connected";
  /** With `old_epoch`, where the processor says it: the newest epoch it knows of this practice. */
  readonly newestEpoch?: number;
};

/** A charge as the processor lists it: the key, what it charged, and how that ended. */
export type ListedCharge = {
  readonly key: string;
  readonly amountCents: Cents;
  readonly refundedCents: Cents;
  readonly metadata: ChargeMetadata;
  readonly outcome: ChargeOutcome;
};

/** What goes with every refund, so that the processor's own list can be matched with ours (BIL-20). */
export type RefundMetadata = {
  readonly lineage: string;
  readonly epoch: number;
  readonly householdId: number;
  readonly paymentId: number;
  /** The invoice that most of the money stood on; null for unused credit. */
  readonly invoiceId: number | null;
};

export type RefundRequest = {
  /** The attempt's id, which is the idempotency key, as with charges (BIL-8). */
  readonly key: string;
  /** The key of the charge that is paid back. */
  readonly chargeKey: string;
  readonly amountCents: Cents;
  readonly metadata: RefundMetadata;
};

/** How a refund ended, or that it has not ended yet. A refused one has a code and moved nothing. */
export type RefundOutcome =
  | { readonly state: "succeeded"; readonly processorId: string; readonly at: Instant }
  | { readonly state: "declined"; readonly processorId: string | null; readonly code: string; readonly at: Instant }
  | { readonly state: "pending"; readonly processorId: string };

/** A refund as the processor lists it. */
export type ListedRefund = {
  readonly key: string;
  readonly chargeKey: string;
  readonly amountCents: Cents;
  readonly metadata: RefundMetadata;
  readonly outcome: RefundOutcome;
};

/** What the processor reports by itself. Events may come late, twice and in any order. */
export type CardEvent = { readonly id: string; readonly at: Instant } & (
  | { readonly kind: "charge"; readonly key: string; readonly outcome: ChargeOutcome }
  | { readonly kind: "refund"; readonly key: string; readonly outcome: RefundOutcome }
  | {
      readonly kind: "dispute";
      readonly disputeId: string;
      readonly key: string;
      readonly amountCents: Cents;
      readonly reason: string;
      readonly state: "opened" | "won" | "lost";
      readonly evidenceBy: Day | null;
    }
  | {
      readonly kind: "card_updated";
      readonly cardToken: string;
      readonly newToken: string;
      readonly last4: string;
      readonly expiresMonth: number;
      readonly expiresYear: number;
    }
);

/** A payout of the processor to the bank, with the transactions it is made of (INV-14). */
export type ListedPayout = {
  readonly payoutId: string;
  readonly arrivedOn: Day;
  readonly amountCents: Cents;
  readonly items: readonly {
    readonly kind: "charge" | "refund" | "dispute" | "dispute_won" | "fee" | "other";
    /** The key of the charge it is about. */
    readonly chargeKey: string | null;
    readonly happenedOn: Day;
    /** Before fees: positive for us, negative against us. */
    readonly amountCents: Cents;
    /** What the processor keeps of it. */
    readonly feeCents: Cents;
  }[];
};

export type NoCards = { readonly kind: "none"; readonly canCharge: false };

/** A processor that can be asked. None of these throws: what went wrong is in the answer. */
export type ChargingGateway = {
  readonly kind: "stand_in" | "relay";
  readonly canCharge: true;
  charge(request: ChargeRequest): Promise<ChargeOutcome | Unknown | NotAccepted>;
  /** The charge with this key; `absent` means that the processor never executed one. */
  lookUp(key: string): Promise<ListedCharge | { readonly state: "absent" } | Unknown>;
  /**
   * Every charge of a practice made at or after an instant, in their order (BIL-20). Whoever asks
   * with a newer epoch takes over: from the listing on the processor refuses older epochs, so that
   * nothing is charged from another copy between the listing and our next charge. An epoch that is
   * older, or that has been taken by somebody already, is answered with `old_epoch`.
   */
  listCharges(of: ChargingFile, since: Instant): Promise<readonly ListedCharge[] | NotAccepted | Unknown>;
  /** Pays a charge back, whole or in part, to the card that paid it. */
  refund(request: RefundRequest): Promise<RefundOutcome | Unknown | NotAccepted>;
  /** The refund with this key; `absent` means that the processor never executed one. */
  lookUpRefund(key: string): Promise<ListedRefund | { readonly state: "absent" } | Unknown>;
  /** Every refund of a practice made at or after an instant, in their order (BIL-20); an older epoch is answered with `old_epoch`. */
  listRefunds(of: ChargingFile, since: Instant): Promise<readonly ListedRefund[] | NotAccepted | Unknown>;
  /** Events after a place in the processor's list; null from the beginning. */
  events(after: string | null): Promise<{ readonly events: readonly CardEvent[]; readonly next: string | null } | Unknown>;
  /** Payouts after a place in the processor's list, in their order; absent where the processor reports none. */
  readonly payouts?: (
    after: string | null,
  ) => Promise<{ readonly payouts: readonly ListedPayout[]; readonly next: string | null } | Unknown>;
};

export type CardGateway = NoCards | ChargingGateway;

export const noCards: NoCards = { kind: "none", canCharge: false };

/** Every way out of this computer. */
export type Gateways = {
  readonly cards: CardGateway;
  /** Without it nothing is sent by e-mail (DOC-10). */
  readonly mail?: MailGateway;
  /** Without it nobody looks for messages that came back (DOC-10). */
  readonly mailbox?: MailboxGateway;
  /** Without it there is no patient portal (PKG-4). */
  readonly portal?: PortalGateway;
};

/** The only gateways a training practice, the sample practice or a what-if copy can be opened with (F-21). */
export type TrainingGateways = {
  readonly cards: NoCards | (ChargingGateway & { readonly kind: "stand_in" });
  readonly mail?: LocalMail;
  readonly mailbox?: NoMailbox;
  readonly portal?: NoPortal;
};
