/**
 * A starter set (PPL-15): plans, services, words and an agreement a new office can begin with. It is
 * put in as drafts of the office's own, every value of which can be changed; codes are plain words,
 * no proprietary descriptor is shipped (PPL-9).
 */
import { plainTemplate, type TemplateText } from "../agreements/agreement-text.ts";
import type { ServiceFacts } from "../catalogue/service-check.ts";
import { plainTerms } from "../memberships/plan-defaults.ts";
import type { PlanTerms } from "../memberships/plan.ts";
import { toCents, type Cents } from "../money.ts";

export type Specialty = "dental" | "aesthetics" | "massage" | "counselling";
export const specialties: readonly Specialty[] = ["dental", "aesthetics", "massage", "counselling"];

export type StarterService = ServiceFacts & { readonly priceCents: Cents };

export type StarterPlan = {
  readonly terms: PlanTerms;
  /** The plan of the set that a member grows into, by its name. */
  readonly ageOutToName: string | null;
};

export type StarterSet = {
  readonly specialty: Specialty;
  readonly title: string;
  /** What is in it, in one sentence. */
  readonly sentence: string;
  readonly services: readonly StarterService[];
  readonly plans: readonly StarterPlan[];
  readonly template: TemplateText;
};

/** A service in whole currency units; untaxed, as services mostly are. */
export function service(code: string, name: string, category: string, price: number, durationMinutes: number | null = null): StarterService {
  return { code, name, category, durationMinutes, taxable: false, taxRatePpm: 0, priceCents: toCents(price * 100) };
}

/** A product a sales tax is mostly due on; the rate is a beginning. */
export function product(code: string, name: string, price: number): StarterService {
  return { ...service(code, name, "Products", price), taxable: true, taxRatePpm: 60_000 };
}

/** A plan with a monthly and perhaps an annual price, in whole currency units. */
export function plan(
  name: string,
  descriptor: string,
  prices: { readonly month: number; readonly year?: number },
  over: Partial<PlanTerms>,
  ageOutToName: string | null = null,
): StarterPlan {
  return {
    ageOutToName,
    terms: {
      ...plainTerms,
      name,
      descriptor,
      prices: [
        { months: 1, priceCents: toCents(prices.month * 100) },
        ...(prices.year === undefined ? [] : [{ months: 12 as const, priceCents: toCents(prices.year * 100) }]),
      ],
      agreementRequired: true,
      ...over,
    },
  };
}

export function fee(units: number, over: Partial<PlanTerms["activation"]> = {}): PlanTerms["activation"] {
  return { ...plainTerms.activation, feeCents: toCents(units * 100), ...over };
}

export function template(name: string, words: string): TemplateText {
  return { ...plainTemplate, name, body: `${plainTemplate.body}\n\n${words}` };
}
