import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { toInstant } from "#domain/calendar.ts";
import { asId } from "#domain/identity.ts";
import { auditHash, insertAudit, type NewAudit } from "./audit.ts";
import { Books } from "./books.fixture.ts";
import { chainStart } from "./chain.ts";

let books: Books;
beforeEach(() => (books = new Books()));
afterEach(() => books.dispose());

const record = (over: Partial<NewAudit> = {}): NewAudit => ({
  at: toInstant("2026-03-01T09:00:00.000Z"),
  actorId: null,
  workstation: "desk",
  action: "patient.edited",
  subject: "patient/1",
  ...over,
});
const write = (...records: NewAudit[]): void => books.write((db) => { for (const one of records) insertAudit(db, one); }); // prettier-ignore
const rows = (): Record<string, unknown>[] => books.read((db) => db.all<Record<string, unknown>>("select * from audit order by id"));

describe("F-11 an audit record", () => {
  test("says who, where, when, what, and what changed from what", () => {
    const ada = books.staff("Ada");
    write(record({ actorId: ada, before: { city: "Salem", minors: 2 }, after: { city: "Dover", minors: 2, owing: false, note: null } }));
    expect(rows()).toEqual([
      {
        id: 1,
        at: "2026-03-01T09:00:00.000Z",
        actor_id: ada,
        workstation: "desk",
        action: "patient.edited",
        subject: "patient/1",
        before: '{"city":"Salem","minors":2}',
        after: '{"city":"Dover","minors":2,"owing":false,"note":null}',
        prev_hash: chainStart,
        hash: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
      },
    ]);
  });

  test.each([
    ["left out", {}],
    ["null", { before: null, after: null }],
  ])("keeps nothing where before and after are %s", (_, over) => {
    write(record(over));
    expect(rows()[0]).toMatchObject({ before: null, after: null });
  });

  test("of an empty change is not the same as none", () => {
    write(record({ after: {} }));
    expect(rows()[0]).toMatchObject({ before: null, after: "{}" });
  });

  test("stands on the one before, also over several transactions", () => {
    write(record(), record({ subject: "patient/2" }));
    write(record({ subject: "patient/3" }));
    const hashes = rows().map(({ hash }) => hash);
    expect(rows().map((row) => row["prev_hash"])).toEqual([chainStart, hashes[0], hashes[1]]);
    expect(new Set(hashes).size).toBe(3);
  });

  test("of a transaction that is taken back is gone, and the chain goes on without it", () => {
    write(record());
    expect(() =>
      books.write((db) => {
        insertAudit(db, record({ subject: "patient/9" }));
        throw new Error("no");
      }),
    ).toThrow("no");
    write(record({ subject: "patient/2" }));
    expect(rows().map(({ subject }) => subject)).toEqual(["patient/1", "patient/2"]);
    expect(rows()[1]?.["prev_hash"]).toBe(rows()[0]?.["hash"]);
  });

  test("by somebody who does not work here is not taken", () => {
    expect(() => write(record({ actorId: asId(99) }))).toThrow("FOREIGN KEY");
    expect(rows()).toEqual([]);
  });

  test("keeps names in every script, and text that looks like SQL or JSON, as they are", () => {
    const city = "Đà Nẵng '); drop table audit; -- \"}\\ \u2028 👩‍⚕️";
    write(record({ after: { city } }));
    expect(JSON.parse(String(rows()[0]?.["after"]))).toEqual({ city });
  });
});

test("F-11 equal records at different places have different hashes; equal places and records equal ones", () => {
  const fields = { at: "2026-03-01T09:00:00.000Z", actorId: 1, workstation: "w", action: "a.b", subject: "s/1", before: null, after: null };
  expect(auditHash(chainStart, fields)).toBe(auditHash(chainStart, { ...fields }));
  expect(auditHash(auditHash(chainStart, fields), fields)).not.toBe(auditHash(chainStart, fields));
  const moved = { ...fields, workstation: "", action: "wa.b" };
  expect(auditHash(chainStart, moved)).not.toBe(auditHash(chainStart, fields));
  expect(auditHash(chainStart, { ...fields, before: "{}", after: null })).not.toBe(
    auditHash(chainStart, { ...fields, before: null, after: "{}" }),
  );
});
