/** Which services a benefit is for (PPL-13, PKG-10). Codes and categories are the same in capital and small letters. */
import type { BenefitScope } from "../memberships/plan.ts";
import type { PricedService } from "../pricing/member-discount.ts";

/** A benefit that is only named may cover any service: what its name says, the desk decides. */
export function covers(scope: BenefitScope, service: PricedService): boolean {
  switch (scope.kind) {
    case "named":
      return true;
    case "services":
      return scope.codes.some((code) => plain(code) === plain(service.code));
    case "category":
      return plain(scope.category) === plain(service.category);
  }
}

/** Whether a benefit's name speaks of a service: one word of both begins alike, as in "Cleanings" and "Cleaning, adult". */
export function speaksOf(label: string, service: { readonly name: string; readonly category: string }): boolean {
  const own = new Set(beginnings(label));
  return beginnings(`${service.name} ${service.category}`).some((word) => own.has(word));
}

function beginnings(text: string): string[] {
  return plain(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length >= 4)
    .map((word) => word.slice(0, 5));
}

function plain(text: string): string {
  return text.trim().toLowerCase();
}
