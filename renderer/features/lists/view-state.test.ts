import fc from "fast-check";
import { expect, test } from "vitest";
import { contentOf, isChanged, searchOf } from "./view-state.ts";

const keys = ["q", "status", "due", "sort"];

test("UI-4 a view keeps filters and order, and neither the open preview nor its own number", () => {
  const search = { sort: "-due", status: "overdue.unpaid", open: "12", view: "3", q: "", tab: "invoices" };
  expect(contentOf(search, keys)).toBe("status=overdue.unpaid&sort=-due");
});

test("UI-4 bringing a view back clears the filters it does not set", () => {
  expect(searchOf("status=void", keys)).toEqual({ q: undefined, status: "void", due: undefined, sort: undefined });
});

test("UI-4 any text in a filter comes back as it was typed", () => {
  const value = fc.string({ minLength: 1, maxLength: 60, unit: "grapheme" });
  fc.assert(
    fc.property(value, value, (q, status) => {
      const content = contentOf({ q, status }, keys);
      expect(searchOf(content, keys)).toMatchObject({ q, status });
      expect(contentOf(searchOf(content, keys), keys)).toBe(content);
    }),
  );
});

test.each<[string, { search: string; columns: string }, boolean]>([
  ["nothing", { search: "status=void", columns: "+sent,-paid" }, false],
  ["the order in which columns were chosen", { search: "status=void", columns: "-paid,+sent" }, false],
  ["a filter", { search: "status=draft", columns: "+sent,-paid" }, true],
  ["a column", { search: "status=void", columns: "+sent" }, true],
])("UI-4 a view is changed by %s: %s", (_what, seen, changed) => {
  expect(isChanged({ search: "status=void", columns: "+sent,-paid" }, seen)).toBe(changed);
});
