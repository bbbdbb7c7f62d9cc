/**
 * The sample practice's packages, each in another state: part used, expired with something left, shared in a
 * family, paid in parts, and one for an insurer. Its own days, so that the story beside it stays as it is.
 */
import type { WritableDb } from "#db/database.ts";
import { insertPackage } from "#db/packages/catalogue.ts";
import { findStaffByUsername, setLicence } from "#db/staff.ts";
import { addDays, type Day } from "#domain/calendar.ts";
import type { HouseholdId, PackageId, PackageSaleId, PatientId, ServiceId } from "#domain/identity.ts";
import { toCents, zeroCents } from "#domain/money.ts";
import { plainExpiry, type PackageTerms } from "#domain/packages/package-terms.ts";
import { addServiceWithin } from "../catalogue/manage-services.ts";
import type { Work } from "../context.ts";
import { expirePackages } from "../packages/expire.ts";
import { redeemVisitWithin } from "../packages/redeem.ts";
import { sellWithin, type Instalments } from "../packages/sell.ts";
import { takePayment } from "../payments/take.ts";

type Act = (work: Work, db: WritableDb) => void;
type Person = { readonly patientId: PatientId; readonly householdId: HouseholdId };

export class SamplePackages {
  readonly #diary = new Map<Day, Act[]>();
  readonly #todayOn: Day;
  #polish = 0 as ServiceId;

  constructor(todayOn: Day) {
    this.#todayOn = todayOn;
    this.#on(-430, (work, db) => this.#stock(work, db));
  }

  live(work: Work, db: WritableDb): void {
    for (const act of this.#diary.get(work.today) ?? []) act(work, db);
    expirePackages(work, db);
  }

  #on(daysFromToday: number, act: Act): void {
    const day = addDays(this.#todayOn, daysFromToday);
    this.#diary.set(day, [...(this.#diary.get(day) ?? []), act]);
  }

  #stock(work: Work, db: WritableDb): void {
    for (const [username, licence] of [["helen", "DN 20417"], ["wei", "DN 31882"]] as const) {
      const person = findStaffByUsername(db, username);
      if (person) setLicence(db, person.id, licence);
    }
    const service = (code: string, name: string, durationMinutes: number, cents: number) =>
      addServiceWithin(work, db, { code, name, category: "Cosmetic", durationMinutes, taxable: false, taxRatePpm: 0, priceCents: toCents(cents) }).serviceId;
    const whitening = service("WHITE", "Whitening session", 45, 15_000);
    this.#polish = service("POLISH", "Air polishing", 30, 9000);
    const fixed = (serviceId: ServiceId, quantity: number): PackageTerms["contents"] => ({ kind: "fixed", items: [{ serviceId, quantity }] });
    const add = (name: string, contents: PackageTerms["contents"], cents: number, over: Partial<PackageTerms> = {}): PackageId =>
      insertPackage(db, { terms: { ...plain, name, contents, priceCents: toCents(cents), ...over }, createdBy: null, createdAt: work.now });
    const four = add("Four whitenings", fixed(whitening, 4), 50_000);
    const family = add("Six polishings for the family", fixed(this.#polish, 6), 45_000, { shareable: true });
    const any = add("Any five", { kind: "pool", quantity: 5, serviceIds: [whitening, this.#polish] }, 55_000, { unlock: "as_paid" });
    add("Six polishings with receipts", fixed(this.#polish, 6), 48_000, { insuranceFriendly: true, refundMethod: "pro_rata" });
    this.#sales({ four, family, any, whitening });
  }

  #sales(of: { readonly four: PackageId; readonly family: PackageId; readonly any: PackageId; readonly whitening: ServiceId }): void {
    const { four, family, any, whitening } = of;
    // Used twice, and forgotten until the year was over.
    this.#sell(-425, 0, four, [[-400, whitening], [-380, whitening]]);
    this.#sell(-60, 1, four, [[-45, whitening], [-20, whitening]]);
    this.#sell(-40, 2, family, [[-25, null]], { other: true });
    this.#sell(-1, 3, any, [], { instalments: { count: 3, every: "month", payBy: "desk" } });
  }

  #sell(day: number, family: number, packageId: PackageId, uses: readonly (readonly [day: number, serviceId: ServiceId | null])[], how: How = {}): void {
    this.#on(day, (work, db) => {
      const people = familyOf(db, family);
      const [owner] = people;
      if (!owner) return;
      const instalments: Instalments | null = how.instalments ? { ...how.instalments, firstOn: work.today } : null;
      const { saleId, invoiceId, balanceCents, parts } = sellWithin(work, db, { packageId, patientId: owner.patientId, instalments });
      const cents = parts[0]?.cents ?? balanceCents;
      if (cents > 0)
        takePayment(work, db, { householdId: owner.householdId, tender: "card_terminal", amountCents: cents, tenderedCents: null, reference: "Terminal", choices: [{ invoiceId, cents }], note: "" });
      for (const [use, serviceId] of uses) this.#on(use, (at, w) => redeemIn(at, w, saleId, (how.other ? people[1] : owner) ?? owner, serviceId ?? this.#polish));
    });
  }
}

type How = { readonly other?: boolean; readonly instalments?: Omit<Instalments, "firstOn"> };

const plain: Omit<PackageTerms, "name" | "contents" | "priceCents"> = {
  expiry: plainExpiry,
  shareable: false,
  refundMethod: "list_price",
  refundFeeCents: zeroCents,
  insuranceFriendly: false,
  taxed: "redemption",
  unlock: "when_paid",
};

function redeemIn(work: Work, db: WritableDb, saleId: PackageSaleId, { patientId }: Person, serviceId: ServiceId): void {
  const provider = findStaffByUsername(db, "wei");
  redeemVisitWithin(work, db, { patientId, serviceId, serviceOn: work.today, providerId: provider?.id ?? null, saleId });
}

/** Active people of the nth household of several, whose payer pays by hand, in the order of their charts. */
function familyOf(db: WritableDb, place: number): Person[] {
  const household = db.get<{ id: HouseholdId }>(
    `select h.id from household h where h.pays_by = 'manual' and (select count(*) from patient p where p.household_id = h.id and p.status = 'active') >= 2
     order by h.id limit 1 offset ?`,
    12 + place * 5,
  );
  if (!household) return [];
  return db.all<Person>("select id as patientId, household_id as householdId from patient where household_id = ? and status = 'active' order by id", household.id);
}
