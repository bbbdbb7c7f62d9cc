/** The sentences of a letter that depend on what happened, in English and Spanish (DOC-8). */
import type { NoticeLanguage } from "./settings.ts";

export type LetterCause = "card_declined" | "card_removed" | "manual_payer";

type PartHappened = { readonly amount: string; readonly on: string; readonly card: string; readonly invoice: string };

type Happened = { readonly amount: string; readonly on: string; readonly card: string; readonly members: string };

export type LetterWords = {
  readonly frontDesk: string;
  readonly card: string;
  readonly later: string;
  readonly comingBackFree: string;
  cardEnding(brand: string, last4: string): string;
  month(month: number, year: number): string;
  comingBack(fee: string): string;
  whatHappened(cause: LetterCause, facts: Happened): string;
  /** The same of a drawn part of a payment plan (INV-6). */
  partHappened(cause: LetterCause, facts: PartHappened): string;
};

const brands: Readonly<Record<string, string>> = {
  visa: "Visa",
  mastercard: "Mastercard",
  amex: "American Express",
  discover: "Discover",
  diners: "Diners Club",
  jcb: "JCB",
  unionpay: "UnionPay",
};

const monthsOf: Readonly<Record<NoticeLanguage, readonly string[]>> = {
  en: ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"],
  es: ["enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"],
};

const english: LetterWords = {
  frontDesk: "our front desk",
  card: "card",
  later: "a later day",
  comingBackFree: "You could come back later without a fee.",
  cardEnding: (brand, last4) => `${brands[brand] ?? "card"} ending in ${last4}`,
  month: (month, year) => `${monthsOf.en[month - 1] ?? month} ${year}`,
  comingBack: (fee) => `Coming back later would cost a reactivation fee of ${fee}.`,
  whatHappened: (cause, { amount, on, card, members }) => {
    if (cause === "card_declined")
      return `On ${on} we asked your bank for the membership payment of ${amount} for ${members} with your ${card}, and it did not go through.`;
    if (cause === "card_removed")
      return `The membership payment of ${amount} for ${members} was due on ${on}, and we have no card that we may use for it.`;
    return `The membership payment of ${amount} for ${members} was due on ${on} and has not reached us yet.`;
  },
  partHappened: (cause, { amount, on, card, invoice }) => {
    const what = `the payment of ${amount} of your payment plan for invoice ${invoice}`;
    if (cause === "card_declined") return `On ${on} we asked your bank for ${what} with your ${card}, and it did not go through.`;
    if (cause === "card_removed") return `On ${on} ${what} was due, and we have no card that we may use for it.`;
    return `On ${on} ${what} was due, and your ${card} could not be used for it.`;
  },
};

const spanish: LetterWords = {
  frontDesk: "nuestra recepción",
  card: "tarjeta",
  later: "más adelante",
  comingBackFree: "Podría volver más adelante sin ningún cargo.",
  cardEnding: (brand, last4) => `${brands[brand] ?? "tarjeta"} terminada en ${last4}`,
  month: (month, year) => `${monthsOf.es[month - 1] ?? month} de ${year}`,
  comingBack: (fee) => `Volver más adelante costaría una cuota de reactivación de ${fee}.`,
  whatHappened: (cause, { amount, on, card, members }) => {
    if (cause === "card_declined")
      return `El ${on} pedimos a su banco el pago de la membresía de ${members}, por ${amount}, con su ${card}, y no fue aprobado.`;
    if (cause === "card_removed")
      return `El pago de la membresía de ${members}, por ${amount}, venció el ${on}, y no tenemos una tarjeta que podamos usar.`;
    return `El pago de la membresía de ${members}, por ${amount}, venció el ${on} y todavía no nos ha llegado.`;
  },
  partHappened: (cause, { amount, on, card, invoice }) => {
    const what = `el pago de ${amount} de su plan de pagos de la factura ${invoice}`;
    if (cause === "card_declined") return `El ${on} pedimos a su banco ${what} con su ${card}, y no fue aprobado.`;
    if (cause === "card_removed") return `El ${on} venció ${what}, y no tenemos una tarjeta que podamos usar.`;
    return `El ${on} venció ${what}, y no se pudo usar su ${card}.`;
  },
};

export function letterWords(language: NoticeLanguage): LetterWords {
  return language === "es" ? spanish : english;
}

/** `Rosa Lee`, `Rosa and Ben`, `Rosa, Ben and Ida`. */
export function listOf(names: readonly string[], language: NoticeLanguage): string {
  if (names.length < 2) return names[0] ?? "";
  const and = language === "es" ? "y" : "and";
  return `${names.slice(0, -1).join(", ")} ${and} ${names.at(-1) ?? ""}`;
}
