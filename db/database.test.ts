import { existsSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { refuse } from "#domain/refusal.ts";
import { Database, type ReadableDb, type WritableDb } from "./database.ts";
import { sql } from "./sql.ts";
import { contentHash, openTestFile, refusalOf, type TestFile } from "./testing.ts";

let file: TestFile;
let db: Database;
beforeEach(() => {
  file = openTestFile();
  ({ db } = file);
});
afterEach(() => file.dispose());

const put = (write: WritableDb, name: string): number =>
  write.exec("insert into import_mapping (name, mapping, created_at) values (?, '', '')", name).id;
const names = (read: ReadableDb): string[] =>
  read.all<{ name: string }>("select name from import_mapping order by id").map(({ name }) => name);
const stored = (): string[] => db.read(names);

describe("F-18 a write transaction keeps all of its work or none", () => {
  test("what it answers comes back, and its rows are there", () => {
    expect(db.write((write) => put(write, "a"))).toBe(1);
    expect(stored()).toEqual(["a"]);
    expect(db.inTransaction).toBe(false);
  });

  test.each([
    ["a refusal", () => refuse("disk_full", {}), "disk_full"],
    ["an error of ours", () => { throw new TypeError("ours"); }, "ours"], // prettier-ignore
    ["a broken constraint", (write: WritableDb) => void put(write, "a"), /UNIQUE/],
    ["a broken rule of the schema", (write: WritableDb) => void write.exec("insert into lease (name, owner, heartbeat_at) values ('a', null, '')"), /NOT NULL/],
    ["a statement that is no SQL", (write: WritableDb) => void write.exec("insert in"), /syntax/],
  ])("after %s nothing of it stays, and the next transaction works", (_, fail, message) => {
    expect(() =>
      db.write((write) => {
        put(write, "a");
        put(write, "b");
        fail(write);
      }),
    ).toThrow(message);
    expect([stored(), db.inTransaction]).toEqual([[], false]);
    db.write((write) => put(write, "c"));
    expect(stored()).toEqual(["c"]);
  });

  test("a deferred reference that is still broken at the end takes everything back", () => {
    const before = contentHash(db);
    expect(() =>
      db.write((write) =>
        write.exec("insert into household (number, name, payer_patient_id, created_at) values (1, 'Lee', 99, '')"),
      ),
    ).toThrow(/FOREIGN KEY/);
    expect([contentHash(db), db.inTransaction]).toEqual([before, false]);
  });
});

describe("one writer", () => {
  test("a write inside a write is our mistake, and the outer one is taken back with it", () => {
    expect(() => db.write((outer) => { put(outer, "a"); return db.write((inner) => put(inner, "b")); })).toThrow( // prettier-ignore
      "a write transaction is not opened inside another",
    );
    expect(stored()).toEqual([]);
  });

  test("a write inside a read is our mistake too", () => {
    expect(() => db.read(() => db.write((write) => put(write, "a")))).toThrow("not opened inside another");
    expect([stored(), db.inTransaction]).toEqual([[], false]);
  });

  test("a read inside a write sees what was written so far and does not end it", () => {
    const seen = db.write((write) => {
      put(write, "a");
      const inside = db.read(names);
      put(write, "b");
      return inside;
    });
    expect([seen, stored()]).toEqual([["a"], ["a", "b"]]);
  });

  test("an async callback does not compile, and if forced through is taken back", () => {
    // @ts-expect-error a promise is no result of a transaction
    expect(() => db.write(async (write) => put(write, "a"))).toThrow("not wait");
    // @ts-expect-error nor of a read
    expect(() => db.read(async (read) => names(read))).toThrow("not wait");
    expect([stored(), db.inTransaction]).toEqual([[], false]);
  });

  test("a second connection waits for nobody to read, and reads what was committed before it began", () => {
    db.write((write) => put(write, "a"));
    const other = Database.open(file.path, file.key, { readonly: true });
    const seen = db.write((write) => {
      put(write, "b");
      return other.read(names);
    });
    expect([seen, other.read(names)]).toEqual([["a"], ["a", "b"]]);
    other.close();
  });

  test("reads of one callback see one state of the file, whatever is committed meanwhile", () => {
    db.write((write) => put(write, "a"));
    const other = Database.open(file.path, file.key, { readonly: true });
    const seen = other.read((read): [string[], string[]] => {
      const first = names(read);
      db.write((write) => put(write, "b"));
      return [first, names(read)];
    });
    other.close();
    expect(seen).toEqual([["a"], ["a"]]);
  });

  test("after an error in a read the next one works", () => {
    expect(() => db.read((read) => read.all("select * from nowhere"))).toThrow(/no such table/);
    expect(() => db.read(() => refuse("disk_full", {}))).toThrow("disk_full");
    expect([db.inTransaction, stored()]).toEqual([false, []]);
  });
});

describe("BIL-2 a savepoint takes back its own part alone", () => {
  const tryPart = (write: WritableDb, work: () => void): void => {
    try {
      write.savepoint(() => {
        work();
      });
    } catch {
      put(write, "noted");
    }
  };

  test("the work before and after it stays", () => {
    db.write((write) => {
      put(write, "before");
      tryPart(write, () => {
        put(write, "inside");
        throw new Error("no");
      });
      put(write, "after");
    });
    expect(stored()).toEqual(["before", "noted", "after"]);
  });

  test("its answer comes back, and what it wrote is committed with the rest", () => {
    expect(db.write((write) => write.savepoint(() => put(write, "inside")))).toBe(1);
    expect(stored()).toEqual(["inside"]);
  });

  test("one in another is taken back alone, or with the outer one", () => {
    db.write((write) => {
      tryPart(write, () => {
        put(write, "outer");
        try {
          write.savepoint(() => {
            put(write, "inner");
            throw new Error("no");
          });
        } catch {
          put(write, "inner failed");
        }
      });
      tryPart(write, () => {
        write.savepoint(() => put(write, "inner of a failed one"));
        throw new Error("no");
      });
    });
    expect(stored()).toEqual(["outer", "inner failed", "noted"]);
  });

  test("when the transaction ends badly afterwards, its rows go too", () => {
    expect(() =>
      db.write((write) => {
        write.savepoint(() => put(write, "inside"));
        throw new Error("no");
      }),
    ).toThrow("no");
    expect(stored()).toEqual([]);
  });

  test("outside a transaction there is none", () => {
    let escaped: WritableDb | undefined;
    db.write((write) => {
      escaped = write;
    });
    expect(() => escaped?.savepoint(() => 1)).toThrow("a savepoint lies inside a write transaction");
  });

  type Step = { readonly name: string; readonly fails: boolean; readonly inner: readonly Step[] };
  const steps: fc.Memo<Step[]> = fc.memo((depth) =>
    fc.array(
      fc.record({
        name: fc.constantFrom("x", "y", "z"),
        fails: fc.boolean(),
        inner: depth > 1 ? steps() : fc.constant([]),
      }),
      { maxLength: 3 },
    ),
  );

  test("whatever parts fail, exactly the rows of parts that held up to the top are there", () => {
    fc.assert(
      fc.property(steps(3), (plan) => {
        let count = 0;
        const expected: string[] = [];
        const run = (write: WritableDb, list: readonly Step[], kept: string[]): void => {
          for (const step of list) {
            const mine: string[] = [];
            try {
              write.savepoint(() => {
                const name = `${step.name}${(count += 1)}`;
                put(write, name);
                mine.push(name);
                run(write, step.inner, mine);
                if (step.fails) throw new Error("planned");
              });
              kept.push(...mine);
            } catch (error) {
              if (!(error instanceof Error) || error.message !== "planned") throw error;
            }
          }
        };
        db.write((write) => {
          write.exec("delete from import_mapping");
          run(write, plan, expected);
        });
        expect(stored().toSorted()).toEqual(expected.toSorted());
      }),
      { numRuns: 60 },
    );
  });
});

describe("what changed is told after the commit", () => {
  test("each topic once, in the order of its first touch, when the rows are there to be read", () => {
    const told: (readonly string[])[] = [];
    const seen: string[][] = [];
    db.onCommit((topics) => {
      told.push(topics);
      seen.push(stored());
    });
    db.write((write) => {
      put(write, "a");
      write.touch("invoices", "household/1");
      write.touch("invoices");
    });
    expect([told, seen]).toEqual([[["invoices", "household/1"]], [["a"]]]);
  });

  test("nothing after a transaction that touched nothing, or that was taken back, and nothing is left for the next", () => {
    const told: (readonly string[])[] = [];
    db.onCommit((topics) => told.push(topics));
    db.write((write) => put(write, "a"));
    expect(() => db.write((write) => { write.touch("lost"); throw new Error("no"); })).toThrow("no"); // prettier-ignore
    db.write((write) => write.touch("kept"));
    expect(told).toEqual([["kept"]]);
  });

  test("several listen; one that stopped hears nothing more", () => {
    const heard: string[] = [];
    const stop = db.onCommit(() => heard.push("first"));
    db.onCommit(() => heard.push("second"));
    db.write((write) => write.touch("a"));
    stop();
    db.write((write) => write.touch("a"));
    expect(heard).toEqual(["first", "second", "second"]);
  });
});

describe("R7 a full disk is a message and not damage", () => {
  test("disk_full, nothing saved, reads go on, and deleting and writing work again after room is made", () => {
    db.write((write) => put(write, "kept"));
    const before = contentHash(db);
    db.pragma(`max_page_count = ${Number(db.pragma("page_count"))}`);
    const fill = (write: WritableDb): void => {
      for (let row = 0; row < 1000; row += 1) put(write, `${row}${"x".repeat(900)}`);
    };
    expect(refusalOf(() => db.write(fill))).toBe("disk_full");
    expect([contentHash(db), stored(), db.inTransaction]).toEqual([before, ["kept"], false]);
    db.write((write) => write.exec("delete from import_mapping"));
    db.pragma("max_page_count = 1000000");
    db.write(fill);
    expect(stored()).toHaveLength(1000);
    expect(db.pragma("integrity_check")).toBe("ok");
  });

  test("only SQLite's own word counts: an error that merely says so is a fault", () => {
    const error = Object.assign(new Error("database or disk is full"), { code: "SQLITE_FULL" });
    expect(() => db.write(() => { throw error; })).toThrow(error); // prettier-ignore
  });
});

describe("statements", () => {
  test("the same text with other values answers anew, and so does it after the table has changed", () => {
    const find = (name: string): unknown => db.read((read) => read.get("select * from import_mapping where name = ?", name));
    db.write((write) => put(write, "a"));
    expect([find("a"), find("b")]).toEqual([{ id: 1, name: "a", mapping: "", created_at: "" }, undefined]);
    db.script("alter table import_mapping add column extra text not null default 'new'");
    expect(find("a")).toEqual({ id: 1, name: "a", mapping: "", created_at: "", extra: "new" });
  });

  test("thousands of different texts can be asked, and the first again", () => {
    const answers = db.read((read) =>
      Array.from({ length: 1500 }, (_, n) => read.get<{ n: number }>(`select ${n} as n`)?.n),
    );
    expect(answers).toEqual(Array.from({ length: 1500 }, (_, n) => n));
    expect(db.read((read) => read.get("select 0 as n"))).toEqual({ n: 0 });
  });

  test("built queries run as written ones do: insert answers the id, run the number of rows", () => {
    const row = { name: "a", mapping: "{}", created_at: "2026-03-01T09:00:00.000Z" };
    const ids = db.write((write) => [
      write.insert(sql.insertInto("import_mapping").values(row)),
      write.insert(sql.insertInto("import_mapping").values({ ...row, name: "b" })),
    ]);
    expect(ids).toEqual([1, 2]);
    expect(db.write((write) => write.run(sql.updateTable("import_mapping").set({ mapping: "" })))).toBe(2);
    const query = sql.selectFrom("import_mapping").select(["name"]).orderBy("name", "desc");
    expect(db.read((read) => read.rows(query))).toEqual([{ name: "b" }, { name: "a" }]);
    expect(db.read((read) => read.row(query.where("name", "=", "a")))).toEqual({ name: "a" });
    expect(db.read((read) => read.row(query.where("name", "=", "zz")))).toBeUndefined();
  });

  test("values are bound, never written into the text", () => {
    const nasty = "x'); drop table import_mapping; --";
    db.write((write) => put(write, nasty));
    expect(stored()).toEqual([nasty]);
  });
});

describe("a compact copy", () => {
  test("R9 holds the same content under the same key, also from a read-only connection", () => {
    db.write((write) => put(write, "a"));
    const reader = Database.open(file.path, file.key, { readonly: true });
    const copyPath = join(file.path, "..", "copy.db");
    reader.vacuumInto(copyPath);
    reader.close();
    const copy = Database.open(copyPath, file.key, { readonly: true });
    expect(contentHash(copy)).toBe(contentHash(db));
    copy.close();
    expect(refusalOf(() => Database.open(copyPath, Buffer.alloc(32), { readonly: true }))).toBe("practice_key_wrong");
  });

  test("R9 never overwrites a file that is there", () => {
    expect(() => db.vacuumInto(file.path)).toThrow(/exists/);
    expect(existsSync(file.path)).toBe(true);
    expect(db.pragma("integrity_check")).toBe("ok");
  });
});
