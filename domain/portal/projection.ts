/**
 * What the portal may show of a household (PKG-4): plans with their standing and next draw, benefits and packages
 * with what is left. Built from named fields only, so that a field somebody adds to the facts is not shown by itself;
 * of packages that came from another household there is neither a name nor a number.
 */
import type { Day } from "../calendar.ts";
import type { HouseholdId, PatientId } from "../identity.ts";
import type { Cents } from "../money.ts";
import type { Standing } from "../memberships/standing-words.ts";
import type { PortalSettings } from "./settings.ts";

export type PersonFacts = { readonly patientId: PatientId; readonly householdId: HouseholdId; readonly firstName: string };

export type MembershipFacts = {
  readonly patientId: PatientId;
  readonly planName: string;
  readonly standing: Standing;
  readonly startOn: Day;
  readonly paidThroughOn: Day | null;
  readonly nextDrawOn: Day | null;
  readonly nextDrawCents: Cents | null;
  readonly endsOn: Day | null;
  readonly benefits: readonly { readonly label: string; readonly used: number; readonly quantity: number; readonly untilOn: Day }[];
};

/** One package with the uses that are left, each with who may use it. */
export type PackageFacts = {
  readonly householdId: HouseholdId;
  readonly name: string;
  readonly isPaid: boolean;
  readonly expiresOn: Day | null;
  readonly cancelledOn: Day | null;
  readonly open: readonly { readonly serviceName: string | null; readonly holderId: PatientId | null }[];
};

export type PortalFacts = {
  readonly householdId: HouseholdId;
  /** Those of the household who are patients now. */
  readonly people: readonly PersonFacts[];
  readonly memberships: readonly MembershipFacts[];
  /** Its own, and those of which somebody of it was given uses. */
  readonly packages: readonly PackageFacts[];
};

export type PortalMembership = {
  readonly who: string;
  readonly plan: string;
  readonly standing: Standing;
  readonly since: Day;
  readonly paidThroughOn: Day | null;
  readonly nextDraw: { readonly on: Day; readonly cents: Cents } | null;
  readonly endsOn: Day | null;
  readonly benefits: { readonly label: string; readonly left: number; readonly of: number; readonly untilOn: Day }[];
};

export type PortalPackage = {
  readonly name: string;
  /** Whose alone it is; null for everybody of the household. */
  readonly who: string | null;
  readonly left: number;
  readonly services: { readonly name: string; readonly left: number }[];
  readonly expiresOn: Day | null;
  readonly isPaid: boolean;
};

export type PortalView = {
  readonly asOfOn: Day;
  /** Null: the practice does not show balances. */
  readonly balances: { readonly memberships: PortalMembership[]; readonly packages: PortalPackage[] } | null;
  /** What a patient can ask for. */
  readonly can: { readonly join: boolean; readonly buyPackages: boolean; readonly redeem: boolean };
};

export function portalView(facts: PortalFacts, settings: PortalSettings, today: Day): PortalView {
  return {
    asOfOn: today,
    balances: settings.showBalances ? { memberships: shownMemberships(facts), packages: shownPackages(facts, today) } : null,
    can: { join: settings.joinRequests, buyPackages: settings.buyPackages, redeem: settings.redeem },
  };
}

/** What is over is no balance any more. */
const over: ReadonlySet<Standing> = new Set<Standing>(["cancelled", "expired", "lapsed"]);

function shownMemberships({ householdId, people, memberships }: PortalFacts): PortalMembership[] {
  const own = new Map(people.filter((one) => one.householdId === householdId).map((one) => [one.patientId, one.firstName]));
  return memberships.flatMap((one): PortalMembership[] => {
    const who = own.get(one.patientId);
    if (who === undefined || over.has(one.standing)) return [];
    return [
      {
        who,
        plan: one.planName,
        standing: one.standing,
        since: one.startOn,
        paidThroughOn: one.paidThroughOn,
        nextDraw: one.nextDrawOn === null || one.nextDrawCents === null ? null : { on: one.nextDrawOn, cents: one.nextDrawCents },
        endsOn: one.endsOn,
        benefits: one.benefits.map(({ label, used, quantity, untilOn }) => ({ label, left: Math.max(0, quantity - used), of: quantity, untilOn })),
      },
    ];
  });
}

function shownPackages({ householdId, people, packages }: PortalFacts, today: Day): PortalPackage[] {
  const own = new Map(people.filter((one) => one.householdId === householdId).map((one) => [one.patientId, one.firstName]));
  return packages.flatMap((one): PortalPackage[] => {
    if (one.cancelledOn !== null || (one.expiresOn !== null && one.expiresOn <= today)) return [];
    // Uses that were given to somebody elsewhere are theirs; of another household's package only what was given here is shown.
    const usable = one.open.filter(({ holderId }) => (holderId === null ? one.householdId === householdId : own.has(holderId)));
    if (usable.length === 0) return [];
    const holders = new Set(usable.map(({ holderId }) => holderId));
    const [only] = holders;
    return [
      {
        name: one.name,
        who: holders.size === 1 && only !== null && only !== undefined ? (own.get(only) ?? null) : null,
        left: usable.length,
        services: byService(usable),
        expiresOn: one.expiresOn,
        isPaid: one.isPaid,
      },
    ];
  });
}

/** Uses of a pool, which fit several services, are counted in `left` only. */
function byService(open: PackageFacts["open"]): PortalPackage["services"] {
  const counts = new Map<string, number>();
  for (const { serviceName } of open) if (serviceName !== null) counts.set(serviceName, (counts.get(serviceName) ?? 0) + 1);
  return [...counts].map(([name, left]) => ({ name, left }));
}
