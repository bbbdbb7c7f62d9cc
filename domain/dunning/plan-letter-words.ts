/** The sentences of letters about plans that depend on what will happen, in English and Spanish (MEM-16..18). */
import type { NoticeLanguage } from "./settings.ts";

type Move = { readonly member: string; readonly plan: string; readonly price: string; readonly day: string };
type Line = { readonly member: string; readonly plan: string; readonly before: string; readonly after: string; readonly day: string };

export type PlanLetterWords = {
  /** `37.00 a month`. */
  price(amount: string, months: number): string;
  /** The member moves by themselves. */
  moves(move: Move): string;
  /** A person at the practice decides, with the family. */
  asks(move: Omit<Move, "day">): string;
  line(line: Line): string;
  renews(amount: string, day: string): string;
  /** Somebody has to bring the money: no card is charged. */
  renewsByHand(amount: string, day: string): string;
  ends(lastDay: string): string;
  /** After a hold no payment is ahead: the membership ends with it. */
  nothingDue: string;
};

const months = {
  en: { 1: "a month", 3: "a quarter", 6: "every six months", 12: "a year" },
  es: { 1: "al mes", 3: "al trimestre", 6: "cada seis meses", 12: "al año" },
} as const;

const english: PlanLetterWords = {
  price: (amount, count) => `${amount} ${months.en[count as keyof typeof months.en] ?? `for ${count} months`}`,
  moves: ({ member, plan, price, day }) =>
    `With the payment of ${day} ${member} moves to the plan ${plan}, at ${price}. You need not do anything.`,
  asks: ({ member, plan, price }) =>
    `The plan for this age is ${plan}, at ${price}. Please talk to us about what is best for ${member}. Until then nothing changes.`,
  line: ({ member, plan, before, after, day }) =>
    `${member}, ${plan}: ${after} instead of ${before}, with the first payment on or after ${day}.`,
  renews: (amount, day) => `The next payment of ${amount} is due on ${day}. You need not do anything.`,
  renewsByHand: (amount, day) =>
    `The next payment of ${amount} is due on ${day}. You can pay at our front desk or by check, and earlier if you like.`,
  ends: (lastDay) => `The membership is not renewed by itself: its last day is ${lastDay}. If you would like to go on, please talk to us.`,
  nothingDue: "No payment is due then.",
};

const spanish: PlanLetterWords = {
  price: (amount, count) => `${amount} ${months.es[count as keyof typeof months.es] ?? `por ${count} meses`}`,
  moves: ({ member, plan, price, day }) =>
    `Con el pago del ${day}, ${member} pasa al plan ${plan}, por ${price}. No tiene que hacer nada.`,
  asks: ({ member, plan, price }) =>
    `El plan para esta edad es ${plan}, por ${price}. Hable con nosotros sobre lo mejor para ${member}. Hasta entonces nada cambia.`,
  line: ({ member, plan, before, after, day }) =>
    `${member}, ${plan}: ${after} en lugar de ${before}, con el primer pago desde el ${day}.`,
  renews: (amount, day) => `El próximo pago, de ${amount}, es el ${day}. No tiene que hacer nada.`,
  renewsByHand: (amount, day) =>
    `El próximo pago, de ${amount}, vence el ${day}. Puede pagar en nuestra recepción o con un cheque, también antes.`,
  ends: (lastDay) => `La membresía no se renueva sola: su último día es el ${lastDay}. Si desea continuar, hable con nosotros.`,
  nothingDue: "Entonces no vence ningún pago.",
};

export function planLetterWords(language: NoticeLanguage): PlanLetterWords {
  return language === "es" ? spanish : english;
}
