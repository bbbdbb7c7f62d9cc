/**
 * What can be behind a refused charge, in the words of the counter (BIL-12): a sentence for staff and
 * one to read to the patient. The patient's sentence never shames, and never says what the bank
 * suspects: a lost, stolen or blocked card is just one that the bank does not let us use.
 */
export type DeclineKind = "soft" | "hard" | "authentication";

export type DeclineSituation = {
  /** Hard ones are never tried again with the same card (BIL-10). */
  readonly kind: DeclineKind;
  readonly staff: string;
  readonly patient: string;
};

const anotherCard = "Your bank did not let this payment through with this card. Do you have another card, or would you like to pay another way?";

export const situations = {
  no_funds: {
    kind: "soft",
    staff: "The account had not enough money for this amount. It often works a few days later.",
    patient: "The payment did not go through at your bank this time. We can try again on a day that suits you, or you can pay another way.",
  },
  over_limit: {
    kind: "soft",
    staff: "The card has reached a limit of its bank. It often works after a few days, or once the patient has called the bank.",
    patient: "Your card has reached one of its bank’s limits for now. We can try again in a few days, or you can pay another way.",
  },
  expired: {
    kind: "soft",
    staff: "The card has expired. Ask for the new one; the number has often stayed the same.",
    patient: "The card we have on file has passed its expiry date. Has your bank sent you a new one?",
  },
  wrong_details: {
    kind: "soft",
    staff: "The bank did not recognise the card’s details: number, expiry, security code or postal code. Ask for the card again.",
    patient: "Something in the card details we have does not match your bank’s. May we take the details of the card again?",
  },
  said_no: {
    kind: "soft",
    staff: "The bank said no and gave no reason. It may work later; the patient’s bank can say why.",
    patient: "Your bank did not approve the payment and does not tell us why. We can try again later, or you can pay another way.",
  },
  call_bank: {
    kind: "soft",
    staff: "The bank wants to hear from the card’s owner before it pays. It works again once the patient has called.",
    patient: "Your bank would like a quick call from you before it approves the payment. The number is on the back of the card.",
  },
  not_supported: {
    kind: "soft",
    staff: "This card does not allow this kind of payment. Ask for another card or another way to pay.",
    patient: "This card is not set up for this kind of payment. Do you have another card, or would you like to pay another way?",
  },
  gone: {
    kind: "hard",
    staff: "The bank has taken this card out of use and must not be asked again. Ask for another card, without giving a reason.",
    patient: anotherCard,
  },
  blocked: {
    kind: "hard",
    staff: "The bank blocks this card and must not be asked again. Ask for another card; only the bank can tell the patient why.",
    patient: anotherCard,
  },
  closed: {
    kind: "hard",
    staff: "The account behind this card is closed. Ask for another card.",
    patient: "The account of this card is no longer in use. Do you have another card, or would you like to pay another way?",
  },
  revoked: {
    kind: "hard",
    staff: "The owner has told the bank to stop these payments. Talk about it before anything else; do not charge this card.",
    patient: "Your bank tells us that payments from this card were stopped. How would you like to go on?",
  },
  do_not_retry: {
    kind: "hard",
    staff: "The bank asks not to be asked again with this card. Ask for another card or another way to pay.",
    patient: anotherCard,
  },
  authentication: {
    kind: "authentication",
    staff: "The bank wants the patient to confirm the payment in person: in the bank’s app, by code, or with the card in hand.",
    patient: "Your bank would like you to confirm this payment yourself. You can do it in your bank’s app, or pay at the desk with the card in hand.",
  },
  later: {
    kind: "soft",
    staff: "The bank or the card network could not answer. Nothing is wrong with the card; it is tried again.",
    patient: "Your bank could not be reached when we asked. Nothing is wrong with your card; we will try again.",
  },
  twice: {
    kind: "soft",
    staff: "The bank took this for a second payment of the same amount and stopped it. Check the payments before trying again.",
    patient: "Your bank thought that this was the same payment twice and held it back. We will check it and come back to you.",
  },
  ours: {
    kind: "soft",
    staff: "Our own account with the card processor does not allow this payment. Nothing is wrong with the patient’s card; tell the owner.",
    patient: "There was a problem on our side, not with your card. We will sort it out and come back to you.",
  },
  unknown: {
    kind: "soft",
    staff: "The card was declined, with a reason that is not in our list. The patient’s bank can say more.",
    patient: "Your bank did not approve the payment. We can try again later, or you can pay another way.",
  },
} as const satisfies Record<string, DeclineSituation>;
export type SituationName = keyof typeof situations;
