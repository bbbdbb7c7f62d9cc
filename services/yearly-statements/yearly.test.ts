import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { refusalOf } from "#db/testing.ts";
import { toDay } from "#domain/calendar.ts";
import { asId, type HouseholdId, type InvoiceId, type PaymentId } from "#domain/identity.ts";
import { toCents } from "#domain/money.ts";
import { presentYearlyStatement } from "#domain/yearly-statements/present-yearly-statement.ts";
import { makeCreditNote } from "../invoices/credit-note.ts";
import { issueTyped } from "../invoices/issue-typed.ts";
import { voidAtDesk } from "../invoices/void.ts";
import { openClub, type Club, type Family } from "../memberships/club.fixture.ts";
import { takeAtDesk } from "../payments/take-at-desk.fixture.ts";
import { returnCheck } from "../payments/return-check.ts";
import { refundPayment } from "../refunds/refund-payment.ts";
import { mergeHouseholds } from "../households/merge-households.ts";
import { verifyPractice } from "../upkeep/verify-practice.ts";
import { listYearlyCandidates } from "./candidates.ts";
import { prepareYearlyRun, prepareYearlyStatement } from "./prepare.ts";
import { listRunsOfYear, markYearlyRunPrinted, recordYearlyRun, recordYearlyStatement, unmarkYearlyRunPrinted } from "./record.ts";

let club: Club;
let lee: Family;
beforeEach(() => {
  club = openClub("2026-11-05");
  lee = club.family("Lee", ["Rosa", "1984-03-07"], ["Mia", "2018-05-06"]);
});
afterEach(() => {
  expect(verifyPractice(club.db).breaches).toEqual([]);
  club.dispose();
});

const year = (of: number, householdId: HouseholdId = lee.householdId) => prepareYearlyStatement(club.cx(), { householdId, year: of });
/** `Rosa Lee 37.00 dues, 99.00 fees, 0 services, 0 back = 136.00` in cents, for a short comparison. */
const rows = (of: number, householdId?: HouseholdId) =>
  year(of, householdId).members.map((one) => [one.name, one.duesCents, one.feesCents, one.servicesCents, one.refundedCents, one.netCents]);
const money = (of: number, householdId?: HouseholdId) => year(of, householdId).money.map(({ on, what, cents }) => `${on} ${what} ${cents}`);

function bill(cents: readonly number[], family: Family = lee): InvoiceId {
  return issueTyped(club.cx(), {
    householdId: family.householdId,
    termsDays: 0,
    lines: cents.map((unitCents, index) => ({
      patientId: family.patientIds[index % family.patientIds.length] as never,
      kind: "service",
      description: `Visit ${index + 1}`,
      serviceOn: club.today(),
      quantity: 1,
      unitCents: toCents(unitCents),
      taxRatePpm: 0,
    })),
  }).invoiceId;
}

const pay = (cents: number, householdId: HouseholdId = lee.householdId, tender: "cash" | "check" = "cash"): PaymentId =>
  takeAtDesk(club.cx(), { householdId, tender, amountCents: toCents(cents), tenderedCents: null, reference: tender === "check" ? "1043" : "", choices: null, note: "" })
    .paymentId;

describe("DOC-6 whose money, in which year", () => {
  test("DOC-6 worked: two members join in November; dues, fees and the December draws count in 2026, January's in 2027", () => {
    club.enrol(lee.householdId, [
      { patientId: lee.patientIds[0]!, plan: club.adult },
      { patientId: lee.patientIds[1]!, plan: club.child },
    ]);
    for (const day of ["2026-12-05", "2027-01-05"]) {
      club.advanceTo(day);
      club.payAll(lee.householdId);
    }
    // Rosa 37.00 twice and 99.00 once; Mia 25.00 twice and 99.00 once.
    expect(rows(2026)).toEqual([
      ["Mia Lee", 5000, 9900, 0, 0, 14_900],
      ["Rosa Lee", 7400, 9900, 0, 0, 17_300],
    ]);
    expect(rows(2027)).toEqual([
      ["Mia Lee", 2500, 0, 0, 0, 2500],
      ["Rosa Lee", 3700, 0, 0, 0, 3700],
    ]);
    expect(year(2026)).toMatchObject({ netCents: 32_200, throughOn: "2026-12-31", toCreditCents: 0 });
    expect(year(2027)).toMatchObject({ netCents: 6200, throughOn: "2027-01-05" });
    expect(year(2025)).toMatchObject({ netCents: 0, members: [], money: [] });
  });

  test("DOC-6 a refund counts in the year in which it happened, not in that of the payment", () => {
    bill([10_000, 5000]);
    const paymentId = pay(15_000);
    club.sleepUntil("2027-02-10");
    const [invoiceId] = club.invoices(lee.householdId).map((one) => one.invoiceId);
    refundPayment(club.cx(), { paymentId, parts: [{ invoiceId: invoiceId ?? null, cents: toCents(3000) }], by: "tender", owedAgain: false, reason: "Not happy" });
    expect(rows(2026)).toEqual([
      ["Mia Lee", 0, 0, 5000, 0, 5000],
      ["Rosa Lee", 0, 0, 10_000, 0, 10_000],
    ]);
    // Two thirds of it were Rosa's.
    expect(rows(2027)).toEqual([
      ["Mia Lee", 0, 0, 0, 1000, -1000],
      ["Rosa Lee", 0, 0, 0, 2000, -2000],
    ]);
    expect(money(2027)).toEqual(["2027-02-10 refund -3000"]);
    expect(year(2027).netCents).toBe(-3000);
  });

  test("DOC-6 a refund that is owed again is a refund all the same, and paying it again counts again", () => {
    const invoiceId = bill([10_000]);
    const paymentId = pay(10_000);
    refundPayment(club.cx(), { paymentId, parts: [{ invoiceId, cents: toCents(4000) }], by: "tender", owedAgain: true, reason: "Wrong card" });
    expect(rows(2026)).toEqual([["Rosa Lee", 0, 0, 10_000, 4000, 6000]]);
    pay(4000);
    expect(rows(2026)).toEqual([["Rosa Lee", 0, 0, 14_000, 4000, 10_000]]);
    expect(money(2026)).toEqual(["2026-11-05 payment 10000", "2026-11-05 refund -4000", "2026-11-05 payment 4000"]);
  });

  test("DOC-6 a payment that is taken back counts against the year in which it came back", () => {
    bill([8000]);
    const paymentId = pay(8000, lee.householdId, "check");
    club.sleepUntil("2027-01-04");
    returnCheck(club.cx(), { paymentId, feeCents: toCents(2500), reason: "No funds" });
    pay(2500);
    // The fee for it belongs to nobody's visit: to the household as a whole.
    expect(rows(2026)).toEqual([["Rosa Lee", 0, 0, 8000, 0, 8000]]);
    expect(money(2027)).toEqual(["2027-01-04 returned -8000", "2027-01-04 payment 2500"]);
    expect(year(2027).netCents).toBe(-5500);
  });

  test("DOC-6 what was paid too much stands as credit until it pays for something, even a year later", () => {
    bill([2000]);
    pay(5000);
    expect(year(2026)).toMatchObject({ netCents: 5000, toCreditCents: 3000 });
    club.sleepUntil("2027-03-01");
    bill([1200]);
    expect(rows(2027)).toEqual([["Rosa Lee", 0, 0, 1200, 0, 1200]]);
    expect(year(2027)).toMatchObject({ netCents: 0, toCreditCents: -1200, money: [] });
  });

  test("DOC-6 a void invoice gives its money to the credit in the year in which it was voided", () => {
    const invoiceId = bill([6000]);
    pay(6000);
    club.sleepUntil("2027-01-20");
    voidAtDesk(club.cx(), { invoiceId, reason: "Twice" });
    expect(rows(2026)).toEqual([["Rosa Lee", 0, 0, 6000, 0, 6000]]);
    expect(rows(2027)).toEqual([["Rosa Lee", 0, 0, -6000, 0, -6000]]);
    expect(year(2027)).toMatchObject({ netCents: 0, toCreditCents: 6000, money: [] });
  });

  test("DOC-6 a credit note on one member's line takes from that member alone", () => {
    const invoiceId = bill([10_000, 5000]);
    pay(15_000);
    club.sleepUntil("2027-01-20");
    const lineId = club.db.read((r) => r.get<{ id: number }>("select id from invoice_line where invoice_id = ? order by position limit 1 offset 1", invoiceId))?.id;
    makeCreditNote(club.cx(), { invoiceId, lines: [{ lineId: asId(lineId ?? 0), netCents: toCents(5000) }], reason: "Not done" });
    expect(rows(2027)).toEqual([["Mia Lee", 0, 0, -5000, 0, -5000]]);
    expect(year(2027).toCreditCents).toBe(5000);
  });

  test("DOC-6 part payments stand on the lines in proportion and add up to each line's own amount", () => {
    bill([3333, 3333, 3334]);
    for (const cents of [1, 99, 4900, 5000]) pay(cents);
    expect(rows(2026)).toEqual([
      ["Mia Lee", 0, 0, 3333, 0, 3333],
      ["Rosa Lee", 0, 0, 6667, 0, 6667],
    ]);
  });

  test("DOC-6 a member who moved away is on the statement of the household that paid, and on the new one from then on", () => {
    bill([4000, 1000]);
    pay(5000);
    const may = club.family("May", ["Eva", "1990-01-01"]);
    club.db.write((w) => w.exec("update patient set household_id = ? where id = ?", may.householdId, lee.patientIds[1]!));
    issueTyped(club.cx(), {
      householdId: may.householdId,
      termsDays: 0,
      lines: [{ patientId: lee.patientIds[1] as never, kind: "service", description: "Visit", serviceOn: club.today(), quantity: 1, unitCents: toCents(700), taxRatePpm: 0 }],
    });
    pay(700, may.householdId);
    expect(rows(2026)).toEqual([
      ["Mia Lee", 0, 0, 1000, 0, 1000],
      ["Rosa Lee", 0, 0, 4000, 0, 4000],
    ]);
    expect(rows(2026, may.householdId)).toEqual([["Mia Lee", 0, 0, 700, 0, 700]]);
  });

  test("MEM-15 DOC-6 a household that was merged into another is part of its year, with nothing moved between them", () => {
    const may = club.family("May", ["Eva", "1990-01-01"]);
    bill([900], may);
    pay(2000, may.householdId);
    bill([4000]);
    pay(4000);
    mergeHouseholds(club.cx(), { survivorId: lee.householdId, absorbedId: may.householdId });
    const data = year(2026, may.householdId);
    expect(data.members.map(({ name, netCents }) => [name, netCents])).toEqual([
      ["Eva May", 900],
      ["Rosa Lee", 4000],
    ]);
    expect(data).toMatchObject({ netCents: 6000, toCreditCents: 1100 });
    expect(data.money.map(({ what }) => what)).toEqual(["payment", "payment"]);
    expect(listYearlyCandidates(club.cx(), { year: 2026 }).map(({ payerName, netCents }) => [payerName, netCents])).toEqual([["Rosa Lee", 6000]]);
  });
});

describe("DOC-6 what a membership includes", () => {
  const clean = { key: "clean", label: "Cleanings", quantity: 2, per: "benefit_year", scope: { kind: "services", codes: ["CLN"] }, valueCapCents: null, rollover: { kind: "none" }, shareable: false, waitingDays: null } as const;

  test("DOC-6 a service that a benefit covered: day, code, list value and 0.00; what was given back is not on it", async () => {
    const { redeemBenefitWithin, undoBenefit } = await import("../benefits/redeem.ts");
    club.db.write((w) => {
      w.exec("insert into service (id, code, name, category, taxable, created_at) values (7, 'CLN', 'Cleaning', 'Hygiene', 0, '2026-01-01T00:00:00.000Z')");
      w.exec("insert into service_price (service_id, effective_on, price_cents, created_at) values (7, '2020-01-01', 9500, '2026-01-01T00:00:00.000Z')");
    });
    const plan = club.plan({ benefits: [clean] });
    club.enrol(lee.householdId, [{ patientId: lee.patientIds[0]!, plan }]);
    const cleaning = () =>
      issueTyped(club.cx(), {
        householdId: lee.householdId,
        termsDays: 0,
        lines: [{ patientId: lee.patientIds[0] as never, kind: "service", serviceId: asId(7), description: "Cleaning", serviceOn: club.today(), quantity: 1, unitCents: toCents(9500), taxRatePpm: 0 } as never],
      }).invoiceId;
    const grantId = club.db.read((r) => r.get<{ id: number }>("select id from benefit_grant"))?.id ?? 0;
    const use = (invoiceId: InvoiceId) => {
      const lineId = club.db.read((r) => r.get<{ id: number }>("select id from invoice_line where invoice_id = ?", invoiceId))?.id ?? 0;
      return club.db.write((w) => redeemBenefitWithin(club.cx(), w, { invoiceId, lineId: asId(lineId), grantId: asId(grantId) }));
    };
    use(cleaning());
    undoBenefit(club.cx(), { useId: use(cleaning()).useId });
    const data = year(2026);
    expect(data.included).toEqual([
      { on: "2026-11-05", patientName: "Rosa Lee", code: "CLN", description: "Cleaning", by: "benefit", name: "Cleanings", listCents: 9500, patientCents: 0 },
    ]);
    const print = presentYearlyStatement(data);
    expect(print.included.rows).toEqual([
      { on: "Nov 5, 2026", code: "CLN", text: "Cleaning", detail: "Rosa Lee · Included: Cleanings", list: "95.00", paid: "0.00" },
    ]);
    expect(print.included.total).toEqual(["Total", "$95.00", "$0.00"]);
    expect(year(2025).included).toEqual([]);
  });

  test("DOC-6 a service that the plan makes free is included in the plan; one that it only makes cheaper is paid, and is not", () => {
    club.db.write((w) => {
      for (const [id, code] of [[7, "EXAM"], [8, "XRAY"]] as const) {
        w.exec("insert into service (id, code, name, category, taxable, created_at) values (?, ?, ?, 'Hygiene', 0, '2026-01-01T00:00:00.000Z')", id, code, code);
        w.exec("insert into service_price (service_id, effective_on, price_cents, created_at) values (?, '2020-01-01', 6000, '2026-01-01T00:00:00.000Z')", id);
      }
    });
    const plan = club.plan({
      name: "Free exams",
      discounts: [
        { on: { kind: "service", code: "EXAM" }, off: { kind: "percent", basisPoints: 10_000 } },
        { on: { kind: "service", code: "XRAY" }, off: { kind: "percent", basisPoints: 5000 } },
      ] as never,
    });
    club.enrol(lee.householdId, [{ patientId: lee.patientIds[0]!, plan }]);
    issueTyped(club.cx(), {
      householdId: lee.householdId,
      termsDays: 0,
      lines: [7, 8].map((serviceId) => ({ patientId: lee.patientIds[0], kind: "service", serviceId, description: serviceId === 7 ? "Exam" : "X-ray", serviceOn: club.today(), quantity: 1, unitCents: toCents(6000), taxRatePpm: 0 })) as never,
    });
    club.payAll(lee.householdId);
    const { included, members } = year(2026);
    expect(included).toEqual([
      { on: "2026-11-05", patientName: "Rosa Lee", code: "EXAM", description: "Exam", by: "plan", name: "Free exams", listCents: 6000, patientCents: 0 },
    ]);
    expect(members.map(({ servicesCents }) => servicesCents)).toEqual([3000]);
  });
});

describe("DOC-6 the January run", () => {
  const file = { sha256: "f".repeat(64), bytes: 1000, pages: 3 };
  const candidates = (of = 2026) => listYearlyCandidates(club.cx(), { year: of });

  test("who had dues or payments in the year, and nobody else", () => {
    const [may, ortiz, none] = ["May", "Ortiz", "None"].map((last) => club.family(last, ["Eva", "1990-01-01"]));
    bill([900], may);
    pay(900, may!.householdId);
    club.enrol(ortiz!.householdId, [{ patientId: ortiz!.patientIds[0]!, plan: club.adult }], { unpaid: true });
    bill([900], none);
    expect(candidates().map(({ payerName, netCents, problem, madeAt }) => [payerName, netCents, problem, madeAt])).toEqual([
      ["Eva May", 900, "", null],
      ["Eva Ortiz", 0, "", null],
    ]);
    expect(candidates(2025)).toEqual([]);
    expect(refusalOf(() => candidates(2027))).toBe("year_not_there");
  });

  test("DOC-5 in postal order; a bad address and a household without anything are left out and said", () => {
    const families = ["Baker", "Abel", "Cruz"].map((last) => club.family(last, ["Ann", "1980-01-01"]));
    for (const family of families) {
      bill([500], family);
      pay(500, family.householdId);
    }
    const [baker, abel, cruz] = families.map(({ householdId }) => householdId);
    club.db.write((w) => {
      w.exec("update household set postal_code = '00501' where id = ?", cruz!);
      w.exec("update household set address_line1 = '' where id = ?", abel!);
    });
    const { statements, leftOut } = prepareYearlyRun(club.cx(), { year: 2026, householdIds: [baker!, abel!, cruz!, lee.householdId] });
    expect(statements.map(({ householdId }) => householdId)).toEqual([cruz, baker]);
    expect(leftOut).toEqual([
      { householdId: abel, name: "Ann Abel", reason: "No street in the address" },
      { householdId: lee.householdId, name: "", reason: "No dues and no payments in 2026" },
    ]);
    expect(refusalOf(() => prepareYearlyRun(club.cx(), { year: 2026, householdIds: [abel!] }))).toBe("no_yearly_statements");
    expect(refusalOf(() => prepareYearlyRun(club.cx(), { year: 2026, householdIds: [lee.householdId] }))).toBe("no_yearly_statements");
  });

  test("a run is marked as printed once and taken back once; the list says when each was made and printed", () => {
    bill([500]);
    pay(500);
    const { runId } = recordYearlyRun(club.cx(), prepareYearlyRun(club.cx(), { year: 2026, householdIds: [lee.householdId] }), file);
    expect(candidates()).toMatchObject([{ madeAt: "2026-11-05T15:00:00.000Z", printedAt: null }]);
    expect(refusalOf(() => unmarkYearlyRunPrinted(club.cx(), runId))).toBe("yearly_run_not_printed");
    expect(markYearlyRunPrinted(club.cx(), runId)).toEqual({ printed: 1 });
    expect(refusalOf(() => markYearlyRunPrinted(club.cx(), runId))).toBe("yearly_run_printed");
    expect(candidates()).toMatchObject([{ printedAt: "2026-11-05T15:00:00.000Z" }]);
    expect(listRunsOfYear(club.cx(), { year: 2026 })).toEqual([
      { runId, year: 2026, documentId: 1, createdAt: "2026-11-05T15:00:00.000Z", printedAt: "2026-11-05T15:00:00.000Z", statements: 1, pages: 3 },
    ]);
    expect(unmarkYearlyRunPrinted(club.cx(), runId)).toEqual({ unmarked: 1 });
    expect(candidates()).toMatchObject([{ printedAt: null }]);
    for (const work of [markYearlyRunPrinted, unmarkYearlyRunPrinted]) expect(refusalOf(() => work(club.cx(), 999))).toBe("yearly_run_not_found");
  });

  test("DOC-2 one household's is kept with its documents, for the household that stands now", () => {
    const data = year(2026);
    expect(recordYearlyStatement(club.cx(), lee.householdId, data, file)).toEqual({ documentId: 1, pages: 3 });
    expect(club.db.read((r) => r.all("select kind, household_id as householdId, title from document"))).toEqual([
      { kind: "yearly_statement", householdId: lee.householdId, title: "Yearly statement 2026 for Rosa Lee" },
    ]);
    expect(toDay(data.madeOn)).toBe("2026-11-05");
    expect(refusalOf(() => year(2027))).toBe("year_not_there");
    expect(refusalOf(() => year(2026, asId<HouseholdId>(999)))).toBe("payment_household_not_found");
  });
});

test("DOC-6 facts that do not add up are never printed", () => {
  const data = year(2026);
  expect(() => presentYearlyStatement({ ...data, netCents: toCents(1) })).toThrow(/Broken invariant/u);
});

