import { expect, test } from "vitest";
import { chosenText, isShown, keepChosen, putChosenText, readChosen } from "./chosen-columns.ts";

function memoryStore() {
  const kept = new Map<string, string>();
  return {
    kept,
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  };
}

test("UI-4 chosen columns are remembered by table, as ids only", () => {
  const store = memoryStore();
  keepChosen(store, "invoices", { due: false, age: true });
  expect(readChosen(store, "invoices")).toEqual({ due: false, age: true });
  expect(readChosen(store, "patients")).toEqual({});
  expect([...store.kept]).toEqual([["perennial.columns.invoices", "-due,+age"]]);
});

test("UI-4 the first and required columns stay, others follow the person, then the screen", () => {
  expect(isShown({ id: "name" }, 0, { name: false })).toBe(true);
  expect(isShown({ id: "balance", required: true }, 3, { balance: false })).toBe(true);
  expect(isShown({ id: "due" }, 1, { due: false })).toBe(false);
  expect(isShown({ id: "age", hidden: true }, 2, {})).toBe(false);
  expect(isShown({ id: "age", hidden: true }, 2, { age: true })).toBe(true);
});

test("UI-4 a saved view takes the choice of columns along and brings it back", () => {
  const store = memoryStore();
  expect(chosenText(store, "invoices")).toBe("");
  keepChosen(store, "invoices", { due: false, age: true });
  const text = chosenText(store, "invoices");
  putChosenText(store, "invoices", "");
  expect(readChosen(store, "invoices")).toEqual({});
  putChosenText(store, "invoices", text);
  expect(readChosen(store, "invoices")).toEqual({ due: false, age: true });
});
