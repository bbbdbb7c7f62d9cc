/** Plan offers from what the practice has on file (DOC-1): which visits count, at which fees, for whom, and the paper of it. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { findDocument } from "#db/statements/records.ts";
import { addDays, toDay, type Day } from "#domain/calendar.ts";
import type { HouseholdId, InvoiceId, PatientId, ServiceId } from "#domain/identity.ts";
import { plainBenefit } from "#domain/memberships/plan-defaults.ts";
import { toCents } from "#domain/money.ts";
import { Refusal } from "#domain/refusal.ts";
import { addService, setServicePrice } from "../catalogue/manage-services.ts";
import { issueTyped } from "../invoices/issue-typed.ts";
import { openClub, type Club } from "../memberships/club.fixture.ts";
import type { PlanView } from "../plans/plan-view.ts";
import { verifyPractice } from "../upkeep/verify-practice.ts";
import { prepareOffer, recordOffer } from "./offer-paper.ts";
import { readOffer, type OfferAsk } from "./read-offer.ts";

let club: Club;
let householdId: HouseholdId;
let rosa: PatientId;
let ben: PatientId;
let cleaning: ServiceId;
let plan: PlanView;
beforeEach(() => {
  club = openClub("2026-11-22");
  const family = club.family("Lee", ["Rosa", "1980-01-01"], ["Ben", "1979-01-01"], ["Mia", "2020-01-01"]);
  ({ householdId } = family);
  [rosa, ben] = family.patientIds as [PatientId, PatientId];
  cleaning = addService(club.cx(), { code: "CLN", name: "Cleaning", category: "Hygiene", durationMinutes: 30, taxable: false, taxRatePpm: 0, priceCents: toCents(11_000) }).serviceId;
  plan = club.plan({
    name: "Smile",
    benefits: [plainBenefit("cleaning", "Cleanings", 1, "benefit_year", { scope: { kind: "services", codes: ["CLN"] } })],
    discounts: [{ on: { kind: "all" }, off: { kind: "percent", basisPoints: 2000 } }],
    insuredAllowed: true,
  });
});
afterEach(() => {
  expect(verifyPractice(club.db).breaches).toEqual([]);
  club.dispose();
});

function visit(on: Day, over: { readonly patientId?: PatientId; readonly unitCents?: number; readonly serviceId?: ServiceId | null; readonly quantity?: number } = {}): InvoiceId {
  const { patientId = rosa, unitCents = 11_000, serviceId = cleaning, quantity = 1 } = over;
  return issueTyped(club.cx(), {
    householdId,
    lines: [{ patientId, kind: "service", serviceId, description: "Cleaning", serviceOn: on, quantity, unitCents: toCents(unitCents), taxRatePpm: 0 }],
    termsDays: 0,
  }).invoiceId;
}
const ask = (over: Partial<OfferAsk> = {}): OfferAsk => ({ householdId, patientIds: [rosa], planVersionId: plan.planVersionId, periodMonths: 1, ...over });
const offer = (over: Partial<OfferAsk> = {}) => readOffer(club.cx(), ask(over)).offer;
const refusal = (work: () => unknown): unknown => {
  try {
    work();
    return undefined;
  } catch (error) {
    if (error instanceof Refusal) return { code: error.code, facts: error.facts };
    throw error;
  }
};

describe("DOC-1 which visits an offer counts", () => {
  test("DOC-1 twelve months that end today, whoever else of the household came", () => {
    visit(toDay("2025-11-22"));
    visit(toDay("2025-11-23"));
    visit(club.today());
    visit(club.today(), { patientId: ben });
    const read = readOffer(club.cx(), ask());
    expect([read.fromOn, read.throughOn]).toEqual(["2025-11-23", "2026-11-22"]);
    expect(read.offer.lines.map(({ visit: { on } }) => on)).toEqual(["2025-11-23", "2026-11-22"]);
    expect(offer({ patientIds: [rosa, ben] }).lines).toHaveLength(3);
    // 110.00 included, 110.00 at 20 % off, dues of 444.00 and the fee of 99.00.
    expect(read.offer).toMatchObject({ withoutCents: 22_000, servicesCents: 8_800, withCents: 8_800 + 44_400 + 9_900, savedCents: 22_000 - 63_100 });
  });

  test("DOC-1 on 29 February the twelve months end on that day", () => {
    club.sleepUntil("2028-02-29");
    const read = readOffer(club.cx(), ask());
    expect([read.fromOn, read.throughOn]).toEqual(["2027-03-01", "2028-02-29"]);
  });

  test("DOC-1 at the list fee of today, whatever was charged then", () => {
    visit(addDays(club.today(), -100), { unitCents: 500 });
    expect(offer().listCents).toBe(11_000);
    setServicePrice(club.cx(), { serviceId: cleaning, effectiveOn: club.today(), priceCents: toCents(12_500) });
    expect(offer().listCents).toBe(12_500);
  });

  test("DOC-1 what was typed freely stands at what it was charged, on both sides", () => {
    visit(addDays(club.today(), -1), { serviceId: null, unitCents: 4_000 });
    expect(offer().lines).toMatchObject([{ listCents: 4_000, planCents: 4_000 }]);
  });

  test("DOC-1 a void invoice is no visit", () => {
    const invoiceId = visit(addDays(club.today(), -1));
    visit(addDays(club.today(), -2));
    expect(offer().lines).toHaveLength(2);
    club.db.write((db) => db.exec("update invoice set voided_on = ? where id = ?", club.today(), invoiceId));
    expect(offer().lines).toHaveLength(1);
    club.db.write((db) => db.exec("update invoice set voided_on = null where id = ?", invoiceId));
  });

  test("DOC-1 nobody came: the offer says what the dues would have cost", () => {
    expect(offer()).toMatchObject({ lines: [], withoutCents: 0, savedCents: -54_300 });
  });
});

describe("DOC-1 for whom an offer can be made", () => {
  test("DOC-1 nobody, or somebody of another household", () => {
    const other = club.family("Ortiz", ["Ana", "1980-01-01"]);
    expect(refusal(() => offer({ patientIds: [] }))).toEqual({ code: "plan_offer_nobody", facts: {} });
    expect(refusal(() => offer({ patientIds: other.patientIds }))).toEqual({ code: "plan_offer_nobody", facts: {} });
    expect(refusal(() => offer({ patientIds: [999 as PatientId] }))).toEqual({ code: "plan_offer_nobody", facts: {} });
  });

  test("DOC-1 nobody who died", () => {
    club.db.write((db) => db.exec("update patient set status = 'deceased', deceased_on = '2026-01-01' where id = ?", rosa));
    expect(refusal(() => offer())).toMatchObject({ code: "plan_offer_nobody" });
  });

  test("DOC-1 somebody who is on a plan has nothing to be offered; somebody else of the household has, after them", () => {
    const family = club.plan({ name: "Family", householdPricing: { kind: "nth_member", steps: [{ nth: 2, off: { kind: "percent", basisPoints: 1000 } }] }, activation: { feeCents: toCents(9900), basis: "per_household", cap: null, includesFirstPeriod: false } });
    club.enrol(householdId, [{ patientId: rosa, plan: family }]);
    expect(refusal(() => offer())).toEqual({ code: "plan_offer_has_plan", facts: { name: "Rosa Lee" } });
    // The second member pays 33.30, and the household’s fee was charged.
    expect(offer({ patientIds: [ben], planVersionId: family.planVersionId })).toMatchObject({ dues: [{ eachCents: 3_330, activationCents: 0 }] });
  });

  test("DOC-1 a plan for other ages, and one for the age", () => {
    const mia = club.db.read((db) => db.get<{ id: PatientId }>("select id from patient where first_name = 'Mia'"))!.id;
    expect(refusal(() => offer({ patientIds: [mia] }))).toEqual({ code: "plan_offer_not_for", facts: { name: "Mia Lee", plan: "Smile" } });
    expect(offer({ patientIds: [mia], planVersionId: club.child.planVersionId }).dues).toHaveLength(1);
    expect(refusal(() => offer({ planVersionId: club.child.planVersionId }))).toMatchObject({ code: "plan_offer_not_for" });
  });

  test("DOC-1 without a birth date the desk decides", () => {
    const unknown = club.join(householdId, "Kim", "Lee", null);
    expect(offer({ patientIds: [unknown] }).dues).toHaveLength(1);
  });

  test("DOC-1 a plan that is not on sale, or not sold in that period", () => {
    expect(refusal(() => offer({ periodMonths: 6 }))).toEqual({ code: "plan_offer_not_sold", facts: { plan: "Smile" } });
    expect(refusal(() => offer({ planVersionId: 999 as never }))).toEqual({ code: "plan_offer_not_sold", facts: { plan: "This plan" } });
    club.db.write((db) => db.exec("update plan set state = 'closed' where name = 'Smile'"));
    expect(refusal(() => offer())).toMatchObject({ code: "plan_offer_not_sold" });
  });
});

describe("DOC-1 DOC-2 the paper of an offer", () => {
  test("DOC-1 says what the screen says, to the household’s address", () => {
    visit(addDays(club.today(), -30));
    const data = prepareOffer(club.cx(), ask());
    expect(data.offer).toEqual(offer());
    expect(data).toMatchObject({ recipient: { name: "Rosa Lee", addressLines: ["12 Elm Street", "Lowell, MA 01852"] }, planName: "Smile", periodMonths: 1, fromOn: "2025-11-23" });
    expect(data.greeting).toContain("Dear Rosa Lee,");
    expect(data.notInsurance).toContain("This is not insurance.");
  });

  test("DOC-8 in the language of the household", () => {
    club.db.write((db) => db.exec("update patient set language = 'es' where household_id = ?", householdId));
    const { setup, greeting, notInsurance } = prepareOffer(club.cx(), ask());
    expect(setup.locale).toMatch(/^es/);
    expect(greeting).toContain("Estimado/a Rosa Lee:");
    expect(notInsurance).toContain("no es un seguro");
  });

  test("DOC-2 is kept with the household, once for a repeated click", () => {
    const data = prepareOffer(club.cx(), ask());
    const cx = club.cx();
    const file = { sha256: "cd".repeat(32), bytes: 10, pages: 1 };
    const { documentId } = recordOffer(cx, ask(), data, file);
    expect(recordOffer(cx, ask(), data, file)).toEqual({ documentId });
    expect(club.db.read((db) => findDocument(db, documentId))).toMatchObject({ kind: "plan_offer", householdId, title: "Offer of Smile for Rosa Lee" });
    expect(club.db.read((db) => db.get<{ after: string }>("select after from audit where action = 'plan_offer.made'"))?.after).toContain('"savedCents":-54300');
  });
});
