/** Benefits of memberships used at the desk (PKG-10, MEM-7): counters, waiting days, caps, sharing, refusals one by one. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { listGrantsOn } from "#db/packages/benefits.ts";
import { findInvoice } from "#db/invoices.ts";
import { addDays } from "#domain/calendar.ts";
import type { BenefitGrantId, HouseholdId, InvoiceId, InvoiceLineId, PatientId, ServiceId } from "#domain/identity.ts";
import { plainBenefit } from "#domain/memberships/plan-defaults.ts";
import type { PlanBenefit, PlanTerms } from "#domain/memberships/plan.ts";
import { toCents } from "#domain/money.ts";
import { Refusal } from "#domain/refusal.ts";
import { addService } from "../catalogue/manage-services.ts";
import { issueTyped } from "../invoices/issue-typed.ts";
import { voidAtDesk } from "../invoices/void.ts";
import { holdMembership } from "../memberships/hold.ts";
import { openClub, type Club } from "../memberships/club.fixture.ts";
import { addPackage } from "../packages/catalogue.ts";
import { previewRedemption, redeem, undoRedemption } from "../packages/redeem-any.ts";
import { sellPackage } from "../packages/sell.ts";
import { tenMassages } from "../packages/shop.fixture.ts";
import { redeemableOnInvoice } from "../packages/show.ts";
import { verifyPractice } from "../upkeep/verify-practice.ts";

let club: Club;
let householdId: HouseholdId;
let rosa: PatientId;
let ben: PatientId;
let cleaning: ServiceId;
let filling: ServiceId;
beforeEach(() => {
  club = openClub("2026-04-20");
  const family = club.family("Lee", ["Rosa", "1980-01-01"], ["Ben", "1979-01-01"]);
  ({ householdId } = family);
  [rosa, ben] = family.patientIds as [PatientId, PatientId];
  cleaning = service("D1110", "Hygiene", 12_000);
  filling = service("D2391", "Fillings", 20_000);
});
afterEach(() => {
  expect(verifyPractice(club.db).breaches).toEqual([]);
  club.dispose();
});

function service(code: string, category: string, cents: number): ServiceId {
  return addService(club.cx(), { code, name: code, category, durationMinutes: 30, taxable: false, taxRatePpm: 0, priceCents: toCents(cents) }).serviceId;
}

const hygiene = (over: Partial<PlanBenefit> = {}): PlanBenefit =>
  plainBenefit("cleaning", "Cleanings", 2, "benefit_year", { scope: { kind: "category", category: "hygiene" }, ...over });

/** Rosa joins today; what she owes is paid unless told otherwise. */
function join(benefits: readonly PlanBenefit[], over: Partial<PlanTerms> = {}, unpaid = false): void {
  const activation = { feeCents: toCents(0), basis: "per_member", cap: null, includesFirstPeriod: false } as const;
  const plan = club.plan({ name: "Adult", activation, benefits, ...over });
  club.enrol(householdId, [{ patientId: rosa, plan }], unpaid ? { unpaid } : {});
}

function visit(serviceId = cleaning, over: { patientId?: PatientId; serviceOn?: string } = {}): { invoiceId: InvoiceId; lineId: InvoiceLineId } {
  const unitCents = toCents(serviceId === cleaning ? 12_000 : 20_000);
  const serviceOn = (over.serviceOn ?? club.today()) as ReturnType<Club["today"]>;
  const { invoiceId } = issueTyped(club.cx(), {
    householdId,
    lines: [{ patientId: over.patientId ?? rosa, kind: "service", serviceId, description: "Visit", serviceOn, quantity: 1, unitCents, taxRatePpm: 0 }],
    termsDays: 0,
  });
  const lineId = club.db.read((r) => r.get<{ id: InvoiceLineId }>("select id from invoice_line where invoice_id = ?", invoiceId))!.id;
  return { invoiceId, lineId };
}

const grants = () => club.db.read((r) => listGrantsOn(r, householdId, club.today()));
const use = (at: ReturnType<typeof visit>, grantId: BenefitGrantId = grants()[0]!.grantId) => redeem(club.cx(), { ...at, use: { kind: "benefit", grantId } });
const balance = (invoiceId: InvoiceId) => club.db.read((r) => findInvoice(r, invoiceId))?.balanceCents;
const refusal = (work: () => unknown): string | undefined => {
  try {
    work();
    return undefined;
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
};

describe("PKG-10 one unit of a benefit", () => {
  test("PKG-10 takes its line down to nothing, the counter goes up, and undoing puts both back", () => {
    join([hygiene()]);
    const at = visit();
    const shown = previewRedemption(club.cx(), { ...at, use: { kind: "benefit", grantId: grants()[0]!.grantId } });
    expect(grants()[0]?.used).toBe(0);
    const done = use(at);
    expect(done).toMatchObject({ coveredCents: 12_000, lineCents: 0, balanceCents: 0, left: 1 });
    expect({ ...shown, undo: done.undo }).toEqual(done);
    expect(grants()[0]?.used).toBe(1);
    undoRedemption(club.cx(), { use: done.undo });
    expect([grants()[0]?.used, balance(at.invoiceId)]).toEqual([0, 12_000]);
    expect(refusal(() => undoRedemption(club.cx(), { use: done.undo }))).toBe("redeem_not_there");
  });

  test("PKG-10 with a cap the patient pays what is above it: 200.00 with 150.00 covered leaves 50.00", () => {
    join([hygiene({ scope: { kind: "named" }, valueCapCents: toCents(15_000) })]);
    expect(use(visit(filling))).toMatchObject({ coveredCents: 15_000, lineCents: 5000, balanceCents: 5000 });
  });

  test("PKG-10 the second unit is the last, and the third is refused in words", () => {
    join([hygiene()]);
    use(visit());
    use(visit());
    const grantId = grants()[0]!.grantId;
    expect(refusal(() => use(visit(), grantId))).toBe("benefit_used_up");
    expect(redeemableOnInvoice(club.cx(), visit().invoiceId)).toEqual([]);
  });

  test("PKG-10 two desks use the last unit at once: exactly one succeeds", () => {
    join([hygiene({ quantity: 1 })]);
    const [a, b] = [visit(), visit()];
    const grantId = grants()[0]!.grantId;
    expect([a, b].map((at) => refusal(() => use(at, grantId)))).toEqual([undefined, "benefit_used_up"]);
    expect(grants()[0]?.used).toBe(1);
  });

  test("PKG-10 an invoice with a benefit on it is not voided around it", () => {
    join([hygiene()]);
    const at = visit();
    const { undo } = use(at);
    expect(refusal(() => voidAtDesk(club.cx(), { invoiceId: at.invoiceId, reason: "x" }))).toBe("units_used_on_invoice");
    undoRedemption(club.cx(), { use: undo });
    voidAtDesk(club.cx(), { invoiceId: at.invoiceId, reason: "x" });
  });

  test("PKG-10 one that is shared is another member's too, one that is not is refused", () => {
    join([hygiene({ shareable: true })]);
    expect(use(visit(cleaning, { patientId: ben })).left).toBe(1);
  });
});

describe("MEM-7 when a benefit begins", () => {
  test("MEM-7 not before the first payment, and then at once", () => {
    join([hygiene()], {}, true);
    const at = visit();
    const [grant] = grants();
    if (grant) expect(refusal(() => use(at, grant.grantId))).toBe("benefit_not_usable");
    expect(redeemableOnInvoice(club.cx(), at.invoiceId)).toEqual([]);
    club.payAll(householdId);
    const later = visit();
    expect(redeemableOnInvoice(club.cx(), later.invoiceId)[0]?.matches.map(({ name }) => name)).toEqual(["Cleanings"]);
  });

  test("MEM-7 after the waiting days of the plan, or its own: the desk reads from which day", () => {
    join([hygiene({ waitingDays: 30 })]);
    const early = visit();
    try {
      use(early);
      expect.unreachable();
    } catch (error) {
      expect(error).toMatchObject({ code: "benefit_waiting", facts: { label: "Cleanings", on: addDays("2026-04-20" as never, 30) } });
    }
    club.advanceTo("2026-05-20");
    club.payAll(householdId);
    expect(use(visit()).left).toBe(1);
  });

  test("MEM-7 a service dated before the start is not covered", () => {
    join([hygiene()]);
    const grantId = grants()[0]!.grantId;
    expect(refusal(() => use(visit(cleaning, { serviceOn: "2026-04-19" }), grantId))).toBe("benefit_not_usable");
  });

  test("MEM-12 not on paused days, but while only the billing rests", () => {
    join([hygiene()]);
    const [membership] = club.db.read((r) => r.all<{ id: number }>("select id from membership"));
    holdMembership(club.cx(), { membershipId: membership!.id as never, fromOn: club.today(), untilOn: addDays(club.today(), 61), kind: "pause", reason: "Away" });
    expect(refusal(() => use(visit()))).toBe("benefit_not_usable");
  });
});

describe("PKG-3 what is offered", () => {
  test("PKG-3 a membership benefit first, then what expires first, then what was bought first", () => {
    join([hygiene()]);
    const sell = (name: string, expiry: ReturnType<typeof tenMassages>["expiry"]): void => {
      const { packageId } = addPackage(club.cx(), { terms: { ...tenMassages(cleaning), name, expiry } });
      sellPackage(club.cx(), { packageId, patientId: rosa });
      club.payAll(householdId);
    };
    sell("Never", { kind: "none" });
    sell("Late", { kind: "after", count: 12, unit: "month", from: "purchase" });
    sell("Soon", { kind: "after", count: 2, unit: "week", from: "purchase" });
    sell("Late too", { kind: "after", count: 12, unit: "month", from: "purchase" });
    const [line] = redeemableOnInvoice(club.cx(), visit().invoiceId);
    expect(line?.matches.map(({ name }) => name)).toEqual(["Cleanings", "Soon", "Late", "Late too", "Never"]);
  });

  test("PKG-3 a benefit that is only named comes first where its name speaks of the service, and last elsewhere", () => {
    join([plainBenefit("d1110", "D1110 visits", 2, "benefit_year"), plainBenefit("whitening", "Whitening", 1, "benefit_year")]);
    const { packageId } = addPackage(club.cx(), { terms: tenMassages(cleaning) });
    sellPackage(club.cx(), { packageId, patientId: rosa });
    club.payAll(householdId);
    const [line] = redeemableOnInvoice(club.cx(), visit().invoiceId);
    expect(line?.matches.map(({ name }) => name)).toEqual(["D1110 visits", "Ten massages", "Whitening"]);
  });

  test("PKG-3 nothing on a paid invoice, a void one or one that nothing fits, and on a redeemed line what was redeemed", () => {
    join([hygiene()]);
    expect(redeemableOnInvoice(club.cx(), visit(filling).invoiceId)).toEqual([]);
    club.payAll(householdId);
    const at = visit();
    const { undo } = use(at);
    expect(redeemableOnInvoice(club.cx(), at.invoiceId)).toMatchObject([{ matches: [], redeemed: { use: undo, name: "Cleanings", coveredCents: 12_000 } }]);
    undoRedemption(club.cx(), { use: undo });
    voidAtDesk(club.cx(), { invoiceId: at.invoiceId, reason: "x" });
    expect(redeemableOnInvoice(club.cx(), at.invoiceId)).toEqual([]);
  });

  test.each<[what: string, code: string, work: () => unknown]>([
    ["a benefit for other services", "benefit_not_for_service", () => use(visit(filling))],
    ["another member's", "benefit_someone_elses", () => use(visit(cleaning, { patientId: ben }))],
    ["one that is not there", "benefit_not_found", () => use(visit(), 999 as BenefitGrantId)],
  ])("PKG-10 %s is refused, and nothing is counted", (_, code, work) => {
    join([hygiene()]);
    expect(refusal(work)).toBe(code);
    expect(grants()[0]?.used).toBe(0);
  });
});
