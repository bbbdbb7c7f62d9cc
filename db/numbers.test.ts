import { afterEach, beforeEach, describe, expect, test } from "vitest";
import fc from "fast-check";
import { Database } from "./database.ts";
import { takeNumber, type Series } from "./numbers.ts";
import { openTestFile, type TestFile } from "./testing.ts";

let file: TestFile;
beforeEach(() => (file = openTestFile()));
afterEach(() => file.dispose());

const series: readonly Series[] = ["household", "chart", "invoice", "receipt", "credit_note", "deposit", "statement", "ticket"];
const take = (name: Series): number => file.db.write((db) => takeNumber(db, name));

describe("F-14 numbers that people see have no gaps", () => {
  test.each(series)("%s begins at 1 and goes on by one, whatever the others do", (name) => {
    for (const other of series.filter((one) => one !== name)) take(other);
    expect([take(name), take(name), take(name)]).toEqual([1, 2, 3]);
  });

  test("a transaction that is taken back leaves its number for the next one", () => {
    expect(take("invoice")).toBe(1);
    expect(() =>
      file.db.write((db) => {
        takeNumber(db, "invoice");
        takeNumber(db, "invoice");
        throw new Error("declined");
      }),
    ).toThrow("declined");
    expect(take("invoice")).toBe(2);
  });

  test("so does a part of a transaction", () => {
    const taken = file.db.write((db): number[] => {
      const first = takeNumber(db, "receipt");
      try {
        db.savepoint(() => {
          takeNumber(db, "receipt");
          throw new Error("no");
        });
      } catch {
        // The part is gone; the transaction goes on.
      }
      return [first, takeNumber(db, "receipt")];
    });
    expect(taken).toEqual([1, 2]);
  });

  test("two connections taking turns never get the same number, nor leave one out", () => {
    const other = Database.open(file.path, file.key);
    const taken = Array.from({ length: 40 }, (_, turn) =>
      (turn % 3 === 0 ? other : file.db).write((db): number => takeNumber(db, "invoice")),
    );
    other.close();
    expect(taken).toEqual(Array.from({ length: 40 }, (_, at) => at + 1));
  });

  test("whatever fails in between, the numbers kept are 1 to n in each series", () => {
    const step = fc.record({ name: fc.constantFrom(...series), many: fc.integer({ min: 1, max: 3 }), fails: fc.boolean() });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
        file.db.write((db) => db.exec("update number_series set next = 1"));
        const kept = new Map<Series, number[]>(series.map((name) => [name, []]));
        for (const { name, many, fails } of steps) {
          try {
            const numbers = file.db.write((db): number[] => {
              const taken = Array.from({ length: many }, () => takeNumber(db, name));
              if (fails) throw new Error("planned");
              return taken;
            });
            kept.get(name)?.push(...numbers);
          } catch (error) {
            if ((error as Error).message !== "planned") throw error;
          }
        }
        for (const numbers of kept.values()) expect(numbers).toEqual(numbers.map((_, at) => at + 1));
      }),
      { numRuns: 40 },
    );
  });

  test("a series that is not there is our mistake, and no number is made up", () => {
    expect(() => take("nowhere" as Series)).toThrow("the number series nowhere exists");
  });
});
