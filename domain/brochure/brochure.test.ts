import { describe, expect, test } from "vitest";
import { plainBenefit } from "../memberships/plan-defaults.ts";
import { toCents } from "../money.ts";
import { papers } from "../statements/envelope.ts";
import { sampleSetup } from "../statements/testing.ts";
import { brochurePlan, fullPlan, sampleBrochure } from "./brochure.fixture.ts";
import { activationWords, discountWords, familyWords, forWhom, includedWords } from "./brochure-words.ts";
import { brochureSheet, insidePanels, narrowerMm, panelMarginMm } from "./panels.ts";
import { presentBrochure } from "./present-brochure.ts";

const money = (cents: number): string => `$${(cents / 100).toFixed(2)}`;
const cardsOf = (data: Parameters<typeof presentBrochure>[0]) => presentBrochure(data).panels.flatMap((panel) => (panel.kind === "plans" ? panel.plans : []));

describe("DOC-1 the panels of a brochure", () => {
  test.each(["letter", "a4"] as const)("DOC-1 on %s across, the panel that folds in is 1.5 mm narrower and the others are alike", (paper) => {
    const { widthMm, heightMm, outsideFoldsMm, insideFoldsMm } = brochureSheet(paper);
    expect([widthMm, heightMm]).toEqual([papers[paper].heightMm, papers[paper].widthMm]);
    const outside = [outsideFoldsMm[0], outsideFoldsMm[1] - outsideFoldsMm[0], widthMm - outsideFoldsMm[1]];
    const inside = [insideFoldsMm[0], insideFoldsMm[1] - insideFoldsMm[0], widthMm - insideFoldsMm[1]];
    // Outside the panel that folds in is at the left; the sheet is turned over, so inside it is at the right.
    expect(outside[1]).toBeCloseTo(outside[2] ?? 0, 1);
    expect((outside[1] ?? 0) - (outside[0] ?? 0)).toBeCloseTo(narrowerMm, 1);
    expect(inside.toReversed().map((mm) => mm.toFixed(1))).toEqual(outside.map((mm) => mm.toFixed(1)));
  });

  test("DOC-1 worked for Letter: folds at 92.13 and 185.77 mm outside, at 93.63 and 187.27 mm inside", () => {
    expect(brochureSheet("letter")).toMatchObject({ outsideFoldsMm: [92.13, 185.77], insideFoldsMm: [93.63, 187.27] });
    expect(brochureSheet("a4")).toMatchObject({ outsideFoldsMm: [98, 197.5], insideFoldsMm: [99.5, 199] });
  });

  test.each(["letter", "a4"] as const)("DOC-1 the room of every panel on %s keeps 9 mm from folds and sides", (paper) => {
    const { widthMm, heightMm, flap, back, cover, inside, outsideFoldsMm, insideFoldsMm } = brochureSheet(paper);
    const apart = (rooms: readonly { xMm: number; widthMm: number; yMm: number; heightMm: number }[], edges: readonly number[]) => {
      for (const [index, room] of rooms.entries()) {
        expect(room.xMm - (edges[index] ?? 0)).toBeCloseTo(panelMarginMm.acrossMm, 1);
        expect((edges[index + 1] ?? 0) - room.xMm - room.widthMm).toBeCloseTo(panelMarginMm.acrossMm, 1);
        expect(room.yMm).toBe(panelMarginMm.downMm);
        expect(room.yMm + room.heightMm).toBeCloseTo(heightMm - panelMarginMm.downMm, 5);
      }
    };
    apart([flap, back, cover], [0, ...outsideFoldsMm, widthMm]);
    apart(inside, [0, ...insideFoldsMm, widthMm]);
  });

  test("DOC-1 one to four plans stand side by side, and what is free says how to join and where to ask", () => {
    const kinds = (plans: number) => insidePanels(plans).map((panel) => (panel.kind === "plans" ? panel.plans.join("+") : panel.kind));
    expect([1, 2, 3, 4].map(kinds)).toEqual([
      ["0", "join", "contact"],
      ["0", "1", "join"],
      ["0", "1", "2"],
      ["0+1", "2+3", "join"],
    ]);
  });
});

describe("DOC-1 what a brochure says of a plan", () => {
  const cleanings = plainBenefit("cleaning", "Cleanings", 2, "benefit_year");

  test.each([
    ["en", 2, "benefit_year", null, 0, "2 × Cleanings a year"],
    ["es", 2, "benefit_year", null, 0, "2 × Cleanings al año"],
    ["en", 1, "period", null, 0, "1 × Cleanings a quarter"],
    ["en", 2, "benefit_year", 8000, 30, "2 × Cleanings a year, up to $80.00 each, after 30 days"],
    ["es", 2, "benefit_year", 8000, 30, "2 × Cleanings al año, hasta $80.00 cada una, después de 30 días"],
  ] as const)("DOC-8 %s: %i a %s, worth %s, after %i days, is “%s”", (language, quantity, per, cap, waitingDays, words) => {
    const benefit = { ...cleanings, quantity, per, valueCapCents: cap === null ? null : toCents(cap), waitingDays };
    expect(includedWords(language, brochurePlan("Adult"), benefit, 3, money)).toBe(words);
  });

  test("DOC-1 a plan’s own days to wait are said where the benefit has none of its own", () => {
    expect(includedWords("en", brochurePlan("Adult", { waitingDays: 60 }), cleanings, 1, money)).toBe("2 × Cleanings a year, after 60 days");
  });

  test.each([
    ["en", { on: { kind: "all" }, off: { kind: "percent", basisPoints: 2000 } }, "20% off everything else"],
    ["es", { on: { kind: "all" }, off: { kind: "percent", basisPoints: 1250 } }, "12.5% menos en todo lo demás"],
    ["en", { on: { kind: "category", category: "Orthodontics" }, off: { kind: "percent", basisPoints: 500 } }, "5% off Orthodontics"],
    ["en", { on: { kind: "service", code: "D2740" }, off: { kind: "member_price", cents: toCents(89_900) } }, "Crown for $899.00"],
    ["es", { on: { kind: "service", code: "D9" }, off: { kind: "member_price", cents: toCents(100) } }, "D9 por $1.00"],
  ] as const)("DOC-8 %s: %o is “%s”", (language, discount, words) => {
    expect(discountWords(language, discount, (code) => (code === "D2740" ? "Crown" : code), money)).toBe(words);
  });

  test.each([
    [null, null, null, null],
    [14, null, "Ages 14 and older", "Desde los 14 años"],
    [null, 14, "Under 14", "Menores de 14 años"],
    [14, 18, "Ages 14 to 17", "De 14 a 17 años"],
  ])("DOC-8 from %s and below %s is “%s”, “%s”", (minAge, maxAgeExclusive, en, es) => {
    expect([forWhom("en", { minAge, maxAgeExclusive }), forWhom("es", { minAge, maxAgeExclusive })]).toEqual([en, es]);
  });

  test.each([
    ["per_member", null, false, "Activation: $99.00 per person, once", "Activación: $99.00 por persona, una vez"],
    ["per_household", null, true, "Activation: $99.00 per household, once, first month included", "Activación: $99.00 por familia, una vez, incluye el primer mes"],
    ["per_household_capped", 2, false, "Activation: $99.00 for the first 2 people of a household, once", "Activación: $99.00 para las primeras 2 personas de la familia, una vez"],
  ] as const)("DOC-8 a fee %s, cap %s, covering the first month: %s", (basis, cap, includesFirstPeriod, en, es) => {
    const terms = brochurePlan("Adult", { activation: { feeCents: toCents(9900), basis, cap, includesFirstPeriod } });
    expect([activationWords("en", terms, money), activationWords("es", terms, money)]).toEqual([en, es]);
  });

  test("DOC-1 a plan without a fee, and one where all pay alike, say nothing of either", () => {
    const terms = brochurePlan("Adult", { activation: { feeCents: toCents(0), basis: "per_member", cap: null, includesFirstPeriod: false } });
    expect([activationWords("en", terms, money), familyWords("en", terms, money)]).toEqual([null, null]);
    expect(cardsOf(sampleBrochure([terms]))[0]?.small).toEqual([]);
  });

  test("DOC-1 what a family pays less is said for the first step, and for a family price", () => {
    const steps = brochurePlan("A", { householdPricing: { kind: "nth_member", steps: [{ nth: 3, off: { kind: "amount", cents: toCents(500) } }, { nth: 2, off: { kind: "percent", basisPoints: 1000 } }] } });
    expect([familyWords("en", steps, money), familyWords("es", steps, money)]).toEqual(["From member 2 of a household: 10% less", "Desde la persona 2 de la familia: 10% menos"]);
    const cap = brochurePlan("B", { householdPricing: { kind: "cap", people: 4, prices: [{ months: 1, capCents: toCents(9000), extraCents: toCents(1500) }] } });
    expect([familyWords("en", cap, money), familyWords("es", cap, money)]).toEqual(["Families of up to 4: $90.00 a month together", "Familias de hasta 4: $90.00 al mes en total"]);
  });
});

describe("DOC-1 the brochure’s words on their panels", () => {
  test("DOC-1 prices, benefits and discounts are those of the terms, in their order", () => {
    const [card] = cardsOf(sampleBrochure([brochurePlan("Adult")]));
    expect(card).toEqual({
      name: "Adult",
      forWhom: "Ages 14 and older",
      descriptor: "",
      prices: [
        { amount: "$37.00", per: "a month" },
        { amount: "$425.00", per: "a year" },
      ],
      included: ["2 × Cleanings a year"],
      discounts: ["20% off everything else"],
      small: ["Activation: $99.00 per person, once"],
    });
  });

  test("DOC-1 a plan with more than a panel holds says how many more there are, and names none twice", () => {
    const [alone] = cardsOf(sampleBrochure([fullPlan("Perio")]));
    expect(alone?.included).toHaveLength(9);
    expect(alone?.included.at(-1)).toBe("and 12 more: ask us");
    expect(alone?.discounts.at(-1)).toBe("and 16 more: ask us");
    const four = cardsOf(sampleBrochure(["A", "B", "C", "D"].map(fullPlan)));
    expect(four.map(({ included, discounts }) => [included.length, discounts.length])).toEqual(Array.from({ length: 4 }, () => [5, 3]));
  });

  test("DOC-1 a telephone number never breaks over two lines", () => {
    const { join, practice } = presentBrochure(sampleBrochure([brochurePlan("Adult")]));
    expect(join[1]).toBe("Call (413)\u00a0555\u20110142.");
    expect(practice.phone).toBe("(413)\u00a0555\u20110142");
  });

  test("DOC-1 the code is captioned by what it does; a practice with neither address nor telephone has none", () => {
    const caption = (over: Parameters<typeof sampleBrochure>[2]) => presentBrochure(sampleBrochure([brochurePlan("Adult")], "letter", over)).code?.caption;
    expect(caption({})).toBe("Scan to read more");
    expect(caption({ code: { kind: "phone", text: "tel:4135550142", shown: "(413) 555-0142" } })).toBe("Scan to call us");
    expect(caption({ code: null })).toBeUndefined();
    expect(caption({ setup: { ...sampleSetup(), locale: "es-US" } })).toBe("Escanee para leer más");
  });

  test("F-20 a training practice’s brochure is marked", () => {
    expect(presentBrochure(sampleBrochure([brochurePlan("Adult")], "a4", { setup: { ...sampleSetup("dl", "a4"), training: true } })).mark).toBe("TRAINING");
  });
});
