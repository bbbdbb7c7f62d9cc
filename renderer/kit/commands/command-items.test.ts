import { expect, test } from "vitest";
import { askSources, matching, type CommandGroup, type CommandItem } from "./command-items.ts";

const items: readonly CommandItem[] = [
  { id: "1", label: "Take a payment" },
  { id: "2", label: "Patients" },
  { id: "3", label: "Nguyễn, Thị", detail: "born 7 Mar 1984" },
];

test("UI-1 actions are found by the start of any word, without accents, in any order", () => {
  expect(matching(items, "pay").map((item) => item.id)).toEqual(["1"]);
  expect(matching(items, "pa").map((item) => item.id)).toEqual(["1", "2"]);
  expect(matching(items, "thi nguyen").map((item) => item.id)).toEqual(["3"]);
  expect(matching(items, "1984").map((item) => item.id)).toEqual(["3"]);
  expect(matching(items, "ayment")).toEqual([]);
  expect(matching(items, " ")).toHaveLength(3);
});

test("UI-1 a source that fails does not take the others away, and each shows at most eight", async () => {
  let shown: readonly CommandGroup[] = [];
  const many = Array.from({ length: 30 }, (_, at) => ({ id: `p${at}`, label: `Patient ${at}` }));
  await askSources(
    [
      { id: "a", heading: "Patients", find: () => Promise.resolve(many) },
      { id: "b", heading: "Broken", find: () => Promise.reject(new Error("office away")) },
      { id: "c", heading: "Actions", find: () => items.slice(0, 1) },
      { id: "d", heading: "Empty", find: () => [] },
    ],
    "p",
    new AbortController().signal,
    (groups) => {
      shown = groups;
    },
  );
  expect(shown.map((group) => [group.heading, group.items.length])).toEqual([
    ["Patients", 8],
    ["Actions", 1],
  ]);
});

test("UI-1 answers to what was typed before are not shown any more", async () => {
  const abort = new AbortController();
  const calls: number[] = [];
  const asked = askSources(
    [{ id: "a", heading: "Patients", find: () => Promise.resolve(items) }],
    "p",
    abort.signal,
    (groups) => calls.push(groups.length),
  );
  abort.abort();
  await asked;
  expect(calls).toEqual([]);
});
