/**
 * Which ways out of this computer a practice is given (F-21): a training or sample practice can only
 * be given stand-ins, which the types enforce where the code is written and this where it runs.
 */
import { invariant } from "#domain/invariant.ts";
import type { PracticeKind } from "#domain/practice/training-clock.ts";
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
