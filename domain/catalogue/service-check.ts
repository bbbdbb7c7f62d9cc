/** A service or product the office offers (PPL-9, INV-1) and what makes one wrong. Codes are free text; none are shipped. */
import type { Cents } from "../money.ts";
import { refuse } from "../refusal.ts";
import type { ServiceProblem } from "./refusals.ts";

export const catalogueKinds = ["service", "product"] as const;
/** A product is sold over the counter: it takes no time, and stands as a product on the invoice. */
export type CatalogueKind = (typeof catalogueKinds)[number];

export type ServiceFacts = {
  /** Left out it is a service. */
  readonly kind?: CatalogueKind;
  readonly code: string;
  readonly name: string;
  readonly category: string;
  readonly durationMinutes: number | null;
  readonly taxable: boolean;
  /** Parts per million; 0 where it is not taxable. */
  readonly taxRatePpm: number;
};

/** Answers the facts as they are kept: no spaces around words, no rate without tax. Refuses `service_wrong`. */
export function checkService(given: ServiceFacts): ServiceFacts {
  const service = {
    ...given,
    ...(given.kind === "product" ? { durationMinutes: null } : {}),
    code: given.code.trim(),
    name: given.name.trim(),
    category: given.category.trim(),
    taxRatePpm: given.taxable ? given.taxRatePpm : 0,
  };
  const what = serviceProblem(service);
  return what === null ? service : refuse("service_wrong", { what });
}

export function checkListPrice(priceCents: Cents): Cents {
  return priceCents < 0 ? refuse("service_wrong", { what: "price" }) : priceCents;
}

function serviceProblem(service: ServiceFacts): ServiceProblem | null {
  if (service.code === "") return "code";
  if (service.name === "") return "name";
  if (service.category === "") return "category";
  return service.taxable && service.taxRatePpm <= 0 ? "tax_without_rate" : null;
}
