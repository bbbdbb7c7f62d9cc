/** What a brochure says about a plan, by language (DOC-8): from the plan's terms, as people say them. */
import type { PeriodMonths } from "../calendar.ts";
import { waitingDaysOf, type MemberDiscount, type PlanBenefit, type PlanTerms } from "../memberships/plan.ts";
import type { TextLanguage } from "../texts/language.ts";
import { withOwnWords, type OwnWords } from "../texts/own-words.ts";

export type BrochureWords = {
  readonly title: string;
  readonly about: string;
  readonly join: string;
  readonly plans: string;
  readonly included: string;
  readonly pays: string;
  readonly call: string;
  readonly scanWeb: string;
  readonly scanPhone: string;
  readonly more: (count: number) => string;
};

const periods: Readonly<Record<TextLanguage, Readonly<Record<PeriodMonths, string>>>> = {
  en: { 1: "a month", 3: "a quarter", 6: "every six months", 12: "a year" },
  es: { 1: "al mes", 3: "al trimestre", 6: "cada seis meses", 12: "al año" },
};

const words: Readonly<Record<TextLanguage, BrochureWords>> = {
  en: {
    title: "Brochure of plans",
    about: "Why a plan?",
    join: "How to join",
    plans: "Our plans",
    included: "Included",
    pays: "And for less",
    call: "Questions? Call us",
    scanWeb: "Scan to read more",
    scanPhone: "Scan to call us",
    more: (count) => `and ${count} more: ask us`,
  },
  es: {
    title: "Folleto de planes",
    about: "¿Por qué un plan?",
    join: "Cómo inscribirse",
    plans: "Nuestros planes",
    included: "Incluye",
    pays: "Y por menos",
    call: "¿Preguntas? Llámenos",
    scanWeb: "Escanee para leer más",
    scanPhone: "Escanee para llamarnos",
    more: (count) => `y ${count} más: pregúntenos`,
  },
};

export function brochureWords(language: TextLanguage, own?: OwnWords): BrochureWords {
  return withOwnWords(words[language], "brochure", language, own);
}

type Money = (cents: number) => string;

export function pricePer(language: TextLanguage, months: PeriodMonths): string {
  return periods[language][months];
}

/** `2 × Cleanings a year, up to $80.00 each, after 30 days`. */
export function includedWords(language: TextLanguage, terms: PlanTerms, benefit: PlanBenefit, periodMonths: PeriodMonths, money: Money): string {
  const spanish = language === "es";
  const per = pricePer(language, benefit.per === "period" ? periodMonths : 12);
  const waiting = waitingDaysOf(terms, benefit);
  return [
    `${benefit.quantity} \u00d7 ${benefit.label} ${per}`,
    ...(benefit.valueCapCents === null ? [] : [spanish ? `hasta ${money(benefit.valueCapCents)} cada una` : `up to ${money(benefit.valueCapCents)} each`]),
    ...(waiting === 0 ? [] : [spanish ? `después de ${waiting} días` : `after ${waiting} days`]),
  ].join(", ");
}

/** `20% off everything else`; a service by its name, as the catalogue has it. */
export function discountWords(language: TextLanguage, { on, off }: MemberDiscount, serviceName: (code: string) => string, money: Money): string {
  const spanish = language === "es";
  const what = on.kind === "all" ? (spanish ? "todo lo demás" : "everything else") : on.kind === "category" ? on.category : serviceName(on.code);
  if (off.kind === "member_price") return spanish ? `${what} por ${money(off.cents)}` : `${what} for ${money(off.cents)}`;
  const percent = `${(off.basisPoints / 100).toLocaleString(spanish ? "es-US" : "en-US", { maximumFractionDigits: 2 })}%`;
  return spanish ? `${percent} menos en ${what}` : `${percent} off ${what}`;
}

/** `18 and older`; null where it is for everybody. */
export function forWhom(language: TextLanguage, { minAge, maxAgeExclusive }: PlanTerms["audience"]): string | null {
  const spanish = language === "es";
  if (minAge === null && maxAgeExclusive === null) return null;
  if (maxAgeExclusive === null) return spanish ? `Desde los ${minAge} años` : `Ages ${minAge} and older`;
  if (minAge === null) return spanish ? `Menores de ${maxAgeExclusive} años` : `Under ${maxAgeExclusive}`;
  return spanish ? `De ${minAge} a ${maxAgeExclusive - 1} años` : `Ages ${minAge} to ${maxAgeExclusive - 1}`;
}

export function activationWords(language: TextLanguage, { activation }: PlanTerms, money: Money): string | null {
  if (activation.feeCents === 0) return null;
  const spanish = language === "es";
  const amount = money(activation.feeCents);
  const basis = {
    per_member: spanish ? "por persona" : "per person",
    per_household: spanish ? "por familia" : "per household",
    per_household_capped: spanish ? `para las primeras ${activation.cap ?? 1} personas de la familia` : `for the first ${activation.cap ?? 1} people of a household`,
  }[activation.basis];
  const first = activation.includesFirstPeriod ? (spanish ? ", incluye el primer mes" : ", first month included") : "";
  return spanish ? `Activación: ${amount} ${basis}, una vez${first}` : `Activation: ${amount} ${basis}, once${first}`;
}

/** What further members of a household pay less; null where all pay alike. */
export function familyWords(language: TextLanguage, { householdPricing: pricing }: PlanTerms, money: Money): string | null {
  const spanish = language === "es";
  if (pricing.kind === "none") return null;
  if (pricing.kind === "cap") {
    const [price] = pricing.prices;
    if (!price) return null;
    const per = pricePer(language, price.months);
    return spanish ? `Familias de hasta ${pricing.people}: ${money(price.capCents)} ${per} en total` : `Families of up to ${pricing.people}: ${money(price.capCents)} ${per} together`;
  }
  const [step] = pricing.steps.toSorted((a, b) => a.nth - b.nth);
  if (!step) return null;
  const less = step.off.kind === "percent" ? `${step.off.basisPoints / 100}%` : money(step.off.cents);
  return spanish ? `Desde la persona ${step.nth} de la familia: ${less} menos` : `From member ${step.nth} of a household: ${less} less`;
}
