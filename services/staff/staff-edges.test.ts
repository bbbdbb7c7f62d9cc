import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { listLiveSessions } from "#db/sessions.ts";
import type { StaffId } from "#domain/identity.ts";
import { roles } from "#domain/staff/permissions.ts";
import { addStaff } from "./add-staff.ts";
import { allowSignIn, deactivateStaff } from "./deactivate-staff.ts";
import { openStaffDesk, type StaffDesk } from "./desk.fixture.ts";
import { lockSession, unlockSession } from "./lock.ts";
import { endSession, signIn } from "./sign-in.ts";
import { listStaffViews } from "./staff-list.ts";

let desk: StaffDesk;
let owner: StaffId;
beforeEach(() => {
  desk = openStaffDesk();
  owner = desk.add("Ada", "owner");
});
afterEach(() => desk.dispose());

const right = "violet kettle under bridge";
const second = 1000;
const person = (over: Partial<Parameters<typeof addStaff>[2]> = {}) => ({ name: "Bea Cole", username: "bea", role: "front_desk" as const, password: right, ...over });
const refusal = (code: string, facts?: object) => expect.objectContaining(facts ? { code, facts } : { code }) as Error;
const enter = (username: string, password = right) => signIn(desk.cx, desk.now(), desk.hasher, { username, password });
const wrong = async (username: string, times: number): Promise<void> => {
  for (let n = 0; n < times; n += 1) await enter(username, "not it at all").catch(() => undefined);
};

describe("STF-1 one owner", () => {
  test("a second is refused, whatever else is said, and nothing is written", async () => {
    const before = desk.audits().length;
    await expect(addStaff(desk.as(owner), desk.hasher, person({ role: "owner" }))).rejects.toThrow(refusal("owner_exists"));
    expect(listStaffViews(desk.cx)).toHaveLength(1);
    expect(desk.audits()).toHaveLength(before);
  });

  test("a site admin cannot send the owner away and so make room for another", () => {
    const ines = desk.add("Ines", "site_admin");
    expect(() => deactivateStaff(desk.as(ines), desk.now(), owner)).toThrow(refusal("staff_owner_stays"));
    expect(listStaffViews(desk.cx).every(({ active }) => active)).toBe(true);
  });

  test("of two site admins one may deactivate the other, and the one who is left stays while there is no owner", () => {
    const [ines, noor] = [desk.add("Ines", "site_admin"), desk.add("Noor", "site_admin")];
    deactivateStaff(desk.as(ines), desk.now(), noor);
    desk.cx.db.write((db) => db.exec("update staff set deactivated_at = ? where id = ?", desk.now(), owner));
    expect(() => deactivateStaff(desk.as(noor), desk.now(), ines)).toThrow(refusal("staff_last_admin"));
  });
});

describe("STF-3 adding people", () => {
  test.each(roles.filter((role) => role !== "owner"))("a person as %s is listed with that role and may sign in", async (role) => {
    const added = await addStaff(desk.as(owner), desk.hasher, person({ role }));
    expect(added).toMatchObject({ role, active: true, lastSignInAt: null });
    expect(await enter("bea")).toMatchObject({ staffId: added.staffId });
    expect(listStaffViews(desk.cx).find(({ staffId }) => staffId === added.staffId)).toMatchObject({ lastSignInAt: desk.now() });
  });

  test.each([
    ["bea", "BEA"],
    ["Bea", "bea"],
    ["bea", "  bea  "],
  ])("%s and %j are one username", async (first, again) => {
    await addStaff(desk.as(owner), desk.hasher, person({ username: first }));
    await expect(addStaff(desk.as(owner), desk.hasher, person({ username: again }))).rejects.toThrow(refusal("username_taken", { username: again.trim() }));
  });

  test.each<[what: string, password: string, code: string]>([
    ["the person's own name", "bea cole bea cole bea", "password_guessable"],
    ["the practice's name", "maple street dental 1", "password_guessable"],
    ["fourteen characters", "violet kettle u", "accepted"],
    ["thirteen characters", "violet kettle", "password_too_short"],
    ["a row of signs on the keys", "!@#$%^&*()_+!@#$", "password_guessable"],
    ["a common word dressed in figures", "p4ssw0rd-99817263-!!", "password_guessable"],
    ["figures nobody guesses", "83027 71944 50293 16", "accepted"],
    ["fifteen emoji", "🦊🐝🌵🎻🪁🧭🥨🪐🦩🛶🧵🎲🪴🦔🍄", "accepted"],
  ])("control 27 a password of %s", async (what, password, code) => {
    const work = addStaff(desk.as(owner), desk.hasher, person({ password }));
    if (code === "accepted") expect(await work).toMatchObject({ username: "bea" });
    else await expect(work, what).rejects.toThrow(refusal(code));
  });

  test("the name is kept without outer blanks; a deactivated person's username stays theirs, so that history is clear", async () => {
    const { staffId } = await addStaff(desk.as(owner), desk.hasher, person({ name: "  Bea Cole " }));
    expect(listStaffViews(desk.cx).map(({ name }) => name)).toEqual(["Ada", "Bea Cole"]);
    deactivateStaff(desk.as(owner), desk.now(), staffId);
    await expect(addStaff(desk.as(owner), desk.hasher, person({ name: "Bea Cooper" }))).rejects.toThrow(refusal("username_taken"));
  });
});

describe("S10, chapter 8 section 5: the waits, at the second", () => {
  test.each([
    [4, 0],
    [5, 30],
    [6, 60],
    [7, 120],
    [8, 240],
    [9, 480],
    [10, 900],
    [11, 900],
    [40, 900],
  ])("after %i wrong passwords in a row the right one waits %i seconds", async (tries, seconds) => {
    desk.add("Bea", "front_desk");
    for (let n = 0; n < tries; n += 1) {
      await wrong("bea", 1);
      if (n < tries - 1) desk.pass(900 * second);
    }
    if (seconds > 0) {
      await expect(enter("bea")).rejects.toThrow(refusal("sign_in_wait", { seconds }));
      desk.pass((seconds - 1) * second);
      await expect(enter("bea")).rejects.toThrow(refusal("sign_in_wait", { seconds: 1 }));
      desk.pass(second);
    }
    expect(await enter("bea")).toMatchObject({ failedSinceLast: tries });
    expect(await enter("bea")).toMatchObject({ failedSinceLast: 0 });
  });

  test("a try during the wait is neither counted nor lengthens it", async () => {
    desk.add("Bea", "front_desk");
    await wrong("bea", 5);
    desk.pass(29 * second);
    await wrong("bea", 50);
    desk.pass(second);
    expect(await enter("bea")).toMatchObject({ failedSinceLast: 5 });
  });

  test("one person's wrong passwords are nobody else's wait", async () => {
    desk.add("Bea", "front_desk");
    await wrong("bea", 8);
    expect(await enter("ada")).toMatchObject({ failedSinceLast: 0 });
  });

  test("control 66 names that nobody has wait for nobody: their count is kept nowhere", async () => {
    await wrong("nobody", 200);
    await expect(enter("nobody")).rejects.toThrow(refusal("sign_in_failed"));
    expect(desk.audits()).toEqual([]);
  });

  test("an admin's word ends the wait at once, and the count begins anew", async () => {
    const bea = desk.add("Bea", "front_desk");
    await wrong("bea", 9);
    allowSignIn(desk.as(owner), bea);
    await wrong("bea", 4);
    expect(await enter("bea")).toMatchObject({ failedSinceLast: 4 });
  });

  test("a deactivated person's sign-in is not opened again that way", () => {
    const bea = desk.add("Bea", "front_desk");
    deactivateStaff(desk.as(owner), desk.now(), bea);
    expect(() => allowSignIn(desk.as(owner), bea)).toThrow(refusal("staff_not_found"));
  });
});

describe("STF-4 sessions of one person at several desks", () => {
  test("locking, unlocking and signing out at one desk leave the other alone", async () => {
    const [here, there] = [await enter("ada"), await enter("ada")];
    const locked = () => desk.cx.db.read((db) => listLiveSessions(db)).map(({ lockedAt }) => lockedAt !== null);
    lockSession(desk.as(owner), desk.now(), here.token, "asked");
    expect(locked()).toEqual([true, false]);
    endSession(desk.as(owner), desk.now(), there.token, "signed_out");
    expect(locked()).toEqual([true]);
    await unlockSession(desk.as(owner), desk.now(), desk.hasher, here.token, right);
    expect(locked()).toEqual([false]);
  });

  test("a session that ended is not unlocked, locked or ended once more", async () => {
    const { token } = await enter("ada");
    endSession(desk.as(owner), desk.now(), token, "signed_out");
    const rows = desk.audits().length;
    expect(lockSession(desk.as(owner), desk.now(), token, "idle")).toBe(false);
    endSession(desk.as(owner), desk.now(), token, "twelve_hours");
    await expect(unlockSession(desk.as(owner), desk.now(), desk.hasher, token, right)).rejects.toThrow(refusal("sign_in_failed"));
    expect(desk.audits()).toHaveLength(rows);
  });

  test("unlocking an open screen changes nothing but forgets wrong tries", async () => {
    const { token } = await enter("ada");
    await wrong("ada", 2);
    const rows = desk.audits().length;
    await unlockSession(desk.as(owner), desk.now(), desk.hasher, token, right);
    expect(desk.audits()).toHaveLength(rows);
    expect(await enter("ada")).toMatchObject({ failedSinceLast: 0 });
  });
});
