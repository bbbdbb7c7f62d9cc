import fc from "fast-check";
import { expect, test } from "vitest";
import { addDays, toDay } from "#domain/calendar.ts";
import type { Cents } from "#domain/money.ts";
import { isFiltered, readFilters, writeFilters, type FilterValues } from "./filter-kinds.ts";

const filters = {
  q: { kind: "text", label: "Name" },
  status: {
    kind: "choice",
    label: "Status",
    options: [
      { value: "unpaid", label: "Unpaid" },
      { value: "part_paid", label: "Part paid" },
      { value: "paid", label: "Paid" },
    ],
  },
  due: { kind: "days", label: "Due" },
  balance: { kind: "money", label: "Balance" },
  minors: { kind: "switch", label: "Under 18" },
} as const;

const nothing: FilterValues<typeof filters> = {
  q: "",
  status: [],
  due: { from: null, to: null },
  balance: { from: null, to: null },
  minors: false,
};

test("UI-4 an address without parameters filters nothing, and nothing is written", () => {
  expect(readFilters(filters, {})).toEqual(nothing);
  expect(isFiltered(filters, nothing)).toBe(false);
  expect(Object.values(writeFilters(filters, nothing)).every((text) => text === undefined)).toBe(
    true,
  );
});

test("UI-4 filters are written short and readable into the address", () => {
  const values: FilterValues<typeof filters> = {
    q: "ortiz",
    status: ["unpaid", "part_paid"],
    due: { from: toDay("2026-01-01"), to: null },
    balance: { from: 1 as Cents, to: 5000 as Cents },
    minors: true,
  };
  expect(writeFilters(filters, values)).toEqual({
    q: "ortiz",
    status: "unpaid.part_paid",
    due: "2026-01-01..",
    balance: "1..5000",
    minors: "1",
  });
  expect(isFiltered(filters, values)).toBe(true);
});

test("UI-4 what cannot be read in an address is left out", () => {
  const search = {
    status: "paid.stolen.__proto__",
    due: "2026-02-30..2026-03-01",
    balance: "1e9..x",
    minors: "yes",
    q: 5,
  };
  expect(readFilters(filters, search)).toEqual({
    ...nothing,
    status: ["paid"],
    due: { from: null, to: "2026-03-01" },
  });
});

test("UI-4 any filter comes back from the address as it was", () => {
  const day = fc.option(
    fc.integer({ min: -9000, max: 9000 }).map((n) => addDays(toDay("2026-01-01"), n)),
  );
  const amount = fc.option(
    fc.integer({ min: -999_999_999, max: 999_999_999 }).map((n) => n as Cents),
  );
  const values = fc.record({
    q: fc.string({ minLength: 1, maxLength: 120 }).filter((text) => text.trim() !== ""),
    status: fc.subarray(["unpaid", "part_paid", "paid"] as const),
    due: fc.record({ from: day, to: day }),
    balance: fc.record({ from: amount, to: amount }),
    minors: fc.boolean(),
  });
  fc.assert(
    fc.property(values, (chosen) => {
      const written = writeFilters(filters, chosen as FilterValues<typeof filters>);
      expect(readFilters(filters, written)).toEqual(chosen);
    }),
  );
});
