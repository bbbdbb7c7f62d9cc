import { expect, test } from "vitest";
import { toInstant } from "#domain/calendar.ts";
import { toCents } from "#domain/money.ts";
import { ProcessorBook, type BookEntry } from "./book.ts";

const at = (minute: number) => toInstant(`2026-12-05T14:${String(minute).padStart(2, "0")}:00.000Z`);

function charge(book: ProcessorBook, key: string, minute: number) {
  const metadata = { lineage: "a", epoch: 1, householdId: 1, invoiceId: 1, drawOn: null, ordinal: 1 };
  return book.charge({ key, cardToken: "tok_ok", amountCents: toCents(100), metadata }, at(minute));
}

test("BIL-9 events come late, twice and in another order than they happened, and stay where they were delivered", () => {
  const entries: BookEntry[] = [];
  const delays = [[600_000], [0], [0, 300_000]];
  const book = new ProcessorBook({ save: (entry) => entries.push(entry), events: () => delays.shift() ?? [0] });
  charge(book, "one", 0);
  charge(book, "two", 1);
  charge(book, "three", 2);
  const keys = (events: readonly { readonly kind: string; readonly key?: string }[]) => events.map((one) => one.key);
  const first = book.events(0, at(3));
  expect(keys(first.events)).toEqual(["two", "three"]);
  const rest = book.events(first.next, at(30));
  expect(keys(rest.events)).toEqual(["three", "one"]);
  expect(first.events[1]).toEqual(rest.events[0]);
  expect(keys(new ProcessorBook({ entries }).events(0, at(30)).events)).toEqual(["two", "three", "three", "one"]);
});

test("R1 nothing is known to the book that was not saved before it was answered", () => {
  const entries: BookEntry[] = [];
  let full = false;
  const book = new ProcessorBook({
    save: (entry) => {
      if (full) throw new Error("no space");
      entries.push(entry);
    },
  });
  charge(book, "one", 0);
  full = true;
  expect(() => charge(book, "two", 1)).toThrow("no space");
  expect(book.charges).toHaveLength(1);
  expect(new ProcessorBook({ entries }).charges).toEqual(book.charges);
});
