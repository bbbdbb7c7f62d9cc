/**
 * Which ways out of this computer a practice is given (F-21): a training or sample practice can only
 * be given stand-ins, which the types enforce where the code is written and this where it runs.
 */
import { invariant } from "#domain/invariant.ts";
import type { PracticeKind } from "#domain/practice/training-clock.ts";
import type { Instant } from "#domain/calendar.ts";
import { scriptedCards } from "../gateways/scripted-cards.ts";
import { localMail, type SmtpMail } from "../gateways/mail.ts";
import { noMailbox, type MailboxGateway } from "../gateways/mailbox.ts";
import { noPortal } from "../gateways/portal.ts";
import { noCards, type Gateways, type TrainingGateways } from "../gateways/cards.ts";

export type LivePractice = { readonly kind: "live"; readonly gateways: Gateways };
export type TrainingPractice = { readonly kind: "training" | "sample"; readonly gateways: TrainingGateways };

/** A practice of a kind with what it may use. */
export type PracticeGateways = LivePractice | TrainingPractice;

/** Pairs a kind with its gateways; a gateway that leaves the computer is refused by type and at run time. */
export function giveGateways(practice: PracticeGateways): PracticeGateways {
  // What the types promise is not believed here: a cast anywhere would be enough to break it.
  const cards: string = practice.gateways.cards.kind;
  const mail: string | undefined = practice.gateways.mail?.kind;
  const mailbox: string = practice.gateways.mailbox?.kind ?? "none";
  const portal: string = practice.gateways.portal?.kind ?? "none";
  invariant(
    practice.kind === "live" || ((cards === "none" || cards === "stand_in") && (mail === undefined || mail === "local") && mailbox === "none" && portal === "none"),
    "a training practice is given stand-ins only",
  );
  return practice;
}

/** What a practice has without a relay: no cards (BIL-19). */
export function offlineGateways(kind: PracticeKind): PracticeGateways {
  return giveGateways({ kind, gateways: { cards: noCards } });
}

/**
 * What a practice is opened with: a live one has no processor yet (BIL-19) and sends its mail through
 * its own account (DOC-10); everybody else charges the stand-in, on the clock of the practice, and
 * keeps mail on the computer (F-21). The stand-in forgets when the practice is closed, so it does not
 * pretend to know what was charged before a restore (BIL-20).
 */
export function openingGateways(kind: PracticeKind, now: () => Instant, mail: SmtpMail, mailbox: MailboxGateway = noMailbox): PracticeGateways {
  // The portal comes with the relay.
  if (kind === "live") return giveGateways({ kind, gateways: { cards: noCards, mail, mailbox, portal: noPortal } });
  return giveGateways({ kind, gateways: { cards: scriptedCards({ now, remembers: false }), mail: localMail, mailbox: noMailbox, portal: noPortal } });
}
