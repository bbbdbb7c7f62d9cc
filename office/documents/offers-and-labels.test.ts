/** Labels, plan offers and brochures as poppler sees them (DOC-1, DOC-2): what lies where on the sheet, measured from the file. */
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { brochurePlan, fullPlan, sampleBrochure } from "#domain/brochure/brochure.fixture.ts";
import { brochureSheet } from "#domain/brochure/panels.ts";
import { toDay } from "#domain/calendar.ts";
import { labelSheetNames, labelSheets, labelsOn, type LabelSheet } from "#domain/labels/label-sheets.ts";
import { labelAt, labelMarginMm, layOutLabels } from "#domain/labels/lay-out-labels.ts";
import type { LabelsData } from "#domain/labels/present-labels.ts";
import { sampleOffer } from "#domain/plan-offer/present-plan-offer.fixture.ts";
import { toCents } from "#domain/money.ts";
import type { Recipient } from "#domain/statements/document-data.ts";
import { letterhead, recipient, sampleSetup } from "#domain/statements/testing.ts";
import { viewDocument } from "./document-views.ts";
import { sourcePlaces } from "./places.ts";
import { bare, checkPdf, pdfFonts, pdfInfo, pdfToolsMissing, printedText, printedWords } from "./testing.ts";
import { openTypstEngine, type TypstEngine } from "./typst.ts";

// A compiler of 28 MB starts slowly where many tests run at once.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 120_000 });
if (pdfToolsMissing !== "") console.warn(`Some tests of labels, offers and brochures are skipped: ${pdfToolsMissing}.`);

const nasty = path.join(import.meta.dirname, "../../../shared/data/nasty/blns.json");
const nastyMissing = existsSync(nasty) ? pdfToolsMissing : "shared data nasty/blns.json is absent";
if (nastyMissing !== "") console.warn(`Some tests of labels, offers and brochures are skipped: ${nastyMissing}.`);

let engine: TypstEngine;
beforeAll(async () => {
  engine = await openTypstEngine({ ...sourcePlaces(), systemFontDirs: [] });
});

const labelsData = (sheet: LabelSheet, addresses: readonly Recipient[], over: Partial<LabelsData> = {}): LabelsData => ({
  setup: sampleSetup(),
  letterhead,
  madeOn: toDay("2026-11-22"),
  sheet,
  startAt: 1,
  addresses,
  ...over,
});

/** Names that a mailing list has: long ones, other scripts, marks that a template could take for its own. */
const many: readonly Recipient[] = [
  recipient,
  { name: "Maximiliana Featherstonehaugh-Morgan", addressLines: ["1872 Maple Avenue, Apartment 4B", "Springfield, MA 01109"] },
  { name: "Nguyễn Thị Ánh", addressLines: ["c/o Ben Lee", "12 Oak St", "Building C", "Lowell, MA 01850"] },
  { name: "Ελένη Παπαδοπούλου", addressLines: ["7 Pier", "Boston, MA 02110"] },
  { name: "#let x = 1 *bold* $m$ \\ [b]", addressLines: ["1 Elm", "Ware, MA"] },
  { name: "Łukasz Żółć", addressLines: ["ul. Długa 1", "00-238 Warszawa", "PL"] },
  { name: "Ньу-Йорк Иванов", addressLines: ["1 Elm", "Ware, MA"] },
];

/** Every sheet of the file against the labels it should lie on. */
function expectInsideLabels(pdf: Uint8Array, sheet: LabelSheet, startAt: number, nudge = { rightMm: 0, downMm: 0 }): void {
  const words = printedWords(pdf);
  expect(words.length).toBeGreaterThan(0);
  for (const word of words) {
    const onLabel = Array.from({ length: labelsOn(sheet) }, (_, place) => ({ place, label: labelAt(sheet, place) })).find(
      ({ label }) =>
        word.leftMm >= label.xMm + labelMarginMm.acrossMm + nudge.rightMm - 0.1 &&
        word.rightMm <= label.xMm + label.widthMm - labelMarginMm.acrossMm + nudge.rightMm + 0.1 &&
        // Poppler's box of a word is the font's, taller than the letters: half the margin is air enough.
        word.topMm >= label.yMm + labelMarginMm.downMm / 2 + nudge.downMm - 0.1 &&
        word.bottomMm <= label.yMm + label.heightMm - labelMarginMm.downMm / 2 + nudge.downMm + 0.1,
    );
    expect({ word: word.text, page: word.page, isInside: onLabel !== undefined }).toEqual({ word: word.text, page: word.page, isInside: true });
    if (word.page === 1) expect(onLabel?.place).toBeGreaterThanOrEqual(startAt - 1);
  }
}

describe.skipIf(pdfToolsMissing !== "")("DOC-1 mailing labels on paper", () => {
  test.each(labelSheetNames)("DOC-1 %s: every word stays inside its label with the margin, from the first free label on", async (name) => {
    const sheet = labelSheets[name];
    const addresses = Array.from({ length: labelsOn(sheet) + 3 }, (_, at) => many[at % many.length] ?? recipient);
    const fitting = addresses.filter((address) => layOutLabels(sheet, 1, [address]).tooLong.length === 0);
    const { pdf, pages } = await engine.compile(viewDocument("labels", labelsData(sheet, fitting, { startAt: 5 })));
    expect(pages).toBe(2);
    checkPdf(pdf);
    expectInsideLabels(pdf, sheet, 5);
    for (const { isEmbedded } of pdfFonts(pdf)) expect(isEmbedded).toBe(true);
    expect(bare(printedText(pdf))).toContain(bare("#let x = 1 *bold* $m$ \\ [b]"));
  });

  test("DOC-1 the paper has the size of the sheet, and the file says what it is", async () => {
    const a4 = await engine.compile(viewDocument("labels", labelsData(labelSheets["avery-l7160"], [recipient])));
    expect(pdfInfo(a4.pdf).get("Page size")).toContain("A4");
    const letter = await engine.compile(viewDocument("labels", labelsData(labelSheets["avery-5160"], [recipient])));
    const info = pdfInfo(letter.pdf);
    expect(info.get("Page size")).toContain("letter");
    expect(info.get("Title")).toBe("Mailing labels – Nov 22, 2026 (1)");
    expect(info.get("Tagged")).toBe("yes");
    expect(letter.missing).toEqual([]);
  });

  test("DOC-1 the printer’s correction moves the print and keeps it inside the moved labels", async () => {
    const sheet = labelSheets["avery-5161"];
    const nudge = { rightMm: 2, downMm: -1.5 };
    const { pdf } = await engine.compile(viewDocument("labels", labelsData(sheet, many, { setup: { ...sampleSetup(), nudge } })));
    expectInsideLabels(pdf, sheet, 1, nudge);
    const still = printedWords((await engine.compile(viewDocument("labels", labelsData(sheet, many)))).pdf)[0];
    const moved = printedWords(pdf)[0];
    expect((moved?.leftMm ?? 0) - (still?.leftMm ?? 0)).toBeCloseTo(2, 1);
    expect((moved?.topMm ?? 0) - (still?.topMm ?? 0)).toBeCloseTo(-1.5, 1);
  });

  test("DOC-2 a character that no font has is a visible substitute and is told", async () => {
    const { pdf, missing } = await engine.compile(viewDocument("labels", labelsData(labelSheets["avery-5160"], [{ name: "Rosa 𠮷 Lee", addressLines: ["1 Elm", "Ware, MA"] }])));
    expect(missing).toEqual(["U+20BB7 𠮷"]);
    expect(printedText(pdf)).toContain("�");
  });

  test("F-20 labels of a training practice carry the mark on every sheet", async () => {
    const { pdf } = await engine.compile(viewDocument("labels", labelsData(labelSheets["avery-5163"], Array.from({ length: 12 }, () => recipient), { setup: { ...sampleSetup(), training: true } })));
    expect(bare(printedText(pdf)).match(/donotmail/g)).toHaveLength(2);
  });
});

describe.skipIf(pdfToolsMissing !== "")("DOC-1 a plan offer on paper", () => {
  test("DOC-1 DOC-2 the file has every line, both sums and the difference, tagged, with its title and fonts", async () => {
    const { pdf, pages } = await engine.compile(viewDocument("plan_offer", sampleOffer()));
    expect(pages).toBe(1);
    checkPdf(pdf);
    const text = bare(printedText(pdf));
    for (const part of ["Plan offer", "Jan 14, 2026", "Cleaning, adult", "included: Cleanings", "2,615.00", "2,092.00", "Dues: 12 × $37.00 a month", "$2,727.00", "$2,635.00", "You would have saved", "$92.00", "This is not insurance."])
      expect(text).toContain(bare(part));
    expect(pdfInfo(pdf).get("Tagged")).toBe("yes");
    expect(pdfInfo(pdf).get("Title")).toContain("Plan offer – Adult");
    for (const { isEmbedded } of pdfFonts(pdf)) expect(isEmbedded).toBe(true);
  });

  test("DOC-1 a year of two hundred visits goes over as many pages as it needs, with the sums at the end", async () => {
    const visits = Array.from({ length: 200 }, (_, at) => ({ on: toDay("2026-03-02"), patientId: 1, description: `Service ${at}`, service: null, quantity: 1, unitCents: toCents(100), taxRatePpm: 0 }));
    const { pdf, pages } = await engine.compile(viewDocument("plan_offer", sampleOffer({ visits })));
    expect(pages).toBeGreaterThan(3);
    const words = printedWords(pdf);
    expect(words.filter(({ text }) => text === "Service")).not.toHaveLength(0);
    expect(words.filter(({ text }) => /^\d+$/.test(text) && Number(text) === 199)).toHaveLength(1);
    expect(words.find(({ text }) => text === "$200.00")?.page).toBe(pages);
  });

  test("DOC-8 F-20 in Spanish, and marked where it is training", async () => {
    const { pdf } = await engine.compile(viewDocument("plan_offer", sampleOffer({ locale: "es-US", training: true, visits: [] })));
    const text = bare(printedText(pdf));
    for (const part of ["Oferta de plan", "Usted habría pagado más", "Sin visitas en estos doce meses.", "PRÁCTICA – no es una oferta real"]) expect(text).toContain(bare(part));
  });
});

describe.skipIf(pdfToolsMissing !== "")("DOC-1 a brochure on paper", () => {
  const plansOf = (count: number, make: (name: string) => ReturnType<typeof brochurePlan>) => ["Adult", "Child", "Perio", "Family"].slice(0, count).map((name) => make(name));

  for (const paper of ["letter", "a4"] as const) {
    test.each([1, 2, 3, 4])(`DOC-1 %i plans on ${paper}: two sides, nothing crosses a fold or comes near one, however full the plans are`, async (count) => {
      const sheet = brochureSheet(paper);
      for (const make of [brochurePlan, fullPlan]) {
        const long = make === fullPlan ? { about: Array.from({ length: 6 }, () => "A paragraph of the practice’s own that goes on for a while. ".repeat(2)), join: Array.from({ length: 5 }, () => "A step that takes more than one line to say, and then some.") } : {};
        const { pdf, pages } = await engine.compile(viewDocument("brochure", sampleBrochure(plansOf(count, make), paper, long)));
        expect(pages).toBe(2);
        checkPdf(pdf);
        for (const word of printedWords(pdf)) {
          const folds = word.page === 1 ? sheet.outsideFoldsMm : sheet.insideFoldsMm;
          for (const fold of folds) {
            const isClear = word.rightMm <= fold - 6 || word.leftMm >= fold + 6;
            expect({ word: word.text, page: word.page, fold, isClear }).toEqual({ word: word.text, page: word.page, fold, isClear: true });
          }
          expect(word.leftMm).toBeGreaterThanOrEqual(8.9);
          expect(word.rightMm).toBeLessThanOrEqual(sheet.widthMm - 8.9);
          // Poppler's box of a word is the font's, taller than the letters.
          expect(word.topMm).toBeGreaterThanOrEqual(9);
          expect(word.bottomMm).toBeLessThanOrEqual(sheet.heightMm - 9);
        }
      }
    });
  }

  test("DOC-1 every word of the plans is on the paper, and nothing is cut away", async () => {
    for (const count of [1, 4]) {
      const plans = plansOf(count, fullPlan);
      const text = bare(printedText((await engine.compile(viewDocument("brochure", sampleBrochure(plans)))).pdf));
      for (const { name } of plans) expect(text).toContain(bare(name));
      expect(text.match(/firstmonthincluded/g)).toHaveLength(count);
      expect(text.match(/Frommember2ofahousehold:10%less/g)).toHaveLength(count);
    }
  });

  test("DOC-2 tagged, titled, every font inside, the sheet across, with the disclosure", async () => {
    const { pdf } = await engine.compile(viewDocument("brochure", sampleBrochure(plansOf(3, brochurePlan), "a4")));
    const info = pdfInfo(pdf);
    expect(info.get("Tagged")).toBe("yes");
    expect(info.get("Title")).toBe("Brochure of plans – Adult, Child, Perio");
    expect(info.get("Page size")).toMatch(/841\.\d+ x 595\.\d+/);
    for (const { isEmbedded } of pdfFonts(pdf)) expect(isEmbedded).toBe(true);
    expect(bare(printedText(pdf))).toContain(bare("This is not insurance."));
  });

  test("DOC-1 a practice without telephone, address or code still has its brochure, in any script", async () => {
    const bareHead = { name: "Đỗ & Παπάς #1", addressLines: [], phone: null, email: null, taxId: null };
    const { pdf, missing } = await engine.compile(viewDocument("brochure", sampleBrochure([brochurePlan("Người lớn *")], "letter", { letterhead: bareHead, code: null, join: [], about: [], promise: "" })));
    expect(missing).toEqual([]);
    const text = bare(printedText(pdf));
    for (const part of ["Đỗ & Παπάς #1", "Người lớn *"]) expect(text).toContain(bare(part));
  });
});

describe.skipIf(nastyMissing !== "")("DOC-2 nasty strings on labels, offers and brochures", () => {
  const strings = () => JSON.parse(readFileSync(nasty, "utf8")) as string[];
  /** What reads back as it was written: no hidden signs, nothing from right to left, nothing without a glyph. */
  const readable = (all: readonly string[], missing: readonly string[]) => {
    const unprintable = new Set(missing.map((name) => name.split(" ")[1] ?? ""));
    return all.filter((raw) => /^[\p{ASCII}\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Han}]+$/u.test(raw) && !/\p{C}/u.test(raw) && !Array.from(raw).some((c) => unprintable.has(c)));
  };

  test("DOC-2 as names on labels: whoever fits is printed as typed, inside the label, and nobody breaks the sheet", async () => {
    const sheet = labelSheets["avery-5163"];
    const people = strings().map((name) => ({ name, addressLines: ["12 Elm Street", "Ware, MA 01082"] }));
    const fitting = people.filter((one) => layOutLabels(sheet, 1, [one]).tooLong.length === 0);
    expect(fitting.length).toBeGreaterThan(350);
    const { pdf, pages, missing, warnings } = await engine.compile(viewDocument("labels", labelsData(sheet, fitting)));
    expect(warnings).toEqual([]);
    expect(pages).toBe(Math.ceil(fitting.length / 10));
    checkPdf(pdf);
    const text = bare(printedText(pdf));
    const names = readable(fitting.map(({ name }) => name), missing);
    expect(names.length).toBeGreaterThan(250);
    expect(names.filter((name) => !text.includes(bare(name)))).toEqual([]);
  });

  test("DOC-2 as services and people of an offer", async () => {
    const visits = strings().map((description) => ({ on: toDay("2026-03-02"), patientId: 1, description, service: { code: description, name: description, category: description }, quantity: 1, unitCents: toCents(100), taxRatePpm: 0 }));
    const members = [
      { patientId: 1, name: "#let * $ \\ <b>", activationPaidOn: null },
      { patientId: 2, name: "Ben", activationPaidOn: null },
    ];
    const { pdf, missing, warnings } = await engine.compile(viewDocument("plan_offer", sampleOffer({ visits, members })));
    expect(warnings).toEqual([]);
    checkPdf(pdf);
    const text = bare(printedText(pdf));
    const written = readable(visits.map(({ description }) => description), missing);
    expect(written.length).toBeGreaterThan(350);
    expect(written.filter((raw) => !text.includes(bare(raw)))).toEqual([]);
  });

  test("DOC-2 as plans, benefits and the practice’s own words of a brochure, two sides each", async () => {
    for (const raw of strings().filter((_, at) => at % 25 === 0)) {
      const [benefit] = brochurePlan("Adult").benefits;
      const plan = brochurePlan(raw, { descriptor: raw, benefits: benefit ? [{ ...benefit, label: raw }] : [], discounts: [{ on: { kind: "category", category: raw }, off: { kind: "percent", basisPoints: 500 } }] });
      const { pdf, pages, warnings } = await engine.compile(viewDocument("brochure", sampleBrochure([plan], "a4", { headline: raw, promise: raw, about: [raw], join: [raw], notInsurance: [raw] })));
      expect({ raw, pages, warnings }).toEqual({ raw, pages: 2, warnings: [] });
      checkPdf(pdf);
    }
  });
});
