import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { takeNumber } from "#db/numbers.ts";
import { openTestFile, type TestFile } from "#db/testing.ts";
import { toDay, toInstant } from "#domain/calendar.ts";
import { toCents } from "#domain/money.ts";
import { refuse } from "#domain/refusal.ts";
import { act, look, type Cx } from "./context.ts";
import { noCards } from "./gateways/cards.ts";
import { readPlace, writePlace } from "./paging.ts";
import { audit, book } from "./record.ts";

let file: TestFile;
const heard: string[][] = [];
beforeEach(() => {
  file = openTestFile();
  heard.length = 0;
  file.db.onCommit((topics) => heard.push([...topics]));
});
afterEach(() => file.dispose());

const cx = (request?: Cx["request"]): Cx => ({
  db: file.db,
  actor: { staffId: null, workstation: "Front desk" },
  today: toDay("2026-11-22"),
  now: toInstant("2026-11-22T15:00:00.000Z"),
  gateways: { cards: noCards },
  ...(request ? { request } : {}),
});
const request = { id: "a", operation: "things.make" };
const count = (table: string): number => file.db.read((r) => r.get<{ n: number }>(`select count(*) as n from ${table}`))?.n ?? -1;

describe("F-15 a command's frame", () => {
  test("acts once: a repeat gets the stored reply, whatever it would have done now", () => {
    let done = 0;
    const make = () =>
      act<{ number: number; list: (string | null)[] }>(cx(request), (db) => {
        done += 1;
        return { number: takeNumber(db, "invoice"), list: ["é", null] };
      });
    const first = make();
    expect(make()).toEqual(first);
    expect(done).toBe(1);
    expect(takeNumberNow()).toBe(first.number + 1);
  });

  test("a refused command left nothing: no reply, no number, no audit row, and may be tried again", () => {
    const tryIt = (mayPass: boolean) =>
      act<number>(cx(request), (db) => {
        const number = takeNumber(db, "invoice");
        audit(cx(), db, "thing.made", "thing/1");
        db.touch("things");
        if (!mayPass) refuse("plan_not_found", {});
        return number;
      });
    expect(() => tryIt(false)).toThrow("plan_not_found");
    expect([count("request"), count("audit"), heard]).toEqual([0, 0, []]);
    expect(tryIt(true)).toBe(1);
    expect([count("request"), count("audit"), heard]).toEqual([1, 1, [["things"]]]);
  });

  test("a reply of nothing is stored as nothing and answered as such", () => {
    let done = 0;
    for (let n = 0; n < 2; n += 1)
      act<null>(cx(request), () => {
        done += 1;
        return null;
      });
    expect(done).toBe(1);
  });

  test("an id that another operation used is our own mistake here: the guard refuses it before", () => {
    act<number>(cx(request), () => 1);
    expect(() => act<number>(cx({ ...request, operation: "things.break" }), () => 2)).toThrow("Broken invariant");
    expect(act<number>(cx({ ...request, id: "b" }), () => 2)).toBe(2);
  });

  test("a repeat announces nothing: nothing changed", () => {
    const make = () =>
      act<number>(cx(request), (db) => {
        db.touch("things");
        return 1;
      });
    make();
    make();
    expect(heard).toEqual([["things"]]);
  });

  test("without an id every call acts", () => {
    expect([act<number>(cx(), (db) => takeNumber(db, "receipt")), act<number>(cx(), (db) => takeNumber(db, "receipt"))]).toEqual([1, 2]);
    expect(count("request")).toBe(0);
  });

  function takeNumberNow(): number {
    return file.db.write((db): number => takeNumber(db, "invoice"));
  }
});

describe("F-10, F-11 what a use case writes down", () => {
  test("carries who, where and when by itself", () => {
    file.db.write((db) => {
      audit(cx(), db, "thing.made", "thing/1", { after: { size: 3 } });
      book(cx(), db, {
        kind: "payment_received",
        householdId: null,
        memo: "",
        postings: [
          { account: "bank", amountCents: toCents(5), householdId: null },
          { account: "cash_drawer", amountCents: toCents(-5), householdId: null },
        ],
      });
    });
    expect(file.db.read((r) => r.get("select at, actor_id, workstation, action, subject, before, after from audit"))).toEqual({
      at: "2026-11-22T15:00:00.000Z",
      actor_id: null,
      workstation: "Front desk",
      action: "thing.made",
      subject: "thing/1",
      before: null,
      after: '{"size":3}',
    });
    expect(file.db.read((r) => r.get("select effective_on, entered_at from entry"))).toEqual({ effective_on: "2026-11-22", entered_at: "2026-11-22T15:00:00.000Z" });
  });

  test("an entry that does not balance, or owes nobody in particular, is refused as our own mistake, and nothing stays", () => {
    const wrong = (postings: Parameters<typeof book>[2]["postings"]) => () =>
      file.db.write((db) => {
        book(cx(), db, { kind: "payment_received", householdId: null, memo: "", postings });
      });
    expect(wrong([{ account: "bank", amountCents: toCents(5), householdId: null }])).toThrow("Broken invariant");
    expect(
      wrong([
        { account: "bank", amountCents: toCents(5), householdId: null },
        { account: "receivable", amountCents: toCents(-5), householdId: null },
      ]),
    ).toThrow("Broken invariant");
    expect([count("entry"), count("posting")]).toEqual([0, 0]);
  });
});

test("F-4 looking changes nothing and sees one moment", () => {
  const seen = look<number[]>(cx(), (db) => [db.get<{ n: number }>("select count(*) as n from request")?.n ?? -1, db.get<{ n: number }>("select count(*) as n from audit")?.n ?? -1]);
  expect(seen).toEqual([0, 0]);
  expect(heard).toEqual([]);
});

describe("UI-4 places in a list", () => {
  test("a place survives its way through the window, whatever the key", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: "grapheme" }), fc.integer()), fc.integer({ min: 0, max: 2 ** 40 }), (key, id) => {
        const text = writePlace(key, id);
        expect(text).toMatch(/^[\w-]*$/);
        expect(readPlace(text)).toEqual({ key, id });
      }),
    );
  });

  test.each([undefined, null, ""])("%j is the beginning", (text) => expect(readPlace(text)).toBeNull());

  test.each(["x", "AAAA", Buffer.from("[]").toString("base64url"), Buffer.from("[1]").toString("base64url"), Buffer.from('["a",1.5]').toString("base64url"), Buffer.from('[null,1]').toString("base64url"), Buffer.from('["a",1,2]').toString("base64url"), Buffer.from('{"0":"a","1":1,"length":2}').toString("base64url"), "'; drop table patient"])(
    "%j is no place of ours",
    (text) => {
      expect(() => readPlace(text)).toThrow(expect.objectContaining({ code: "list_place_unknown" }) as Error);
    },
  );
});
