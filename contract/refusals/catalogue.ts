import type { Day } from "#domain/calendar.ts";
import type { CatalogueRefusals, ServiceProblem } from "#domain/catalogue/refusals.ts";
import { dayText } from "#domain/day-text.ts";
import { moneyText } from "#domain/money-text.ts";
import type { Sentences } from "./sentence.ts";

export const catalogueSentences: Sentences<CatalogueRefusals> = {
  service_not_found: () => "This service is no longer there. Open the list of services again.",
  service_wrong: ({ what }) => serviceProblems[what],
  service_code_taken: ({ code, name }) => `Code ${code} already belongs to ${name}. Give this service another code.`,
  service_price_past: ({ earliestOn }) =>
    `A price counts from ${dayText(earliestOn as Day)} at the earliest: what was charged before keeps its price. Choose that day or a later one.`,
  service_price_same: ({ priceCents }) =>
    `The price is ${moneyText(priceCents)} on that day already, so there is nothing to change.`,
};

/** What to mend in a service; the form shows them at the field (F-18). */
export const serviceProblems: Record<ServiceProblem, string> = {
  code: "A service needs a code, as short as you like.",
  name: "A service needs a name, as it stands on the invoice.",
  category: "A service needs a category, such as Hygiene.",
  price: "A list price cannot be below zero.",
  tax_without_rate: "Say the tax rate of a taxable service, or switch the tax off.",
};
