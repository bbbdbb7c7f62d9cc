import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { newRequestId, openTestOffice, setUpPractice, testPassword, type TestOffice, type TestWindow } from "./testing.ts";

// Many offices are opened here, also where many tests run at once.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let house: TestOffice;
let window: TestWindow;
beforeEach(async () => {
  house = await openTestOffice();
  window = house.window();
  await setUpPractice(window);
});
afterEach(() => house.dispose());

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const anaPassword = "seven otters juggling pears";

type SessionShown = { locked: boolean; ended: boolean; why: string[] };

/** The sessions as the file has them, without asking a seat: asking would be a sign of life. */
function sessions(): SessionShown[] {
  const { db } = window.connection.context.office.requirePractice();
  return db.read((r) =>
    r.all<{ locked: number; ended: number }>("select locked_at is not null as locked, ended_at is not null as ended from session order by id").map(
      ({ locked, ended }): SessionShown => ({ locked: locked === 1, ended: ended === 1, why: [] }),
    ),
  );
}
const isLocked = (): boolean => sessions().at(-1)?.locked ?? false;
const trail = (): string[] => {
  const { db } = window.connection.context.office.requirePractice();
  return db.read((r) => r.all<{ action: string; after: string | null }>("select action, after from audit where action like 'session.%' order by id")).map(({ action, after }) => `${action} ${after ?? ""}`.trim());
};
const signIn = (at: TestWindow, username = "priya", password = testPassword) => at.client.sessions.signIn({ requestId: newRequestId(), username, password });
const unlock = (at: TestWindow, password = testPassword) => at.client.sessions.unlock({ requestId: newRequestId(), password });
const lockMinutes = async (minutes: number): Promise<void> => {
  const { version, settings } = await window.client.practice.settings({});
  await window.client.practice.update({ requestId: newRequestId(), version, settings: { ...settings, lockMinutes: minutes } });
};
const addAna = () => window.client.staff.add({ requestId: newRequestId(), name: "Ana Ruiz", username: "ana", role: "front_desk", password: anaPassword });

describe("S9, control 34 the idle lock at the second", () => {
  test.each([1, 5, 15])("after %i minutes, not a second sooner or later", async (minutes) => {
    await lockMinutes(minutes);
    house.pass(minutes * minute - second);
    await house.office.tick();
    expect(isLocked()).toBe(false);
    house.pass(second);
    await house.office.tick();
    expect(isLocked()).toBe(true);
    expect(trail().at(-1)).toBe('session.locked {"reason":"idle"}');
  });

  test.each<[what: string, act: (at: TestWindow) => Promise<unknown>]>([
    ["a question", (at) => at.client.patients.count({})],
    ["a command that is refused", (at) => at.client.setup.closePractice({ requestId: "no" }).catch(() => undefined)],
    ["opening a list that needs more rights", (at) => at.client.staff.deactivate({ requestId: newRequestId(), staffId: 999 as never }).catch(() => undefined)],
  ])("%s begins the minutes anew", async (_, act) => {
    house.pass(4 * minute);
    await act(window);
    house.pass(5 * minute - second);
    await house.office.tick();
    expect(isLocked()).toBe(false);
    house.pass(second);
    await house.office.tick();
    expect(isLocked()).toBe(true);
  });

  test("listening alone is no sign of life", async () => {
    const stream = await window.client.events.subscribe({});
    await stream.next();
    house.pass(4 * minute);
    const again = await window.client.events.subscribe({});
    await again.next();
    house.pass(minute);
    await house.office.tick();
    expect(isLocked()).toBe(true);
    await stream.return?.();
    await again.return?.();
  });

  test("a desk that works does not keep the other desk open", async () => {
    const other = house.window();
    await signIn(other);
    for (let n = 0; n < 5; n += 1) {
      house.pass(minute);
      await other.client.patients.count({});
    }
    await house.office.tick();
    expect(sessions().map(({ locked }) => locked)).toEqual([true, false]);
  });

  test("nobody has to look: the first question after the minutes is already behind the lock", async () => {
    house.pass(5 * minute);
    await expect(window.client.patients.count({})).rejects.toMatchObject({ code: "LOCKED" });
    expect(isLocked()).toBe(true);
  });

  test("a shorter setting holds at once, also for who is sitting there", async () => {
    await lockMinutes(1);
    house.pass(minute);
    await expect(window.client.patients.count({})).rejects.toMatchObject({ code: "LOCKED" });
  });
});

describe("control 34 twelve hours are the end, however busy", () => {
  test.each([
    [12 * hour - second, "answered"],
    [12 * hour, "SIGNED_OUT"],
  ])("%i ms after signing in a working desk is %s", async (after, expected) => {
    await lockMinutes(15);
    for (let passed = 0; passed + 10 * minute < after; passed += 10 * minute) {
      house.pass(10 * minute);
      await window.client.patients.count({});
    }
    const begun = sessions().length;
    const started = window.connection.context.office.requirePractice().db.read((r) => r.get<{ at: string }>("select started_at as at from session where id = ?", begun))?.at ?? "";
    house.pass(Date.parse(started) + after - house.now());
    const answer = await window.client.patients.count({}).then(
      () => "answered",
      (error: { code?: string }) => error.code,
    );
    expect(answer).toBe(expected);
    if (expected === "SIGNED_OUT") expect(trail().at(-1)).toBe('session.ended {"why":"twelve_hours"}');
  });

  test("a locked screen ends as well: the password opens nothing any more", async () => {
    await window.client.sessions.lock({ requestId: newRequestId() });
    house.pass(12 * hour);
    await expect(unlock(window)).rejects.toMatchObject({ code: "SIGNED_OUT" });
    expect((await window.client.app.status({})).session).toBeNull();
  });
});

describe("STF-4 behind the lock", () => {
  beforeEach(async () => {
    await addAna();
    await window.client.sessions.lock({ requestId: newRequestId() });
  });

  test("the screen knows who sits there and nothing else is said", async () => {
    const status = await window.client.app.status({});
    expect(status.session).toMatchObject({ name: "Priya Raman", locked: true });
    expect(status.signInAs).toEqual([]);
  });

  test("only the same person's password opens it", async () => {
    await expect(unlock(window, anaPassword)).rejects.toMatchObject({ data: { code: "sign_in_failed" } });
    expect(isLocked()).toBe(true);
    expect((await unlock(window)).session).toMatchObject({ locked: false });
    expect(trail().slice(-2)).toEqual(['session.locked {"reason":"asked"}', "session.unlocked"]);
  });

  test("somebody else signs in over it, and the first session has ended for good", async () => {
    const status = await signIn(window, "ana", anaPassword);
    expect(status.session).toMatchObject({ name: "Ana Ruiz", locked: false });
    expect(sessions().map(({ ended }) => ended)).toEqual([true, false]);
    expect(trail()).toContain('session.ended {"why":"somebody_else"}');
    await expect(window.client.staff.list({})).rejects.toMatchObject({ code: "FORBIDDEN" });
  });

  test("locking again, signing out and locking a window where nobody sits are no fault", async () => {
    await window.client.sessions.lock({ requestId: newRequestId() });
    expect(trail().filter((row) => row.startsWith("session.locked"))).toHaveLength(1);
    expect((await window.client.sessions.signOut({ requestId: newRequestId() })).session).toBeNull();
    await expect(window.client.sessions.lock({ requestId: newRequestId() })).rejects.toMatchObject({ code: "SIGNED_OUT" });
    await expect(unlock(window)).rejects.toMatchObject({ code: "SIGNED_OUT" });
  });

  test("five wrong passwords at the lock make everybody wait who types that name, and time opens it", async () => {
    for (let n = 0; n < 5; n += 1) await unlock(window, "wrong").catch(() => undefined);
    await expect(unlock(window)).rejects.toMatchObject({ data: { code: "sign_in_wait", facts: { seconds: 30 } } });
    await expect(signIn(house.window())).rejects.toMatchObject({ data: { code: "sign_in_wait" } });
    expect((await signIn(house.window(), "ana", anaPassword)).session).toMatchObject({ name: "Ana Ruiz" });
    house.pass(30 * second);
    expect((await unlock(window)).session).toMatchObject({ locked: false });
  });

  test("a window hears only that something is new, and everything again after the password (hello)", async () => {
    const other = house.window();
    await signIn(other);
    const stream = await window.client.events.subscribe({});
    expect((await stream.next()).value).toEqual({ topics: ["hello"] });
    await other.client.plans.list({});
    await other.client.staff.add({ requestId: newRequestId(), name: "Bo", username: "bo", role: "biller", password: anaPassword });
    expect((await stream.next()).value).toEqual({ topics: ["status"] });
    await unlock(window);
    await other.client.staff.add({ requestId: newRequestId(), name: "Cy", username: "cy", role: "biller", password: anaPassword });
    const heard: string[] = [];
    while (!heard.includes("staff")) heard.push(...((await stream.next()).value as { topics: string[] }).topics);
    expect(heard).toContain("hello");
    await stream.return?.();
  });
});

describe("seats and practices", () => {
  test("everybody is out when the practice closes, and a token of before opens nothing in the next", async () => {
    const other = house.window();
    await signIn(other);
    const { office } = window.connection.context;
    const { db } = office.requirePractice();
    const closing = window.client.setup.closePractice({ requestId: newRequestId() });
    await closing;
    expect(db.isOpen).toBe(false);
    for (const at of [window, other]) expect(await at.client.app.status({})).toMatchObject({ practice: null, session: null });
    await window.client.setup.openPractice({ requestId: newRequestId(), slug: "maple-street-dental" });
    await expect(other.client.patients.count({})).rejects.toMatchObject({ code: "SIGNED_OUT" });
    expect(sessions().every(({ ended }) => ended)).toBe(true);
    expect(trail().filter((row) => row === 'session.ended {"why":"closed"}')).toHaveLength(2);
  });

  test("DSK-2 a practice is not opened over the heads of people who work in another", async () => {
    const other = house.window();
    await expect(other.client.setup.openSample({ requestId: newRequestId() })).rejects.toMatchObject({ data: { code: "practice_in_use" } });
    await expect(
      other.client.setup.createPractice({
        requestId: newRequestId(),
        name: "Second",
        kind: "training",
        specialty: "dental",
        timeZone: "UTC",
        currency: "USD",
        ownerName: "Ada",
        username: "ada",
        password: anaPassword,
      }),
    ).rejects.toMatchObject({ data: { code: "practice_in_use" } });
    expect((await window.client.app.status({})).practices.map(({ slug }) => slug)).toEqual(["maple-street-dental"]);
    expect(await window.client.patients.count({})).toMatchObject({ total: 0 });
  });

  test("F-21 without a password nobody gets in but in the sample", async () => {
    await expect(window.client.sessions.signInAs({ requestId: newRequestId(), staffId: 1 as never })).rejects.toMatchObject({ data: { code: "sign_in_as_only_in_sample" } });
    expect((await window.client.app.status({})).session).toMatchObject({ name: "Priya Raman" });
  });

  test("F-15 a sign-in that is sent twice is one session; the same id at another window is another", async () => {
    const other = house.window();
    const requestId = newRequestId();
    const input = { requestId, username: "priya", password: testPassword };
    await Promise.all([other.client.sessions.signIn(input), other.client.sessions.signIn(input)]);
    expect(sessions()).toHaveLength(2);
    await house.window().client.sessions.signIn(input);
    expect(sessions()).toHaveLength(3);
  });

  test("control 36 the person is told of the last sign-in and of wrong passwords since, once", async () => {
    const other = house.window();
    for (const password of ["wrong", "wronger"]) await signIn(other, "priya", password).catch(() => undefined);
    house.pass(minute);
    const { session } = await signIn(other);
    expect(session).toMatchObject({ failedSinceLast: 2, lastSignInAt: "2026-03-02T15:00:00.000Z" });
    expect((await signIn(house.window())).session).toMatchObject({ failedSinceLast: 0, lastSignInAt: "2026-03-02T15:01:00.000Z" });
  });
});
