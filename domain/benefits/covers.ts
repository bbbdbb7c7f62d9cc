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

function plain(text: string): string {
  return text.trim().toLowerCase();
}
