import { expect, test } from "vitest";
import { samplePlan as plan, sampleSheet as sheet } from "./household-sheet.fixture.ts";
import { presentHouseholdSheet } from "./present-household-sheet.ts";
import { sampleSetup } from "./testing.ts";

const words = (lines: readonly { label: string; value: string }[]): string[] => lines.map(({ label, value }) => `${label}: ${value}`);

test("PPL-7 the sheet in words: money, draws, and what was saved against the dues of twelve months", () => {
  const print = presentHouseholdSheet(sheet());
  expect(words(print.money)).toEqual([
    "Balance: $37.00",
    "Past due: $37.00 since Nov 5, 2026",
    "Credit: $0.00",
    "Pays dues: by card on file",
    "Card on file: Visa •••• 4242, expires 04/2029",
  ]);
  expect(words(print.draws)).toEqual(["Last draw: Nov 5, 2026 · $37.00, $37.00 still open", "Next draw: Dec 5, 2026 · $37.00"]);
  expect([print.savedLabel, ...words(print.saved), ...words([print.total])]).toEqual([
    "Saved against dues, Nov 23, 2025 – Nov 22, 2026",
    "Dues: $444.00",
    "Taken off dues, fees and services: $37.00",
    "1 benefit used, at list price: $95.00",
    "Saved: $132.00",
  ]);
  expect(print.mark).toBeNull();
});

test("PPL-7 somebody on two plans is named once, and one who is on none is there too", () => {
  const { rows } = presentHouseholdSheet(
    sheet({
      members: [
        { name: "Rosa Lee", age: 42, isPayer: true, plans: [plan(), plan({ planName: "Whitening", periodMonths: 12, paidThroughOn: null })] },
        { name: "Ben Lee", age: null, isPayer: false, plans: [] },
      ],
    }),
  );
  expect(rows.map(({ who, about, plan: on, price, paidThrough }) => [who, about, on, price, paidThrough].join(" | "))).toEqual([
    "Rosa Lee | 42 years, pays | Adult Hygiene | $37.00 a month | Dec 4, 2026",
    " |  | Whitening | $37.00 a year | ",
    "Ben Lee |  | not on a plan |  | ",
  ]);
});

test("DOC-8 in Spanish too", () => {
  const { heading, language, rows } = presentHouseholdSheet(sheet({ setup: { ...sampleSetup(), locale: "es-US", training: true } }));
  expect([heading, language, rows[0]?.left]).toEqual(["Hoja del hogar", "es", [expect.stringContaining("Cleanings: 1 de 2, hasta")]]);
});
