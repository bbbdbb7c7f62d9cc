import { afterEach, beforeEach, expect, test } from "vitest";
import { findSession, listLiveSessions } from "#db/sessions.ts";
import { findStaff } from "#db/staff.ts";
import type { StaffId } from "#domain/identity.ts";
import { hashToken } from "./session-token.ts";
import { endSession, signIn, signInAs } from "./sign-in.ts";
import { openStaffDesk, type StaffDesk } from "./desk.fixture.ts";

let desk: StaffDesk;
let ada: StaffId;
beforeEach(() => {
  desk = openStaffDesk();
  ada = desk.add("Ada", "owner");
});
afterEach(() => desk.dispose());

const right = "violet kettle under bridge";
const tryAs = (username: string, password: string) =>
  signIn({ ...desk.cx, now: desk.now() }, desk.now(), desk.hasher, { username, password });
const row = () => desk.cx.db.read((db) => findStaff(db, ada));

test("control 34 a session is known by the hash of its token; the token itself is nowhere in the file", async () => {
  const { token, staffId } = await tryAs("ada", right);
  expect(staffId).toBe(ada);
  expect(desk.cx.db.read((db) => findSession(db, hashToken(token)))).toMatchObject({ staffId: ada, name: "Ada", role: "owner", lockedAt: null });
  const kept = desk.cx.db.read((db) => db.all<{ token_hash: string }>("select token_hash from session"));
  expect(kept).toEqual([{ token_hash: hashToken(token) }]);
  expect(hashToken(token)).not.toContain(token);
});

test("control 36 sign-ins and failures are audited, and the person is told of the last time and of failures since", async () => {
  await tryAs("Ada", right);
  desk.pass(60_000);
  await expect(tryAs("ada", "wrong")).rejects.toMatchObject({ code: "sign_in_failed" });
  await expect(tryAs("ada", "wrong again")).rejects.toMatchObject({ code: "sign_in_failed" });
  const again = await tryAs(" ADA ", right);
  expect(again).toMatchObject({ lastSignInAt: "2026-03-02T15:00:00.000Z", failedSinceLast: 2 });
  expect(desk.audits().map(({ action, subject, actor }) => [action, subject, actor])).toEqual([
    ["session.started", `staff/${ada}`, ada],
    ["sign_in.failed", `staff/${ada}`, null],
    ["sign_in.failed", `staff/${ada}`, null],
    ["session.started", `staff/${ada}`, ada],
  ]);
  expect(JSON.stringify(desk.audits())).not.toContain("wrong");
  expect(row()).toMatchObject({ failedCount: 0, notBeforeAt: null });
});

test("control 66 an unknown name, a deactivated person and a wrong password answer alike and cost the same hash", async () => {
  const gone = desk.add("Gone", "biller");
  desk.cx.db.write((db) => db.exec("update staff set deactivated_at = 'x' where id = ?", gone));
  for (const name of ["nobody", "gone", "ada"]) {
    const before = desk.hasher.verified;
    await expect(tryAs(name, "wrong")).rejects.toMatchObject({ code: "sign_in_failed", facts: {} });
    expect(desk.hasher.verified).toBe(before + 1);
  }
});

test("S10 five tries are free, then 30 seconds, doubling to 15 minutes; a right password ends it", async () => {
  for (let n = 0; n < 5; n += 1) await expect(tryAs("ada", "wrong")).rejects.toMatchObject({ code: "sign_in_failed" });
  const waits: number[] = [];
  for (let n = 0; n < 8; n += 1) {
    const refusal = await tryAs("ada", right).catch((error: { facts: { seconds: number } }) => error);
    const seconds = "facts" in refusal ? refusal.facts.seconds : -1;
    waits.push(seconds);
    desk.pass(seconds * 1000);
    await expect(tryAs("ada", "wrong")).rejects.toMatchObject({ code: "sign_in_failed" });
  }
  expect(waits).toEqual([30, 60, 120, 240, 480, 900, 900, 900]);
  desk.pass(900_000);
  await tryAs("ada", right);
  await expect(tryAs("ada", "wrong")).rejects.toMatchObject({ code: "sign_in_failed" });
});

test("S10 while the wait lasts not even the right password is tried, and no hash runs", async () => {
  for (let n = 0; n < 5; n += 1) await tryAs("ada", "wrong").catch(() => undefined);
  const before = desk.hasher.verified;
  await expect(tryAs("ada", right)).rejects.toMatchObject({ code: "sign_in_wait", facts: { seconds: 30 } });
  expect(desk.hasher.verified).toBe(before);
  expect(row()).toMatchObject({ failedCount: 5 });
});

test("S10 the count is committed before the hash runs: a kill in between gives no free try", async () => {
  const slow = { ...desk.hasher, verify: () => new Promise<never>(() => undefined) };
  void signIn(desk.cx, desk.now(), slow, { username: "ada", password: "wrong" });
  expect(desk.cx.db.inTransaction).toBe(false);
  expect(row()).toMatchObject({ failedCount: 1 });
});

test("S10 a hundred tries at once are no more than five", async () => {
  const tries = await Promise.allSettled(Array.from({ length: 100 }, () => tryAs("ada", "wrong")));
  const codes = tries.map((one) => (one.status === "rejected" ? (one.reason as { code: string }).code : "in"));
  expect(codes.filter((code) => code === "sign_in_failed")).toHaveLength(5);
  expect(codes.filter((code) => code === "sign_in_wait")).toHaveLength(95);
});

test("S10 after a hundred wrong passwords the sign-in is closed, but the last admin only waits", async () => {
  const bea = desk.add("Bea", "front_desk");
  desk.cx.db.write((db) => db.exec("update staff set failed_count = 100"));
  await expect(tryAs("bea", right)).rejects.toMatchObject({ code: "sign_in_disabled" });
  await expect(tryAs("ada", right)).resolves.toMatchObject({ staffId: ada });
  expect(bea).not.toBe(ada);
});

test("control 28 an outdated hash is made again at the next sign-in", async () => {
  desk.cx.db.write((db) => db.exec("update staff set password_hash = ? where id = ?", `old:${right}`, ada));
  await tryAs("ada", right);
  expect(row()?.passwordHash).toBe(`plain:${right}`);
});

test("F-21 signing in without a password works in the sample practice only", () => {
  expect(() => signInAs(desk.cx, desk.now(), ada)).toThrowError(expect.objectContaining({ code: "sign_in_as_only_in_sample" }));
  for (const kind of ["training", "sample"] as const) {
    const other = openStaffDesk(kind);
    const person = other.add("Ana", "front_desk", null);
    const attempt = () => signInAs(other.cx, other.now(), person);
    if (kind === "sample") expect(attempt().staffId).toBe(person);
    else expect(attempt).toThrowError(expect.objectContaining({ code: "sign_in_as_only_in_sample" }));
    expect(() => signInAs(other.cx, other.now(), 99 as StaffId)).toThrow();
    other.dispose();
  }
});

test("a person without a password cannot be signed in with one", async () => {
  desk.add("Ghost", "front_desk", null);
  for (const password of ["", "null", right]) await expect(tryAs("ghost", password)).rejects.toMatchObject({ code: "sign_in_failed" });
});

test("control 36 signing out ends the session and is audited once", async () => {
  const { token } = await tryAs("ada", right);
  endSession(desk.as(ada), desk.now(), token, "signed_out");
  endSession(desk.as(ada), desk.now(), token, "signed_out");
  expect(desk.cx.db.read((db) => listLiveSessions(db))).toEqual([]);
  expect(desk.audits().filter(({ action }) => action === "session.ended")).toEqual([
    { action: "session.ended", subject: `staff/${ada}`, actor: ada, after: { why: "signed_out" } },
  ]);
});

test("control 35 who was deactivated while the hash ran is not let in", async () => {
  const slow = {
    ...desk.hasher,
    verify: async () => {
      desk.cx.db.write((db) => db.exec("update staff set deactivated_at = 'x' where id = ?", ada));
      return { fits: true, outdated: false };
    },
  };
  await expect(signIn(desk.cx, desk.now(), slow, { username: "ada", password: right })).rejects.toMatchObject({ code: "sign_in_failed" });
  expect(desk.cx.db.read((db) => listLiveSessions(db))).toEqual([]);
});
