import { expect, test } from "vitest";
import { allOrNone, stillThere, toggled, withRange } from "./selection.ts";

const ids = ["a", "b", "c", "d", "e"];

test("UI-5 Space selects a row and selects it no more", () => {
  const once = toggled(new Set(), "b");
  expect([...once]).toEqual(["b"]);
  expect([...toggled(once, "b")]).toEqual([]);
});

test("UI-5 Shift selects the range in either direction and keeps what was selected", () => {
  expect([...withRange(new Set(["e"]), ids, 1, 3)].toSorted()).toEqual(["b", "c", "d", "e"]);
  expect([...withRange(new Set(), ids, 3, 1)].toSorted()).toEqual(["b", "c", "d"]);
  expect([...withRange(new Set(), ids, -1, 1)].toSorted()).toEqual(["a", "b"]);
});

test("UI-5 select all takes all rows that are here, and again takes none", () => {
  const all = allOrNone(new Set(["b"]), ids);
  expect([...all]).toEqual(ids);
  expect(allOrNone(all, ids).size).toBe(0);
  expect(allOrNone(new Set(), []).size).toBe(0);
});

test("UI-4 rows that a filter took away are not acted upon", () => {
  expect(stillThere(new Set(["a", "z", "c"]), ids)).toEqual(["a", "c"]);
});
