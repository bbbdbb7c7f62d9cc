import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { toInstant } from "#domain/calendar.ts";
import { asId, type StaffId } from "#domain/identity.ts";
import { roles } from "#domain/staff/permissions.ts";
import { Books } from "./books.fixture.ts";
import { takeLease, releaseLease } from "./leases.ts";
import { findRequest, forgetRequests } from "./requests.ts";
import { insertRow } from "./schema.fixture.ts";
import {
  endAllSessions,
  endSessionRow,
  endSessionsOf,
  findSession,
  insertSession,
  latestSeenAt,
  listLiveSessions,
  lockSessionRow,
  touchSession,
  unlockSessionRow,
} from "./sessions.ts";
import { countActive, countTry, deactivateStaffRow, findStaff, findStaffByUsername, forgetTries, insertStaff, listStaff, recordSignIn } from "./staff.ts";

let books: Books;
beforeEach(() => (books = new Books()));
afterEach(() => books.dispose());

const at = (minute: number) => toInstant(`2026-03-01T09:${String(minute).padStart(2, "0")}:00.000Z`);
const nobody = asId<StaffId>(99);

describe("STF-1 people who work here", () => {
  test("are read back as added, by id and by username in any case, and listed by name", () => {
    const zoe = books.staff("Zoe", "owner");
    const ada = books.staff("Ada", "biller");
    const expected = {
      id: ada,
      name: "Ada",
      username: "ada",
      passwordHash: null,
      role: "biller",
      licence: "",
      failedCount: 0,
      notBeforeAt: null,
      lastSignInAt: null,
      createdAt: "2026-03-01T09:00:00.000Z",
      deactivatedAt: null,
    };
    const seen = books.read((db) => [findStaff(db, ada), findStaffByUsername(db, "ADA"), findStaffByUsername(db, "ada ")]);
    expect(seen).toEqual([expected, expected, undefined]);
    expect(books.read(listStaff).map(({ id }) => id)).toEqual([ada, zoe]);
    expect(books.read((db) => findStaff(db, nobody))).toBeUndefined();
  });

  test.each(roles)("a %s can be added; a role that there is not cannot", (role) => {
    const add = (as: typeof role) =>
      books.write((db) => insertStaff(db, { name: "N", username: `n-${role}`, role: as, passwordHash: "h", createdAt: at(0) }));
    add(role);
    expect(books.read((db) => findStaffByUsername(db, `n-${role}`))).toMatchObject({ role, passwordHash: "h" });
    expect(() => add("janitor" as typeof role)).toThrow(/UNIQUE|CHECK/);
  });

  test("STF-3 somebody who left is deactivated once, and counts no more for any role", () => {
    const ada = books.staff("Ada", "owner");
    books.staff("Ben", "site_admin");
    books.staff("Cy", "biller");
    const count = () => books.read((db) => [countActive(db, ["owner"]), countActive(db, ["owner", "site_admin"]), countActive(db, ["read_only"])]);
    expect(count()).toEqual([1, 2, 0]);
    const leave = () => books.write<boolean>((db) => deactivateStaffRow(db, ada, at(1)));
    expect([leave(), leave()]).toEqual([true, false]);
    expect(count()).toEqual([0, 1, 0]);
    expect(books.read((db) => findStaff(db, ada)?.deactivatedAt)).toBe(at(1));
    expect(books.read((db) => db.get("select version from staff where id = ?", ada))).toEqual({ version: 2 });
  });
});

describe("S10 wrong passwords are counted", () => {
  test("one by one with how long to wait, for the one person only, until forgotten", () => {
    const [ada, ben] = [books.staff("Ada"), books.staff("Ben")];
    const state = (id: StaffId) => books.read((db) => { const row = findStaff(db, id); return [row?.failedCount, row?.notBeforeAt]; }); // prettier-ignore
    books.write((db) => countTry(db, ada, null));
    books.write((db) => countTry(db, ada, at(5)));
    expect([state(ada), state(ben)]).toEqual([[2, at(5)], [0, null]]); // prettier-ignore
    books.write((db) => countTry(db, ada, null));
    expect(state(ada)).toEqual([3, null]);
    books.write((db) => forgetTries(db, ada));
    expect(state(ada)).toEqual([0, null]);
  });

  test("a right password forgets them, says when, and takes a new hash only where there is one", () => {
    const ada = books.write<StaffId>((db) => insertStaff(db, { name: "Ada", username: "ada", role: "owner", passwordHash: "old", createdAt: at(0) }));
    books.write((db) => {
      countTry(db, ada, at(5));
      recordSignIn(db, ada, at(6), null);
    });
    expect(books.read((db) => findStaff(db, ada))).toMatchObject({ failedCount: 0, notBeforeAt: null, lastSignInAt: at(6), passwordHash: "old" });
    books.write((db) => recordSignIn(db, ada, at(7), "new"));
    expect(books.read((db) => findStaff(db, ada))).toMatchObject({ lastSignInAt: at(7), passwordHash: "new" });
  });
});

describe("control 34 sessions", () => {
  const begin = (token: string, staffId: StaffId, minute = 0): number =>
    books.write<number>((db) => insertSession(db, { tokenHash: token, staffId, workstation: "desk", at: at(minute) }));

  test("are found by the hash of their token and no other word, with who it is", () => {
    const ada = books.staff("Ada", "owner");
    const id = begin("hash-1", ada);
    const session = { id, staffId: ada, name: "Ada", role: "owner", workstation: "desk", startedAt: at(0), lastSeenAt: at(0), lockedAt: null };
    expect(books.read((db) => findSession(db, "hash-1"))).toEqual(session);
    expect(books.read((db) => ["hash-", "HASH-1", "hash-2", ""].map((word) => findSession(db, word)))).toEqual([undefined, undefined, undefined, undefined]);
    expect(() => begin("hash-1", ada)).toThrow(/UNIQUE/);
  });

  test("lock once, open again with the time of it, and are seen", () => {
    const id = begin("a", books.staff("Ada"));
    const lock = (minute: number) => books.write<boolean>((db) => lockSessionRow(db, id, at(minute)));
    expect([lock(1), lock(2)]).toEqual([true, false]);
    expect(books.read((db) => findSession(db, "a"))).toMatchObject({ lockedAt: at(1), lastSeenAt: at(0) });
    books.write((db) => unlockSessionRow(db, id, at(3)));
    expect(books.read((db) => findSession(db, "a"))).toMatchObject({ lockedAt: null, lastSeenAt: at(3) });
    books.write((db) => touchSession(db, id, at(4)));
    expect(books.read((db) => findSession(db, "a"))).toMatchObject({ lastSeenAt: at(4) });
    expect(lock(5)).toBe(true);
  });

  test("end once; an ended one lets nobody in", () => {
    const id = begin("a", books.staff("Ada"));
    const end = () => books.write<boolean>((db) => endSessionRow(db, id, at(1)));
    expect([end(), end()]).toEqual([true, false]);
    expect(books.read((db) => [findSession(db, "a"), listLiveSessions(db)])).toEqual([undefined, []]);
  });

  test("of somebody deactivated let nobody in, though nobody ended them", () => {
    const ada = books.staff("Ada");
    begin("a", ada);
    begin("b", books.staff("Ben"));
    books.write((db) => deactivateStaffRow(db, ada, at(1)));
    expect(books.read((db) => [findSession(db, "a"), findSession(db, "b")?.name])).toEqual([undefined, "Ben"]);
    expect(books.read(listLiveSessions).map(({ name }) => name)).toEqual(["Ben"]);
  });

  test("of one person end together, and all of them when the office opens", () => {
    const [ada, ben] = [books.staff("Ada"), books.staff("Ben")];
    for (const token of ["a1", "a2"]) begin(token, ada);
    begin("b", ben);
    expect(books.write<number>((db) => endSessionsOf(db, ada, at(1)))).toBe(2);
    expect(books.write<number>((db) => endSessionsOf(db, ada, at(1)))).toBe(0);
    expect(books.read(listLiveSessions).map(({ staffId }) => staffId)).toEqual([ben]);
    expect(books.write<number>((db) => endAllSessions(db, at(2)))).toBe(1);
    expect(books.read((db) => db.all("select ended_at as ended from session order by id"))).toEqual([{ ended: at(1) }, { ended: at(1) }, { ended: at(2) }]);
  });

  test("S10 the latest time that was ever seen counts ended sessions too", () => {
    expect(books.read(latestSeenAt)).toBeNull();
    const ada = books.staff("Ada");
    const id = begin("a", ada, 30);
    begin("b", ada, 10);
    books.write((db) => endSessionRow(db, id, at(31)));
    expect(books.read(latestSeenAt)).toBe(at(30));
  });
});

describe("F-15 stored replies", () => {
  test("say whose command it was; old ones are forgotten, those of the very instant are kept", () => {
    const ada = books.staff("Ada");
    books.write((db) => {
      for (const [id, minute, staff] of [["a", 1, ada], ["b", 2, null], ["c", 3, ada]] as const) // prettier-ignore
        insertRow(db, "request", { id, operation: "patients.add", staff_id: staff, reply: "{}", at: at(minute) });
    });
    const find = (id: string) => books.read((db) => findRequest(db, id));
    expect([find("a"), find("b"), find("zz")]).toEqual([
      { operation: "patients.add", staffId: ada },
      { operation: "patients.add", staffId: null },
      undefined,
    ]);
    expect(books.write<number>((db) => forgetRequests(db, at(2)))).toBe(1);
    expect(["a", "b", "c"].map((id) => find(id) !== undefined)).toEqual([false, true, true]);
  });
});

describe("BIL-1 a lease", () => {
  const take = (owner: string, now: number, name = "billing"): boolean =>
    books.write<boolean>((db) => takeLease(db, { name, owner, now: at(now), aliveFrom: at(Math.max(0, now - 2)), aliveTo: at(now + 2) }));
  const heartbeat = () => books.read((db) => db.get("select owner, heartbeat_at as beat from lease where name = 'billing'"));

  test("is one owner's, who renews it; another waits until the heartbeat has stopped", () => {
    expect([take("a", 10), take("b", 11), take("a", 12), take("b", 14)]).toEqual([true, false, true, false]);
    expect(heartbeat()).toEqual({ owner: "a", beat: at(12) });
    expect(take("b", 15)).toBe(true);
    expect(heartbeat()).toEqual({ owner: "b", beat: at(15) });
    expect(take("a", 15)).toBe(false);
  });

  test("with a heartbeat from a future that a wrong clock made counts as left", () => {
    take("a", 50);
    expect([take("b", 48), take("c", 10)]).toEqual([false, true]);
  });

  test("of one name says nothing about another", () => {
    expect([take("a", 10), take("b", 10, "mail")]).toEqual([true, true]);
  });

  test("is given up by its owner only, and is free at once", () => {
    take("a", 10);
    books.write((db) => releaseLease(db, "billing", "b"));
    expect(take("b", 10)).toBe(false);
    books.write((db) => releaseLease(db, "billing", "a"));
    expect(take("b", 10)).toBe(true);
  });
});
