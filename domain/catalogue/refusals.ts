/** Refusal codes of the service catalogue with the facts their sentences need (PPL-9, F-17). */
export type ServiceProblem = "code" | "name" | "category" | "price" | "tax_without_rate";

export type CatalogueRefusals = {
  service_not_found: Record<never, never>;
  service_wrong: { what: ServiceProblem };
  service_code_taken: { code: string; name: string };
  service_price_past: { earliestOn: string };
  service_price_same: { priceCents: number };
};
