import { describe, expect, test } from "vitest";
import { toDay } from "../calendar.ts";
import { toCents } from "../money.ts";
import { sampleOffer } from "./present-plan-offer.fixture.ts";
import { presentPlanOffer } from "./present-plan-offer.ts";

describe("DOC-1 a plan offer on paper", () => {
  test("DOC-1 says what would have been saved, and adds up", () => {
    const print = presentPlanOffer(sampleOffer());
    expect(print.result).toEqual({ label: "You would have saved", value: "$92.00", isGood: true });
    expect(print.sentence).toBe("On Adult the same visits would have cost $92.00 less, dues and fees included.");
    expect(print.rows).toEqual([
      { on: "Jan 14, 2026", text: "Cleaning, adult", detail: "included: Cleanings", list: "112.00", plan: "0.00" },
      { on: "Mar 2, 2026", text: "Crown, porcelain", detail: "$523.00 less for members", list: "2,615.00", plan: "2,092.00" },
    ]);
    expect(print.sums).toEqual([
      { label: "Visits", without: "2,727.00", withPlan: "2,092.00" },
      { label: "Dues: 12 × $37.00 a month", without: "", withPlan: "444.00" },
      { label: "Activation fee, once", without: "", withPlan: "99.00" },
    ]);
    expect(print.total).toEqual({ label: "Together", without: "$2,727.00", withPlan: "$2,635.00" });
    expect(print.difference).toEqual({ label: "You would have saved", value: "$92.00" });
  });

  test("DOC-1 says as plainly that the plan would have cost more", () => {
    const print = presentPlanOffer(sampleOffer({ visits: [] }));
    expect(print.result).toEqual({ label: "You would have paid more", value: "$543.00", isGood: false });
    expect(print.sentence).toContain("would have cost $543.00 more");
    expect(print.noVisits).toBe("No visits in these twelve months.");
  });

  test("DOC-1 says that it would have cost the same, to the cent", () => {
    const print = presentPlanOffer(sampleOffer({ visits: [{ on: toDay("2026-03-02"), patientId: 1, description: "Crown", service: { code: "D2740", name: "Crown", category: "Restorative" }, quantity: 1, unitCents: toCents(271_500), taxRatePpm: 0 }] }));
    expect(print.result).toEqual({ label: "It would have cost the same", value: "$0.00", isGood: false });
  });

  test("DOC-8 in Spanish, with its own days and words", () => {
    const print = presentPlanOffer(sampleOffer({ locale: "es-US" }));
    expect(print.letter).toMatchObject({ heading: "Oferta de plan", language: "es" });
    expect(print.result.label).toBe("Usted habría ahorrado");
    expect(print.rows[0]).toMatchObject({ on: "14 ene 2026", detail: "incluido: Cleanings" });
    expect(print.sums.map(({ label }) => label)).toEqual(["Visitas", "Cuotas: 12 × $37.00 por mes", "Cuota de activación, una vez"]);
  });

  test("DOC-1 of several people each visit says whose it is, and who pays alike stands on one row of dues", () => {
    const members = ["Rosa Lee", "Ben Lee", "Mia Lee"].map((name, at) => ({ patientId: at + 1, name, activationPaidOn: null }));
    const print = presentPlanOffer(sampleOffer({ members, terms: { householdPricing: { kind: "nth_member", steps: [{ nth: 2, off: { kind: "percent", basisPoints: 1000 } }] } } }));
    expect(print.rows[0]?.detail).toBe("Rosa Lee · included: Cleanings");
    expect(print.sums.slice(1, 3)).toEqual([
      { label: "Dues: 12 × $37.00 a month · Rosa Lee", without: "", withPlan: "444.00" },
      { label: "Dues: 12 × $33.30 a month · Ben Lee, Mia Lee", without: "", withPlan: "799.20" },
    ]);
  });

  test("DOC-1 part of a line that is included is counted, and tax stands where there is any", () => {
    const visit = { on: toDay("2026-03-02"), patientId: 1, description: "Cleaning", service: { code: "D1110", name: "Cleaning", category: "Preventive" }, quantity: 3, unitCents: toCents(10_000), taxRatePpm: 50_000 };
    const print = presentPlanOffer(sampleOffer({ visits: [visit] }));
    expect(print.rows[0]).toMatchObject({ text: "3 × Cleaning", detail: "2 of 3 included: Cleanings · $20.00 less for members", list: "300.00", plan: "80.00" });
    expect(print.sums.at(-1)).toEqual({ label: "Tax", without: "15.00", withPlan: "4.00" });
  });

  test("DOC-8 the practice’s own words are printed line by line, and nothing where they are empty", () => {
    expect(presentPlanOffer(sampleOffer({ greeting: "Dear Rosa,\nHello." })).greeting).toEqual(["Dear Rosa,", "Hello."]);
    expect(presentPlanOffer(sampleOffer({ greeting: "" })).greeting).toEqual([]);
    expect(presentPlanOffer(sampleOffer()).notInsurance).toEqual(["This is not insurance."]);
  });
});
