/** Cards, charges, catch-up and disputes, over the contract. */
import { testCards } from "#domain/charging/test-cards.ts";
import { approveCharging, viewChargePause } from "#services/charging/approve-charging.ts";
import { listAttempts, listUnresolved } from "#services/charging/attempts-view.ts";
import { addCard, listHouseholdCards, removeCard } from "#services/charging/cards.ts";
import {
  chargeAllMissed,
  forgiveOlderMissed,
  forgiveOlderMonths,
  listCatchUp,
  skipMissed,
} from "#services/charging/catch-up.ts";
import { chargeNow, collectOldest } from "#services/charging/charge-now.ts";
import { listDisputesWithEvidence, releaseDisputeHold } from "#services/charging/disputes.ts";
import { listExpiringCards } from "#services/charging/expiring-cards.ts";
import { listNobodys, notePaidBack, placeNobodys } from "#services/charging/nobodys-charges.ts";
import { resolveByHand } from "#services/charging/resolve-by-hand.ts";
import { os } from "../implementer.ts";
import { disputeEvidencePdf } from "./dispute-evidence.ts";
import { once } from "./once.ts";

export const chargingHandlers = {
  charging: {
    chargeNow: os.charging.chargeNow.handler(({ context, input }) => chargeNow(context.cx, input)),
    attempts: os.charging.attempts.handler(({ context, input }) => listAttempts(context.cx, input)),
    unresolved: os.charging.unresolved.handler(({ context }) => listUnresolved(context.cx)),
    resolveUnknown: os.charging.resolveUnknown.handler(({ context, input }) => resolveByHand(context.cx, input)),
    nobodys: os.charging.nobodys.handler(({ context }) => listNobodys(context.cx)),
    place: os.charging.place.handler(({ context, input }) => placeNobodys(context.cx, input)),
    paidBack: os.charging.paidBack.handler(({ context, input }) => notePaidBack(context.cx, input)),
    pause: os.charging.pause.handler(({ context }) => viewChargePause(context.cx)),
    approvePause: os.charging.approvePause.handler(({ context, input }) => approveCharging(context.cx, input)),
  },
  cards: {
    list: os.cards.list.handler(({ context, input }) => listHouseholdCards(context.cx, input.householdId)),
    testCards: os.cards.testCards.handler(({ context }) =>
      context.office.requirePractice().kind === "live" ? [] : [...testCards],
    ),
    // What is charged at once is no part of the stored reply: a repeat adds no card and charges nothing.
    add: os.cards.add.handler((call) =>
      once(call, async () => {
        const { context, input } = call;
        const { cardId } = addCard(context.cx, input);
        const collected = input.collectsDue && input.paysByCard ? await collectOldest(context.cx, input.householdId) : null;
        return { cardId, collected };
      }),
    ),
    remove: os.cards.remove.handler(({ context, input }) => removeCard(context.cx, input)),
    expiring: os.cards.expiring.handler(({ context }) => listExpiringCards(context.cx)),
  },
  catchUp: {
    list: os.catchUp.list.handler(({ context }) =>
      listCatchUp(context.cx).map((household) => ({ ...household, draws: [...household.draws] })),
    ),
    charge: os.catchUp.charge.handler(({ context, input }) => chargeAllMissed(context.cx, input)),
    forgive: os.catchUp.forgive.handler(({ context, input }) => forgiveOlderMissed(context.cx, input)),
    skip: os.catchUp.skip.handler(({ context, input }) => skipMissed(context.cx, input)),
    forgiveOlder: os.catchUp.forgiveOlder.handler(({ context, input }) => forgiveOlderMonths(context.cx, input)),
  },
  disputes: {
    list: os.disputes.list.handler(({ context }) =>
      listDisputesWithEvidence(context.cx).map((dispute) => ({ ...dispute, evidence: [...dispute.evidence] })),
    ),
    evidencePdf: os.disputes.evidencePdf.handler(({ context, input, signal }) =>
      disputeEvidencePdf(context.office, context.cx, input.id, signal),
    ),
    release: os.disputes.release.handler(({ context, input }) => releaseDisputeHold(context.cx, input)),
  },
};
