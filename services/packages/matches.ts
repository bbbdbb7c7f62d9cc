/** What fits a service of a patient on a day (PKG-3): benefits and packages, best first. */
import { findService, type ServiceRow } from "#db/catalogue/services.ts";
import type { ReadableDb } from "#db/database.ts";
import { listSalesFor, listUsableUnits, type SaleRow, type UsableUnit } from "#db/packages/sales.ts";
import type { Day } from "#domain/calendar.ts";
import type { BenefitGrantId, HouseholdId, PackageSaleId, PatientId, ServiceId } from "#domain/identity.ts";
import { addCents, toCents, zeroCents, type Cents } from "#domain/money.ts";
import { compareMatches, whyNotUsable, type NotUsable, type SaleFacts } from "#domain/packages/match.ts";
import { upsizeCents } from "#domain/packages/redeem-price.ts";
import { benefitsFor } from "../benefits/usable.ts";

export type Visit = {
  readonly patientId: PatientId;
  readonly householdId: HouseholdId;
  readonly serviceId: ServiceId;
  readonly serviceOn: Day;
};

export type Match = {
  readonly kind: "benefit" | "package";
  readonly saleId: PackageSaleId | null;
  readonly grantId: BenefitGrantId | null;
  readonly name: string;
  readonly ownerName: string;
  /** Of this package or benefit, before this use. */
  readonly left: number;
  /** How many uses it would take; fewer than the line has leave the rest to pay. */
  readonly uses: number;
  /** The last day on which it can be used. */
  readonly expiresOn: Day | null;
  readonly boughtOn: Day;
  /** What the use is worth, and what the patient pays on top for a larger service. */
  readonly valueCents: Cents;
  readonly upsizeCents: Cents;
  /** For another service than it was sold for, a larger or a smaller one of its category. */
  readonly isOther: boolean;
};

/** The unit of a sale that would be used for a service, and what is to pay on top. */
export type UnitMatch = { readonly unit: UsableUnit; readonly includedListCents: Cents; readonly upsizeCents: Cents };

const mostSales = 200;

/**
 * Best first: a benefit, then what expires first, then what was bought first; what is for another service
 * last. `quantity` is the line's: a package gives it as many uses as it has, a benefit covers one at a time.
 */
export function matchesFor(db: ReadableDb, visit: Visit, quantity = 1): Match[] {
  const service = findService(db, visit.serviceId, visit.serviceOn);
  if (!service) return [];
  const packages = listSalesFor(db, visit.patientId, visit.householdId, mostSales).flatMap((sale): Match[] => {
    const most = sale.terms.insuranceFriendly ? 1 : quantity;
    const found = findUnits(db, sale, visit, service, most);
    // An insurer reads one visit on each invoice (PKG-8).
    if (found === null || typeof found === "string" || most < quantity) return [];
    return [
      {
        kind: "package",
        saleId: sale.saleId,
        grantId: null,
        name: sale.terms.name,
        ownerName: sale.patientName,
        left: listUsableUnits(db, sale, visit.serviceOn).length,
        expiresOn: sale.expiresOn,
        boughtOn: sale.boughtOn,
        uses: found.length,
        valueCents: addCents(...found.map(({ unit }) => unit.valueCents)),
        upsizeCents: addCents(...found.map((one) => one.upsizeCents)),
        isOther: sale.terms.contents.kind === "fixed" && found.some(({ unit }) => unit.serviceId !== service.serviceId),
      },
    ];
  });
  const benefits = quantity === 1 ? benefitsFor(db, visit, service) : [];
  return [...benefits, ...packages].toSorted((a, b) => compareMatches({ ...a, seq: a.saleId ?? a.grantId ?? 0 }, { ...b, seq: b.saleId ?? b.grantId ?? 0 }));
}

/**
 * The uses of a sale that fit, as many as are wanted and can be had, one for this very service before a
 * smaller one; null where nothing of it is for the service, else why what fits cannot be used.
 */
export function findUnits(db: ReadableDb, sale: SaleRow, visit: Visit, service: ServiceRow, wanted: number): UnitMatch[] | NotUsable | null {
  const facts = factsOf(sale, visit.householdId);
  const fitting = listUsableUnits(db, sale, visit.serviceOn).flatMap((unit): UnitMatch[] => {
    const included = includedListCents(db, sale, unit, visit.serviceOn, service);
    if (included === null) return [];
    return [{ unit, includedListCents: included, upsizeCents: upsizeCents(service.priceCents ?? zeroCents, included) }];
  });
  const best = fitting.toSorted((a, b) => rank(a, visit, service) - rank(b, visit, service));
  const found: UnitMatch[] = [];
  let redeemedCents = facts.redeemedCents;
  for (const match of best) {
    if (found.length === wanted) break;
    // What is taken with this line counts against what is paid as well (PKG-2).
    if (whyNotUsable({ ...facts, redeemedCents }, match.unit, visit.patientId, visit.serviceOn) !== null) continue;
    found.push(match);
    redeemedCents = addCents(redeemedCents, match.unit.valueCents);
  }
  if (found.length > 0) return found;
  const [first] = best;
  return first ? whyNotUsable(facts, first.unit, visit.patientId, visit.serviceOn) : null;
}

/** What was given to this person first, then what needs nothing on top. */
function rank({ unit, upsizeCents: more }: UnitMatch, visit: Visit, service: ServiceRow): number {
  const isOwn = unit.holderId === visit.patientId;
  const isExact = unit.serviceId === null || unit.serviceId === service.serviceId;
  return (isExact ? 0 : 2) + (isOwn ? 0 : 1) + (more > 0 ? 4 : 0);
}

/** What the unit's own service costs that day; a pool includes each of its services. Null: it is not for this service. */
function includedListCents(db: ReadableDb, sale: SaleRow, unit: UsableUnit, on: Day, service: ServiceRow): Cents | null {
  const { contents } = sale.terms;
  if (unit.serviceId === service.serviceId) return service.priceCents ?? zeroCents;
  if (contents.kind === "pool") return contents.serviceIds.includes(service.serviceId) ? (service.priceCents ?? zeroCents) : null;
  const included = unit.serviceId === null ? undefined : findService(db, unit.serviceId, on);
  // Another one of the same kind: 90 minutes in place of 60.
  return included && included.category === service.category ? (included.priceCents ?? zeroCents) : null;
}

export function factsOf(sale: SaleRow, householdId: HouseholdId): SaleFacts {
  return {
    saleId: sale.saleId,
    terms: sale.terms,
    ownerId: sale.patientId,
    isSameHousehold: sale.householdId === householdId,
    cancelledOn: sale.cancelledOn,
    expiresOn: sale.expiresOn,
    paidCents: sale.paidCents,
    isPaid: sale.balanceCents <= 0,
    inParts: sale.inParts === 1,
    redeemedCents: sale.redeemedCents,
  };
}

/** What is still to be paid before a use of so much can be redeemed. */
export function openBeforeUse(sale: SaleRow, valueCents: Cents): Cents {
  if (sale.terms.unlock === "when_paid" && sale.inParts === 0) return sale.balanceCents;
  return toCents(Math.max(1, Math.min(sale.balanceCents, addCents(sale.redeemedCents, valueCents, -sale.paidCents))));
}
