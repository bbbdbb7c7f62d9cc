import { expect, test } from "vitest";
import { toDay } from "../calendar.ts";
import { letterhead, recipient, sampleSetup } from "../statements/testing.ts";
import { labelSheets } from "./label-sheets.ts";
import { labelsTitle, presentLabels, type LabelsData } from "./present-labels.ts";

const data = (over: Partial<LabelsData> = {}): LabelsData => ({
  setup: sampleSetup(),
  letterhead,
  madeOn: toDay("2026-11-22"),
  sheet: labelSheets["avery-5160"],
  startAt: 1,
  addresses: [recipient],
  ...over,
});

test("DOC-1 a label holds the name and the address, and nothing else", () => {
  const [label] = presentLabels(data()).sheets[0] ?? [];
  expect(label?.lines.map(({ text }) => text)).toEqual(["Rosa Lee", "1872 Maple Avenue, Apt 4B", "Springfield, MA 01109"]);
});

test("DOC-1 the file says what it is, of whom and from when, in the practice’s language", () => {
  expect(presentLabels(data())).toMatchObject({
    title: "Mailing labels – Nov 22, 2026 (1)",
    author: "Alder Street Dental",
    dated: { year: 2026, month: 11, day: 22 },
    language: "en",
    paper: { widthMm: 215.9, heightMm: 279.4 },
  });
  expect(labelsTitle("es-US", toDay("2026-11-22"), 214)).toBe("Etiquetas postales – 22 nov 2026 (214)");
});

test("DOC-1 the printer’s correction moves every line of every label, right and down", () => {
  const at = (rightMm: number, downMm: number) => presentLabels(data({ setup: { ...sampleSetup(), nudge: { rightMm, downMm } } })).sheets[0]?.[0];
  const still = at(0, 0);
  const moved = at(1.5, -0.5);
  expect(moved?.xMm).toBeCloseTo((still?.xMm ?? 0) + 1.5, 2);
  expect(moved?.yMm).toBeCloseTo((still?.yMm ?? 0) - 0.5, 2);
  for (const [index, line] of (moved?.lines ?? []).entries()) expect(line.baselineMm).toBeCloseTo((still?.lines[index]?.baselineMm ?? 0) - 0.5, 2);
});

test("F-20 labels of a training practice say that they are not to be mailed", () => {
  expect(presentLabels(data({ setup: { ...sampleSetup(), training: true } })).mark).toBe("TRAINING – do not mail");
  expect(presentLabels(data()).mark).toBeNull();
});
