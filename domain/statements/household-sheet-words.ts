/** The fixed words of the household sheet, by language (DOC-8 ships English and Spanish). */
import type { Standing } from "../memberships/standing-words.ts";
import { documentLanguage } from "./document-words.ts";
import { withOwnWords, type OwnWords } from "../texts/own-words.ts";

export type SheetWords = {
  readonly sheet: string;
  readonly household: string;
  readonly asOf: string;
  readonly mail: string;
  readonly mailBy: Readonly<Record<"email" | "text" | "print", string>>;
  readonly members: string;
  readonly member: string;
  readonly plan: string;
  readonly standing: string;
  readonly paidThrough: string;
  readonly left: string;
  readonly noPlan: string;
  readonly payer: string;
  readonly years: (age: number) => string;
  readonly per: (months: number) => string;
  readonly standings: Readonly<Record<Standing, string>>;
  readonly leftOf: (label: string, left: number, quantity: number, until: string) => string;
  readonly more: { readonly before: string; readonly after: string };
  readonly money: string;
  readonly balance: string;
  readonly pastDue: string;
  readonly since: string;
  readonly credit: string;
  readonly pays: string;
  readonly byCard: string;
  readonly byHand: string;
  readonly card: string;
  readonly expires: string;
  readonly expired: string;
  readonly draws: string;
  readonly lastDraw: string;
  readonly nextDraw: string;
  readonly paid: string;
  readonly open: string;
  readonly none: string;
  readonly saved: (from: string, to: string) => string;
  readonly dues: string;
  readonly off: string;
  readonly benefits: (used: number) => string;
  readonly savedTotal: string;
  readonly notReal: string;
};

const english: SheetWords = {
  sheet: "Household sheet",
  household: "Household",
  asOf: "As of",
  mail: "Mail and notices",
  mailBy: { email: "by e-mail", text: "by text", print: "on paper" },
  members: "Members and plans",
  member: "Member",
  plan: "Plan",
  standing: "Standing",
  paidThrough: "Paid through",
  left: "What is left",
  noPlan: "not on a plan",
  payer: "pays",
  years: (age) => (age === 1 ? "1 year" : `${age} years`),
  per: (months) => ({ 1: "a month", 3: "a quarter", 6: "a half-year", 12: "a year" })[months] ?? `every ${months} months`,
  standings: {
    active: "Active",
    pending: "Pending",
    cancelling: "Cancelling",
    on_hold: "On hold",
    past_due: "Past due",
    lapsed: "Lapsed",
    expired: "Expired",
    cancelled: "Cancelled",
  },
  leftOf: (label, left, quantity, until) => `${label}: ${left} of ${quantity}, until ${until}`,
  more: { before: "and", after: "more, on their charts" },
  money: "Account",
  balance: "Balance",
  pastDue: "Past due",
  since: "since",
  credit: "Credit",
  pays: "Pays dues",
  byCard: "by card on file",
  byHand: "by hand, at the desk",
  card: "Card on file",
  expires: "expires",
  expired: "expired",
  draws: "Draws",
  lastDraw: "Last draw",
  nextDraw: "Next draw",
  paid: "paid",
  open: "still open",
  none: "none",
  saved: (from, to) => `Saved against dues, ${from} \u2013 ${to}`,
  dues: "Dues",
  off: "Taken off dues, fees and services",
  benefits: (used) => (used === 1 ? "1 benefit used, at list price" : `${used} benefits used, at list price`),
  savedTotal: "Saved",
  notReal: "TRAINING \u2013 not a real household",
};

const spanish: SheetWords = {
  sheet: "Hoja del hogar",
  household: "Hogar",
  asOf: "Al",
  mail: "Correo y avisos",
  mailBy: { email: "por correo electr\u00f3nico", text: "por mensaje", print: "en papel" },
  members: "Miembros y planes",
  member: "Miembro",
  plan: "Plan",
  standing: "Estado",
  paidThrough: "Pagado hasta",
  left: "Lo que queda",
  noPlan: "sin plan",
  payer: "paga",
  years: (age) => (age === 1 ? "1 a\u00f1o" : `${age} a\u00f1os`),
  per: (months) => ({ 1: "al mes", 3: "al trimestre", 6: "al semestre", 12: "al a\u00f1o" })[months] ?? `cada ${months} meses`,
  standings: {
    active: "Activo",
    pending: "Pendiente",
    cancelling: "Por cancelar",
    on_hold: "En pausa",
    past_due: "Atrasado",
    lapsed: "Caducado",
    expired: "Vencido",
    cancelled: "Cancelado",
  },
  leftOf: (label, left, quantity, until) => `${label}: ${left} de ${quantity}, hasta ${until}`,
  more: { before: "y", after: "m\u00e1s, en sus expedientes" },
  money: "Cuenta",
  balance: "Saldo",
  pastDue: "Atrasado",
  since: "desde",
  credit: "Saldo a favor",
  pays: "Paga las cuotas",
  byCard: "con tarjeta guardada",
  byHand: "en la recepci\u00f3n",
  card: "Tarjeta guardada",
  expires: "vence",
  expired: "vencida",
  draws: "Cobros",
  lastDraw: "\u00daltimo cobro",
  nextDraw: "Pr\u00f3ximo cobro",
  paid: "pagado",
  open: "pendiente",
  none: "ninguno",
  saved: (from, to) => `Ahorro frente a las cuotas, ${from} \u2013 ${to}`,
  dues: "Cuotas",
  off: "Descontado de cuotas, cargos y servicios",
  benefits: (used) => (used === 1 ? "1 beneficio usado, a precio de lista" : `${used} beneficios usados, a precio de lista`),
  savedTotal: "Ahorrado",
  notReal: "PRUEBA \u2013 no es un hogar real",
};

export function sheetWords(locale: string, own?: OwnWords): SheetWords {
  const language = documentLanguage(locale);
  return withOwnWords(language === "es" ? spanish : english, "sheet", language, own);
}
