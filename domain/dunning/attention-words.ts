/** Why a household is on "needs attention" (BIL-6), in words: what stands in the way and what to do about it. */

/** What a person can do there besides opening the chart. */
export type AttentionAction = "look_again" | "settle";

export type AttentionWords = { readonly sentence: string; readonly actions: readonly AttentionAction[] };

const look: readonly AttentionAction[] = ["look_again"];
const settle: readonly AttentionAction[] = ["settle"];

const byReason: Readonly<Record<string, AttentionWords>> = {
  billing_inconsistent: {
    sentence: "The dues could not be worked out, so nothing is billed to this household until it is put right. Everybody else is billed as usual.",
    actions: look,
  },
  past_due_inconsistent: {
    sentence: "The past-due letters and the lapse could not be worked out for this household. Nothing lapses until it is put right.",
    actions: look,
  },
  plan_inconsistent: {
    sentence: "The letters about this household’s plans could not be worked out. Open the chart and look at its memberships; they are written at the next run.",
    actions: settle,
  },
  reminder_inconsistent: {
    sentence: "The reminders of this household’s invoices could not be worked out. Open the chart and look at its invoices; they are written at the next run.",
    actions: settle,
  },
  message_inconsistent: {
    sentence: "A message about something that was done could not be written for this household. What was done stands: open the chart, tell them yourself, and settle this.",
    actions: settle,
  },
  lapsed_under_commitment: {
    sentence: "A membership lapsed before its commitment ended. The unpaid dues are still owed: decide whether to ask for what the plan says about leaving early.",
    actions: settle,
  },
  payer_deceased: {
    sentence: "The payer is recorded as deceased, so no card is charged. Choose a new payer on the chart.",
    actions: settle,
  },
  card_disputed: {
    sentence: "The patient’s bank has taken a payment back. No card is charged until the dispute is over.",
    actions: settle,
  },
  charge_became_credit: {
    sentence: "A card payment arrived for something that was paid already. It is kept as credit: use it, or give it back.",
    actions: settle,
  },
  charge_found_at_processor: {
    sentence: "The card processor has a charge that this file did not know. It was booked; check where it belongs.",
    actions: settle,
  },
  disputed_after_refund: {
    sentence: "The patient’s bank has taken back a payment of which part was refunded already. Answer the dispute with the refund receipt, and put right what is left.",
    actions: settle,
  },
  refund_refused: {
    sentence: "A refund did not go to the card, so nothing was refunded. Give it back another way: a check, or household credit. Payments shows why.",
    actions: settle,
  },
  refund_refused_check: {
    sentence: "A refund did not go to the card. The money is still owed to the household: write the check that waits under Refund checks to write, or give it in another way.",
    actions: settle,
  },
  refund_went_through_after_all: {
    sentence: "A refund to the card that had been given up went through after all. It is booked; make sure that the patient did not get it twice.",
    actions: settle,
  },
  refund_pending_after_failed: {
    sentence: "The card processor works on a refund that had been given up. Wait for its outcome before giving the money back another way.",
    actions: settle,
  },
  refund_found_at_processor: {
    sentence: "The card processor has a refund that this file did not know. It was booked; check where it belongs.",
    actions: settle,
  },
  refund_unplaced: {
    sentence: "The card processor paid out a refund that nothing here stands for any more. Payments lists it: clear it up with the patient.",
    actions: [],
  },
  charge_pending_after_failed: {
    sentence: "The card processor works on a charge that had been given up. Wait for its outcome before taking money again.",
    actions: settle,
  },
};

const byKind: Readonly<Record<string, string>> = {
  billing: "Billing stands still for this household. Open the chart and put right what is missing, then look again.",
  past_due: "The past-due timetable stands still for this household. Open the chart and put right what is missing, then look again.",
  charge_unknown: "Nobody knows yet whether a card charge went through. It is looked up by itself; take no card payment for it meanwhile.",
  refund_unknown: "Nobody knows yet whether a refund went to the card. It is looked up by itself; give nothing else back for it meanwhile.",
  charge_credit: "A card payment arrived for something that was paid already. It is kept as credit: use it, or give it back.",
  charge_late: "A card charge that had been given up has gone through after all. Check what it has paid, and tell the patient.",
  charge_refused: "The card processor did not accept the request itself. Nothing was charged; check the card and the connection.",
  charge_contradiction: "The card processor says two different things about one charge. Look it up in its dashboard before taking money.",
  charge_found: "The card processor has a charge that this file did not know. It was booked; check where it belongs.",
  charging: "Charging the card stands still for this household. Open the chart to see why.",
};

/** Kinds whose trouble is found by doing the work again. */
const repeatable = new Set(["billing", "past_due"]);

export function attentionWords(kind: string, reason: string): AttentionWords {
  const known = Object.hasOwn(byReason, reason) ? byReason[reason] : undefined;
  if (known) return known;
  const sentence = Object.hasOwn(byKind, kind) ? byKind[kind] : undefined;
  return {
    sentence: sentence ?? "Something about this household needs a person. Open the chart to see it.",
    actions: repeatable.has(kind) ? look : kind === "charge_unknown" || kind === "refund_unknown" ? [] : settle,
  };
}
