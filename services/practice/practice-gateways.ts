/**
 * Which ways out of this computer a practice is given (F-21): a training or sample practice can only
 * be given stand-ins, which the types enforce where the code is written and this where it runs.
 */
import { invariant } from "#domain/invariant.ts";
import type { PracticeKind } from "#domain/practice/training-clock.ts";
import type { Instant } from "#domain/calendar.ts";
import { scriptedCards } from "../gateways/scripted-cards.ts";
import { noCards, type Gateways, type TrainingGateways } from "../gateways/cards.ts";

export type LivePractice = { readonly kind: "live"; readonly gateways: Gateways };
export type TrainingPractice = { readonly kind: "training" | "sample"; readonly gateways: TrainingGateways };

/** A practice of a kind with what it may use. */
export type PracticeGateways = LivePractice | TrainingPractice;

/** Pairs a kind with its gateways; a gateway that leaves the computer is refused by type and at run time. */
export function giveGateways(practice: PracticeGateways): PracticeGateways {
  // What the types promise is not believed here: a cast anywhere would be enough to break it.
  const cards: string = practice.gateways.cards.kind;
  invariant(
    practice.kind === "live" || cards === "none" || cards === "stand_in",
    "a training practice is given stand-ins only",
  );
  return practice;
}

/** What a practice has without a relay: no cards (BIL-19). */
export function offlineGateways(kind: PracticeKind): PracticeGateways {
  return giveGateways({ kind, gateways: { cards: noCards } });
}

/**
 * What a practice is opened with: a live one has no processor yet (BIL-19), and everybody else charges
 * the stand-in, on the clock of the practice (F-21). It forgets when the practice is closed, so it
 * does not pretend to know what was charged before a restore (BIL-20).
 */
export function openingGateways(kind: PracticeKind, now: () => Instant): PracticeGateways {
  if (kind === "live") return offlineGateways(kind);
  return giveGateways({ kind, gateways: { cards: scriptedCards({ now, remembers: false }) } });
}
