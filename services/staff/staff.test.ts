import { afterEach, beforeEach, expect, test } from "vitest";
import { listLiveSessions } from "#db/sessions.ts";
import { findStaff } from "#db/staff.ts";
import type { StaffId } from "#domain/identity.ts";
import { addStaff } from "./add-staff.ts";
import { allowSignIn, deactivateStaff } from "./deactivate-staff.ts";
import { lockSession, unlockSession } from "./lock.ts";
import { signIn } from "./sign-in.ts";
import { listSignInAs, listStaffViews } from "./staff-list.ts";
import { openStaffDesk, type StaffDesk } from "./desk.fixture.ts";

let desk: StaffDesk;
let ada: StaffId;
beforeEach(() => {
  desk = openStaffDesk();
  ada = desk.add("Ada", "owner");
});
afterEach(() => desk.dispose());

const right = "violet kettle under bridge";
const form = { name: " Bea Long ", username: " Bea ", role: "front_desk", password: "seven otters juggling pears" } as const;
const enter = (username: string) => signIn(desk.cx, desk.now(), desk.hasher, { username, password: right });

test("F-11 adding a person is audited with who did it, and without the password", async () => {
  const bea = await addStaff(desk.as(ada), desk.hasher, form);
  expect(bea).toMatchObject({ name: "Bea Long", username: "Bea", role: "front_desk", active: true, lastSignInAt: null });
  expect(desk.audits()).toEqual([
    {
      action: "staff.added",
      subject: `staff/${bea.staffId}`,
      actor: ada,
      after: { name: "Bea Long", username: "Bea", role: "front_desk" },
    },
  ]);
  expect(listStaffViews(desk.cx).map(({ name }) => name)).toEqual(["Ada", "Bea Long"]);
});

test.each([
  [{ username: "ADA" }, { code: "username_taken", facts: { username: "ADA" } }],
  [{ username: "two words" }, { code: "username_not_usable" }],
  [{ role: "owner" as const }, { code: "owner_exists" }],
  [{ password: "too short" }, { code: "password_too_short", facts: { minimum: 15 } }],
  [{ password: "MapleStreetDental1" }, { code: "password_guessable", facts: { because: "about_you" } }],
  [{ password: "BeaLongBeaLong2026" }, { code: "password_guessable", facts: { because: "about_you" } }],
])("STF-3 %j is refused and nobody is added", async (change, refusal) => {
  await expect(addStaff(desk.as(ada), desk.hasher, { ...form, ...change })).rejects.toMatchObject(refusal);
  expect(listStaffViews(desk.cx)).toHaveLength(1);
  expect(desk.audits()).toEqual([]);
});

test("F-15 adding a person twice with one request id adds them once", async () => {
  const cx = { ...desk.as(ada), request: { id: "0b8c3f0e-5a63-4a4f-9d2c-9a4c8d0c5b11", operation: "staff.add" } };
  const first = await addStaff(cx, desk.hasher, form);
  expect(await addStaff(cx, desk.hasher, form)).toEqual(first);
  expect(listStaffViews(desk.cx)).toHaveLength(2);
});

test("STF-6 deactivating ends a person's sessions at once, keeps their name, and is audited", async () => {
  const bea = desk.add("Bea", "front_desk");
  await enter("bea");
  await enter("bea");
  await enter("ada");
  expect(deactivateStaff(desk.as(ada), desk.now(), bea)).toMatchObject({ name: "Bea", active: false });
  expect(desk.cx.db.read((db) => listLiveSessions(db)).map(({ name }) => name)).toEqual(["Ada"]);
  expect(desk.audits().at(-1)).toEqual({ action: "staff.deactivated", subject: `staff/${bea}`, actor: ada, after: { sessionsEnded: 2 } });
  expect(() => deactivateStaff(desk.as(ada), desk.now(), bea)).toThrowError(expect.objectContaining({ code: "staff_already_deactivated" }));
  expect(() => deactivateStaff(desk.as(ada), desk.now(), 99 as StaffId)).toThrowError(expect.objectContaining({ code: "staff_not_found" }));
});

test("STF-6 the last admin cannot be deactivated, nor can anybody deactivate themselves", () => {
  const ines = desk.add("Ines", "site_admin");
  expect(() => deactivateStaff(desk.as(ada), desk.now(), ada)).toThrowError(expect.objectContaining({ code: "staff_not_yourself" }));
  deactivateStaff(desk.as(ada), desk.now(), ines);
  expect(() => deactivateStaff(desk.as(ines), desk.now(), ada)).toThrowError(expect.objectContaining({ code: "staff_last_admin" }));
});

test("S10 an admin opens a sign-in again", () => {
  const bea = desk.add("Bea", "front_desk");
  desk.cx.db.write((db) => db.exec("update staff set failed_count = 100, not_before_at = 'x' where id = ?", bea));
  allowSignIn(desk.as(ada), bea);
  expect(desk.cx.db.read((db) => findStaff(db, bea))).toMatchObject({ failedCount: 0, notBeforeAt: null });
  expect(desk.audits().at(-1)).toMatchObject({ action: "sign_in.allowed", subject: `staff/${bea}`, actor: ada });
  expect(() => allowSignIn(desk.as(ada), 99 as StaffId)).toThrowError(expect.objectContaining({ code: "staff_not_found" }));
});

test("STF-4 a locked screen opens with its person's password, counted like any try", async () => {
  const { token } = await enter("ada");
  expect(lockSession(desk.as(ada), desk.now(), token, "idle")).toBe(true);
  expect(lockSession(desk.as(ada), desk.now(), token, "asked")).toBe(false);
  await expect(unlockSession(desk.as(ada), desk.now(), desk.hasher, token, "wrong")).rejects.toMatchObject({ code: "sign_in_failed" });
  expect(desk.cx.db.read((db) => findStaff(db, ada))).toMatchObject({ failedCount: 1 });
  desk.pass(1000);
  await unlockSession(desk.as(ada), desk.now(), desk.hasher, token, right);
  expect(desk.cx.db.read((db) => listLiveSessions(db))).toMatchObject([{ lockedAt: null, lastSeenAt: desk.now() }]);
  expect(desk.cx.db.read((db) => findStaff(db, ada))).toMatchObject({ failedCount: 0 });
  expect(desk.audits().map(({ action }) => action)).toEqual(["session.started", "session.locked", "sign_in.failed", "session.unlocked"]);
});

test("S10 the lock screen is no way around the wait", async () => {
  const { token } = await enter("ada");
  lockSession(desk.as(ada), desk.now(), token, "idle");
  for (let n = 0; n < 5; n += 1) await unlockSession(desk.as(ada), desk.now(), desk.hasher, token, "wrong").catch(() => undefined);
  await expect(unlockSession(desk.as(ada), desk.now(), desk.hasher, token, right)).rejects.toMatchObject({ code: "sign_in_wait" });
});

test("F-21 people to choose from are listed in the sample practice alone, without those who left", () => {
  expect(desk.cx.db.read((db) => listSignInAs(db).length)).toBe(0);
  const sample = openStaffDesk("sample");
  const ana = sample.add("Ana", "front_desk", null);
  const gone = sample.add("Gone", "biller", null);
  sample.cx.db.write((db) => db.exec("update staff set deactivated_at = 'x' where id = ?", gone));
  expect(sample.cx.db.read((db): { staffId: StaffId; name: string }[] => listSignInAs(db))).toEqual([
    { staffId: ana, name: "Ana", role: "front_desk" },
  ]);
  sample.dispose();
});
