/**
 * The sentences of messages about what was done (DOC-12) that depend on it, in English and Spanish: who
 * joined, left or rests, what was charged or given back, what a package still holds.
 */
import type { NoticeLanguage } from "./settings.ts";

type Member = { readonly member: string; readonly plan: string };
type Joined = Member & { readonly price: string; readonly day: string };
type Held = Member & { readonly kind: "pause" | "extend" | "billing_only"; readonly from: string; readonly through: string };
type Moved = { readonly member: string; readonly before: string; readonly after: string; readonly price: string; readonly day: string };
type Paid = Member & { readonly amount: string; readonly from: string; readonly through: string };
type Bought = { readonly packageName: string; readonly owner: string; readonly uses: number; readonly price: string };
type Left = { readonly packageName: string; readonly owner: string; readonly left: number };

/** By which way money goes back, as its reader names it. */
export type WayBack = "card" | "terminal" | "bank" | "cash" | "check" | "credit" | "certificate" | "other";

export type EventWords = {
  joined(joined: Joined): string;
  nothingAhead: string;
  /** Of `count` signed agreements, by e-mail attached, on paper enclosed. */
  agreement(count: number, isMail: boolean): string;
  charged(amount: string, card: string, day: string): string;
  paidLine(paid: Paid): string;
  paidOther(description: string, amount: string): string;
  tax(amount: string): string;
  ends(member: Member & { readonly lastDay: string }): string;
  /** Cancelled before it began. */
  neverBegins(member: Member & { readonly day: string }): string;
  stillOwed(amount: string): string;
  nothingOwed: string;
  keptAsCredit(amount: string): string;
  unusedLater: Readonly<Record<"credit" | "refund", string>>;
  held(held: Held): string;
  holdFee(amount: string, each: boolean): string;
  goesOn(day: string): string;
  moved(moved: Moved): string;
  movedPrice(moved: Omit<Moved, "before">): string;
  back(amount: string, way: WayBack, card: string): string;
  arrives: Readonly<Record<"days" | "mail" | "now", string>>;
  bought(bought: Bought): string;
  stillToPay(amount: string): string;
  until(day: string): string;
  fromFirstUse: string;
  noEnd: string;
  left(left: Left): string;
};

const english: EventWords = {
  joined: ({ member, plan, price, day }) => `${member}, ${plan}: ${price}, from ${day}.`,
  nothingAhead: "No payment is ahead.",
  agreement: (count, isMail) => {
    const what = count === 1 ? "The signed agreement is" : "The signed agreements are";
    return `${what} ${isMail ? "attached" : "enclosed"}.`;
  },
  charged: (amount, card, day) => `Thank you. On ${day} we charged ${amount} to your ${card}.`,
  paidLine: ({ member, plan, amount, from, through }) => `${member}, ${plan}, ${from} through ${through}: ${amount}`,
  paidOther: (description, amount) => `${description}: ${amount}`,
  tax: (amount) => `Tax: ${amount}`,
  ends: ({ member, plan, lastDay }) => `${member}, ${plan}: the last day of benefits is ${lastDay}.`,
  neverBegins: ({ member, plan, day }) => `${member}, ${plan}: it was to begin on ${day}, and does not begin.`,
  stillOwed: (amount) => `${amount} is still open on your account.`,
  nothingOwed: "Nothing more will be collected for it.",
  keptAsCredit: (amount) => `You have a credit of ${amount} with us. It pays your next invoices.`,
  unusedLater: {
    credit: "What is paid for days after the end becomes credit on the last day.",
    refund: "What is paid for days after the end goes back to you on the last day.",
  },
  held: ({ member, plan, kind, from, through }) => {
    const days = `${member}, ${plan}: on hold from ${from} through ${through}.`;
    if (kind === "billing_only") return `${days} No dues are collected in these days, and benefits go on.`;
    if (kind === "extend") return `${days} Benefits rest, and the days that are paid come after the hold.`;
    return `${days} Benefits rest, and no dues are collected in these days.`;
  },
  holdFee: (amount, each) => (each ? `The fee for the hold is ${amount} for every payment that is left out.` : `The fee for the hold is ${amount}.`),
  goesOn: (day) => `The membership goes on from ${day}.`,
  moved: ({ member, before, after, price, day }) => `${member}: ${after} instead of ${before}, at ${price}, from ${day}.`,
  movedPrice: ({ member, after, price, day }) => `${member}, ${after}: ${price}, from ${day}.`,
  back: (amount, way, card) => {
    switch (way) {
      case "card":
        return `${amount} goes back to your ${card}.`;
      case "terminal":
        return `${amount} goes back to the card that you paid with at our desk.`;
      case "bank":
        return `${amount} goes back to your bank account.`;
      case "cash":
        return `${amount} was given to you in cash.`;
      case "check":
        return `${amount} comes to you as a check.`;
      case "credit":
        return `${amount} is kept as credit with us. It pays your next invoices.`;
      case "certificate":
        return `${amount} is back on your gift certificate.`;
      case "other":
        return `${amount} goes back the way it was paid.`;
    }
  },
  arrives: {
    days: "Banks take 5 to 10 business days until it shows on your account.",
    mail: "The check comes by mail, usually within two weeks.",
    now: "You need not do anything.",
  },
  bought: ({ packageName, owner, uses, price }) => `${packageName} for ${owner}: ${uses} ${uses === 1 ? "use" : "uses"}, ${price}.`,
  stillToPay: (amount) => `${amount} of it is still to pay.`,
  until: (day) => `It can be used through ${day}.`,
  fromFirstUse: "The time to use it begins with the first use.",
  noEnd: "It can be used without an end.",
  left: ({ packageName, owner, left }) => `${owner} has ${left} ${left === 1 ? "use" : "uses"} of ${packageName} left.`,
};

const spanish: EventWords = {
  joined: ({ member, plan, price, day }) => `${member}, ${plan}: ${price}, desde el ${day}.`,
  nothingAhead: "No hay ningún pago por delante.",
  agreement: (count, isMail) => {
    if (count === 1) return `El acuerdo firmado va ${isMail ? "adjunto" : "incluido"}.`;
    return `Los acuerdos firmados van ${isMail ? "adjuntos" : "incluidos"}.`;
  },
  charged: (amount, card, day) => `Gracias. El ${day} cobramos ${amount} con su ${card}.`,
  paidLine: ({ member, plan, amount, from, through }) => `${member}, ${plan}, del ${from} al ${through}: ${amount}`,
  paidOther: (description, amount) => `${description}: ${amount}`,
  tax: (amount) => `Impuesto: ${amount}`,
  ends: ({ member, plan, lastDay }) => `${member}, ${plan}: el último día de beneficios es el ${lastDay}.`,
  neverBegins: ({ member, plan, day }) => `${member}, ${plan}: debía empezar el ${day} y no empieza.`,
  stillOwed: (amount) => `En su cuenta quedan por pagar ${amount}.`,
  nothingOwed: "No se cobrará nada más por ella.",
  keptAsCredit: (amount) => `Tiene con nosotros un crédito de ${amount}. Con él se pagan sus próximas facturas.`,
  unusedLater: {
    credit: "Lo pagado por días después del final pasa a ser crédito el último día.",
    refund: "Lo pagado por días después del final se le devuelve el último día.",
  },
  held: ({ member, plan, kind, from, through }) => {
    const days = `${member}, ${plan}: en pausa del ${from} al ${through}.`;
    if (kind === "billing_only") return `${days} En esos días no se cobran cuotas y los beneficios siguen.`;
    if (kind === "extend") return `${days} Los beneficios descansan, y los días ya pagados vienen después de la pausa.`;
    return `${days} Los beneficios descansan, y en esos días no se cobran cuotas.`;
  },
  holdFee: (amount, each) => (each ? `El cargo por la pausa es de ${amount} por cada pago que se omite.` : `El cargo por la pausa es de ${amount}.`),
  goesOn: (day) => `La membresía continúa desde el ${day}.`,
  moved: ({ member, before, after, price, day }) => `${member}: ${after} en lugar de ${before}, por ${price}, desde el ${day}.`,
  movedPrice: ({ member, after, price, day }) => `${member}, ${after}: ${price}, desde el ${day}.`,
  back: (amount, way, card) => {
    switch (way) {
      case "card":
        return `${amount} vuelven a su ${card}.`;
      case "terminal":
        return `${amount} vuelven a la tarjeta con la que pagó en nuestra recepción.`;
      case "bank":
        return `${amount} vuelven a su cuenta bancaria.`;
      case "cash":
        return `${amount} se le entregaron en efectivo.`;
      case "check":
        return `${amount} le llegan con un cheque.`;
      case "credit":
        return `${amount} quedan como crédito con nosotros. Con él se pagan sus próximas facturas.`;
      case "certificate":
        return `${amount} están de nuevo en su certificado de regalo.`;
      case "other":
        return `${amount} vuelven por el mismo medio de pago.`;
    }
  },
  arrives: {
    days: "Los bancos tardan de 5 a 10 días hábiles en mostrarlo en su cuenta.",
    mail: "El cheque llega por correo, por lo general en menos de dos semanas.",
    now: "No tiene que hacer nada.",
  },
  bought: ({ packageName, owner, uses, price }) => `${packageName} para ${owner}: ${uses} ${uses === 1 ? "uso" : "usos"}, ${price}.`,
  stillToPay: (amount) => `Quedan por pagar ${amount}.`,
  until: (day) => `Se puede usar hasta el ${day}.`,
  fromFirstUse: "El plazo para usarlo empieza con el primer uso.",
  noEnd: "Se puede usar sin límite de tiempo.",
  left: ({ packageName, owner, left }) => (left === 1 ? `A ${owner} le queda 1 uso de ${packageName}.` : `A ${owner} le quedan ${left} usos de ${packageName}.`),
};

export function eventWords(language: NoticeLanguage): EventWords {
  return language === "es" ? spanish : english;
}
