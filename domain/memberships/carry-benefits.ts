/** Which benefit of a new plan takes over the uses of one of the old plan (MEM-9): those of its category. */
import type { PlanBenefit } from "./plan.ts";

export type RunningGrant = { readonly id: number; readonly benefit: string; readonly label: string; readonly used: number };

/** What an old grant becomes: it stays with another quantity, or ends. */
export type CarriedBenefit = {
  readonly benefit: PlanBenefit;
  /** The old grant of the same benefit, which goes on with the new quantity. */
  readonly keeps: RunningGrant | null;
  /** Units used of other old benefits of its category. */
  readonly usedElsewhere: number;
};

/**
 * One answer for each new benefit. Every old use is carried once, to the first benefit it fits, so that
 * left = max(0, new − used).
 */
export function carryUses(
  oldBenefits: readonly PlanBenefit[],
  newBenefits: readonly PlanBenefit[],
  running: readonly RunningGrant[],
): CarriedBenefit[] {
  const open = new Set(running);
  const take = (grants: readonly RunningGrant[]): RunningGrant[] => grants.filter((grant) => open.delete(grant));
  const kept = new Map(newBenefits.map(({ key }) => [key, take(running.filter(({ benefit }) => benefit === key))[0] ?? null]));
  return newBenefits.map((benefit) => {
    const like = take(running.filter((grant) => isAlike(oldBenefits.find(({ key }) => key === grant.benefit), grant, benefit)));
    return {
      benefit,
      keeps: kept.get(benefit.key) ?? null,
      usedElsewhere: like.reduce((sum, { used }) => sum + used, 0),
    };
  });
}

/** The same category, a service in common, or the same name. */
function isAlike(old: PlanBenefit | undefined, grant: RunningGrant, benefit: PlanBenefit): boolean {
  if (grant.label.trim().toLowerCase() === benefit.label.trim().toLowerCase()) return true;
  const [a, b] = [old?.scope, benefit.scope];
  if (a?.kind === "category" && b.kind === "category") return a.category === b.category;
  return a?.kind === "services" && b.kind === "services" && a.codes.some((code) => b.codes.includes(code));
}
