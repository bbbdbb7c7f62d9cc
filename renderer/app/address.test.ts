import fc from "fast-check";
import { expect, test } from "vitest";
import { buildHref, readSearch, writeSearch } from "./address.ts";

test("UI-4 an address names the screen, its record and its filters", () => {
  expect(buildHref("/patients/$patientId", { patientId: 12 }, { tab: "ledger" })).toBe(
    "#/patients/12?tab=ledger",
  );
  expect(buildHref("/invoices", {}, { status: undefined, q: "" })).toBe("#/invoices");
  expect(buildHref("/help/$slug", { slug: "a/b #1" }, {})).toBe("#/help/a%2Fb%20%231");
});

test("UI-4 any text comes back from the address as it was typed, and stays text", () => {
  expect(readSearch("?q=0123&due=2026-01-01..")).toEqual({ q: "0123", due: "2026-01-01.." });
  fc.assert(
    fc.property(
      fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), fc.string({ minLength: 1 })),
      (search) => {
        expect(readSearch(writeSearch(search))).toEqual({ ...search });
      },
    ),
  );
});
