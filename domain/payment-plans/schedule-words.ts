/** The words of the schedule of a payment plan that a household signs (INV-6, DOC-8), in English and Spanish; `{fields}` are filled in. */
import { documentLanguage } from "../statements/document-words.ts";
import { withOwnWords, type OwnWords } from "../texts/own-words.ts";

const english = {
  heading: "Payment plan",
  invoice: "Invoice",
  invoices: "Invoices",
  agreedOn: "Agreed on",
  pays: "Paid",
  byCard: "From the card on file",
  atDesk: "At the desk",
  household: "Household",
  everyWeek: "{count} payments, every week",
  everyTwoWeeks: "{count} payments, every two weeks",
  everyMonth: "{count} payments, every month",
  payment: "Payment {number}",
  paid: "Paid",
  open: "Open",
  overdue: "Open, was due",
  partly: "{paid} paid, {open} open",
  partlyOverdue: "{paid} paid, {open} open, was due",
  total: "Total of the plan",
  paidSoFar: "Paid so far",
  stillToPay: "Still to pay",
  signed: "Signed",
  notSigned: "Not yet",
  signedBy: "Signed by {name} on {day}.",
  signedAt: "Signed by {name} at {time}, on {workstation}.",
  signedBefore: "Signed by {name} at {time}, before {staff}, on {workstation}.",
  promise: "I agree to make these payments on or before the days above. No interest and no charge is added.",
  allow: "I allow {practice} to charge {card}, or the card that takes its place, with each payment on its day.",
  takeBack: "Nothing but these payments is charged. I can take this back at any time by telling the office; I then pay another way.",
  cardOnFile: "my card on file ({card})",
  cardToCome: "the card that I give the office",
};

export type ScheduleWords = Readonly<typeof english>;

const spanish: ScheduleWords = {
  heading: "Plan de pagos",
  invoice: "Factura",
  invoices: "Facturas",
  agreedOn: "Acordado el",
  pays: "Se paga",
  byCard: "Con la tarjeta registrada",
  atDesk: "En recepción",
  household: "Familia",
  everyWeek: "{count} pagos, cada semana",
  everyTwoWeeks: "{count} pagos, cada dos semanas",
  everyMonth: "{count} pagos, cada mes",
  payment: "Pago {number}",
  paid: "Pagado",
  open: "Pendiente",
  overdue: "Pendiente, vencido",
  partly: "{paid} pagado, {open} pendiente",
  partlyOverdue: "{paid} pagado, {open} pendiente, vencido",
  total: "Total del plan",
  paidSoFar: "Pagado hasta hoy",
  stillToPay: "Falta por pagar",
  signed: "Firmado",
  notSigned: "Todavía no",
  signedBy: "Firmado por {name} el {day}.",
  signedAt: "Firmado por {name} a las {time}, en {workstation}.",
  signedBefore: "Firmado por {name} a las {time}, ante {staff}, en {workstation}.",
  promise: "Acepto hacer estos pagos a más tardar en los días indicados arriba. No se añaden intereses ni cargos.",
  allow: "Autorizo a {practice} a cobrar a {card}, o a la tarjeta que la sustituya, cada pago en su día.",
  takeBack: "No se cobra nada más que estos pagos. Puedo retirar esta autorización en cualquier momento avisando al consultorio; entonces pago de otra forma.",
  cardOnFile: "mi tarjeta registrada ({card})",
  cardToCome: "la tarjeta que entregue al consultorio",
};

/** The words for a locale, the practice's own before those that ship. */
export function scheduleWords(locale: string, own?: OwnWords): ScheduleWords {
  const language = documentLanguage(locale);
  return withOwnWords(language === "es" ? spanish : english, "schedule", language, own);
}

/** What each field of these words stands for. */
export const scheduleFields: Readonly<Record<string, string>> = {
  count: "How many payments the plan has",
  number: "Which payment it is",
  paid: "What was paid of it",
  open: "What of it is open",
  name: "Who signed",
  day: "The day of the signature",
  time: "The time of the signature",
  staff: "Who was at the desk",
  workstation: "The computer on which it was signed",
  practice: "The practice’s name",
  card: "The card, such as Visa 4242",
};
