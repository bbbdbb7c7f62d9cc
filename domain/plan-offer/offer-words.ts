/** The fixed words of a plan offer, by language (DOC-8 ships English and Spanish). */
import type { PeriodMonths } from "../calendar.ts";
import type { TextLanguage } from "../texts/language.ts";
import { withOwnWords, type OwnWords } from "../texts/own-words.ts";

export type OfferWords = {
  readonly heading: string;
  readonly plan: string;
  readonly period: string;
  readonly date: string;
  readonly account: string;
  /** The figure in the box: what would have been saved, or what more would have been paid. */
  readonly saved: string;
  readonly more: string;
  readonly even: string;
  readonly visits: string;
  readonly noVisits: string;
  readonly day: string;
  readonly service: string;
  readonly listFee: string;
  readonly withPlan: string;
  readonly without: string;
  readonly services: string;
  readonly dues: (each: string, periods: number, months: PeriodMonths) => string;
  readonly activation: string;
  readonly tax: string;
  readonly total: string;
  readonly difference: string;
  readonly included: (label: string, units: number, quantity: number) => string;
  readonly discount: (off: string) => string;
  readonly how: string;
  readonly savedSentence: (amount: string, plan: string) => string;
  readonly moreSentence: (amount: string, plan: string) => string;
  readonly evenSentence: (plan: string) => string;
};

const englishPeriods: Readonly<Record<PeriodMonths, string>> = { 1: "month", 3: "quarter", 6: "half-year", 12: "year" };
const spanishPeriods: Readonly<Record<PeriodMonths, string>> = { 1: "mes", 3: "trimestre", 6: "semestre", 12: "año" };

const english: OfferWords = {
  heading: "Plan offer",
  plan: "Plan",
  period: "Visits",
  date: "Date",
  account: "Account",
  saved: "You would have saved",
  more: "You would have paid more",
  even: "It would have cost the same",
  visits: "Your visits of the last twelve months",
  noVisits: "No visits in these twelve months.",
  day: "Day",
  service: "Service",
  listFee: "List fee",
  withPlan: "With the plan",
  without: "Without the plan",
  services: "Visits",
  dues: (each, periods, months) => `Dues: ${periods} × ${each} a ${englishPeriods[months]}`,
  activation: "Activation fee, once",
  tax: "Tax",
  total: "Together",
  difference: "Difference",
  included: (label, units, quantity) => (units === quantity ? `included: ${label}` : `${units} of ${quantity} included: ${label}`),
  discount: (off) => `${off} less for members`,
  how: "Worked out at today’s list fees, as if the plan had begun twelve months ago. What carries over from year to year is not counted. What you will need in the next twelve months may differ.",
  savedSentence: (amount, plan) => `On ${plan} the same visits would have cost ${amount} less, dues and fees included.`,
  moreSentence: (amount, plan) => `On ${plan} the same visits would have cost ${amount} more, dues and fees included. The plan pays off when more of what it includes is used.`,
  evenSentence: (plan) => `On ${plan} the same visits would have cost the same, dues and fees included.`,
};

const spanish: OfferWords = {
  heading: "Oferta de plan",
  plan: "Plan",
  period: "Visitas",
  date: "Fecha",
  account: "Cuenta",
  saved: "Usted habría ahorrado",
  more: "Usted habría pagado más",
  even: "Habría costado lo mismo",
  visits: "Sus visitas de los últimos doce meses",
  noVisits: "Sin visitas en estos doce meses.",
  day: "Día",
  service: "Servicio",
  listFee: "Precio",
  withPlan: "Con el plan",
  without: "Sin el plan",
  services: "Visitas",
  dues: (each, periods, months) => `Cuotas: ${periods} × ${each} por ${spanishPeriods[months]}`,
  activation: "Cuota de activación, una vez",
  tax: "Impuesto",
  total: "En total",
  difference: "Diferencia",
  included: (label, units, quantity) => (units === quantity ? `incluido: ${label}` : `${units} de ${quantity} incluidos: ${label}`),
  discount: (off) => `${off} menos para miembros`,
  how: "Calculado con los precios de hoy, como si el plan hubiera empezado hace doce meses. Lo que pasa de un año a otro no se cuenta. Lo que necesite en los próximos doce meses puede ser distinto.",
  savedSentence: (amount, plan) => `Con ${plan} las mismas visitas habrían costado ${amount} menos, con cuotas y activación incluidas.`,
  moreSentence: (amount, plan) => `Con ${plan} las mismas visitas habrían costado ${amount} más, con cuotas y activación incluidas. El plan conviene cuando se usa más de lo que incluye.`,
  evenSentence: (plan) => `Con ${plan} las mismas visitas habrían costado lo mismo, con cuotas y activación incluidas.`,
};

export function offerWords(language: TextLanguage, own?: OwnWords): OfferWords {
  return withOwnWords(language === "es" ? spanish : english, "offer", language, own);
}
