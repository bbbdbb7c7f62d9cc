import { randomBytes } from "node:crypto";
import { existsSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { Database } from "#db/database.ts";
import { toDay } from "#domain/calendar.ts";
import { fileKeyStore } from "./keys.ts";
import { newRequestId, openTestOffice, setUpPractice, testPassword, type TestOffice, type TestWindow } from "./testing.ts";

let house: TestOffice;
let window: TestWindow;
beforeEach(async () => {
  house = await openTestOffice();
  window = house.window();
});
afterEach(() => house.dispose());

const minute = 60_000;
const slug = "maple-street-dental";
const requestId = newRequestId;
const fileOf = () => join(house.dataDir, "practices", slug, "practice.db");
const signIn = (at: TestWindow, username = "priya", password = testPassword) =>
  at.client.sessions.signIn({ requestId: requestId(), username, password });
const ana = { name: "Ana Ruiz", username: "ana", role: "front_desk", password: "seven otters juggling pears" } as const;

test("DSK-2 a first run has no practice; a new one gets its owner, who signs in", async () => {
  expect(await window.client.app.status({})).toMatchObject({ practices: [], practice: null, session: null, billingStop: null });
  await setUpPractice(window);
  expect(await window.client.app.status({})).toMatchObject({
    practices: [{ slug, name: "Maple Street Dental", kind: "live" }],
    practice: { name: "Maple Street Dental", kind: "live", patientWord: "patient", currencyDigits: 2, todayOn: "2026-03-02" },
    session: { name: "Priya Raman", role: "owner", locked: false },
    signInAs: [],
  });
  const folder = join(house.dataDir, "practices", slug);
  expect(readdirSync(folder)).toEqual(
    expect.arrayContaining(["backups", "documents", "instance.lock", "logs", "practice.db", "practice.json"]),
  );
  expect(existsSync(join(house.dataDir, "keys", `${slug}.key`))).toBe(true);
});

describe("S9, control 34 the screen", () => {
  test("locks after the idle minutes by itself, says so to every window, and opens with the password", async () => {
    await setUpPractice(window);
    const stream = await window.client.events.subscribe({});
    await stream.next();
    house.pass(5 * minute - 1000);
    await house.office.tick();
    expect((await house.office.createConnection({ token: window.connection.token }).context.office.status(window.connection.context.seat)).session?.locked).toBe(false);
    house.pass(5 * minute);
    await house.office.tick();
    expect(((await stream.next()).value as { topics: string[] }).topics).toContain("status");
    expect((await window.client.app.status({})).session?.locked).toBe(true);
    await expect(window.client.staff.list({})).rejects.toMatchObject({ code: "LOCKED" });
    await expect(window.client.sessions.unlock({ requestId: requestId(), password: "wrong" })).rejects.toMatchObject({ data: { code: "sign_in_failed" } });
    const status = await window.client.sessions.unlock({ requestId: requestId(), password: testPassword });
    expect(status.session).toMatchObject({ name: "Priya Raman", locked: false });
    expect(await window.client.staff.list({})).toHaveLength(1);
    await stream.return?.();
  });

  test("stays open while somebody works, and ends after twelve hours all the same", async () => {
    await setUpPractice(window);
    for (let passed = 0; passed < 12 * 60 - 4; passed += 4) {
      house.pass(4 * minute);
      await window.client.practice.settings({});
    }
    house.pass(4 * minute);
    await expect(window.client.practice.settings({})).rejects.toMatchObject({ code: "SIGNED_OUT" });
  });

  test("locks at once when the computer locks or sleeps, in every window", async () => {
    await setUpPractice(window);
    const other = house.window();
    await signIn(other);
    house.office.lockAll("suspend");
    for (const at of [window, other]) await expect(at.client.staff.list({})).rejects.toMatchObject({ code: "LOCKED" });
  });

  test("a window that only asks again what an announcement told it does not keep itself open", async () => {
    await setUpPractice(window);
    const other = house.window();
    await signIn(other);
    const stream = await other.client.events.subscribe({});
    await stream.next();
    for (let passed = 0; passed < 6; passed += 1) {
      house.pass(minute);
      const version = (await window.client.practice.settings({})).version;
      const { settings } = await window.client.practice.settings({});
      await window.client.practice.update({ requestId: requestId(), version, settings });
      await stream.next();
      if (passed < 4) await other.client.practice.settings({});
    }
    expect((await other.client.app.status({})).session?.locked).toBe(true);
    await stream.return?.();
  });
});

test("STF-6 a deactivated person is out at the next call", async () => {
  await setUpPractice(window);
  const { staffId } = await window.client.staff.add({ requestId: requestId(), ...ana });
  const other = house.window();
  await signIn(other, "ana", ana.password);
  expect(await other.client.practice.settings({})).toBeTruthy();
  await window.client.staff.deactivate({ requestId: requestId(), staffId });
  await expect(other.client.practice.settings({})).rejects.toMatchObject({ code: "SIGNED_OUT" });
  await expect(signIn(other, "ana", ana.password)).rejects.toMatchObject({ data: { code: "sign_in_failed" } });
});

test("signing out frees the seat; a session does not outlive the office", async () => {
  await setUpPractice(window);
  const after = await window.client.sessions.signOut({ requestId: requestId() });
  expect(after.session).toBeNull();
  await signIn(window);
  house = await house.reopen();
  window = house.window(window.connection.token);
  expect(await window.client.app.status({})).toMatchObject({ practice: { name: "Maple Street Dental" }, session: null });
});

describe("F-20 the training clock", () => {
  test("moves forward day by day with a run each, and never in a live practice", async () => {
    await setUpPractice(window, { kind: "training" });
    const moved = await window.client.training.advance({ requestId: requestId(), toOn: toDay("2026-03-12") });
    expect(moved).toMatchObject({ todayOn: "2026-03-12", runs: 10 });
    expect((await window.client.app.status({})).practice?.todayOn).toBe("2026-03-12");
    expect((await window.client.app.status({})).session).not.toBeNull();
    await expect(window.client.training.advance({ requestId: requestId(), toOn: toDay("2026-03-12") })).rejects.toMatchObject({
      data: { code: "clock_only_forward" },
    });
  });

  test("of a live practice stands", async () => {
    await setUpPractice(window);
    await expect(window.client.training.advance({ requestId: requestId(), toOn: toDay("2026-03-12") })).rejects.toMatchObject({
      data: { code: "only_in_training" },
    });
  });
});

describe("BIL-1, F-19 the scheduler", () => {
  const runs = async () => (await window.client.billing.runs({})).rows.map((run) => run.trigger);

  test("runs at start, at the draw time and hourly", async () => {
    await setUpPractice(window);
    await house.office.tick();
    expect(await runs()).toEqual(["start"]);
    house.pass(30 * minute);
    await house.office.tick();
    await signIn(window);
    expect(await runs()).toEqual(["start"]);
    house.pass(31 * minute);
    await house.office.tick();
    await signIn(window);
    expect(await runs()).toEqual(["hourly", "start"]);
    house.pass(22 * 60 * minute + 30 * minute);
    await house.office.tick();
    await signIn(window);
    expect((await runs())[0]).toBe("draw_time");
  });

  test("stops when the file was away for more than 45 days, until a person confirms", async () => {
    await setUpPractice(window);
    await house.office.tick();
    house.pass(46 * 24 * 60 * minute);
    await house.office.tick();
    await signIn(window);
    expect((await window.client.app.status({})).billingStop).toMatchObject({ reason: "clock" });
    await window.client.billing.confirmStop({ requestId: requestId(), reason: "the date is right" });
    await house.office.tick();
    expect((await window.client.app.status({})).billingStop).toBeNull();
  });
});

test("BIL-20 a practice copied to another computer raises its epoch and waits before it bills", async () => {
  await setUpPractice(window);
  house = await house.reopen({ computerId: "another-computer" });
  window = house.window();
  expect(await window.client.app.status({})).toMatchObject({ billingStop: { reason: "other_computer" } });
  const db = house.window().connection.context.office.requirePractice().db;
  expect(db.read((read) => read.get("select epoch, computer_id from practice"))).toEqual({ epoch: 2, computer_id: "another-computer" });
});

describe("a practice that cannot be opened is a sentence, and the office stays open", () => {
  const open = () => window.client.setup.openPractice({ requestId: requestId(), slug });
  const closed = async () => {
    await setUpPractice(window);
    await window.client.setup.closePractice({ requestId: requestId() });
  };

  test("R13 by a second office", async () => {
    await setUpPractice(window);
    const second = await openTestOffice({ dataDir: house.dataDir });
    await expect(second.window().client.setup.openPractice({ requestId: requestId(), slug })).rejects.toMatchObject({
      data: { code: "practice_already_open" },
    });
    await second.office.close();
  });

  test("R12 of a newer app", async () => {
    await closed();
    const key = await fileKeyStore(join(house.dataDir, "keys")).load(slug);
    const db = Database.open(fileOf(), key ?? Buffer.alloc(32));
    db.script("pragma user_version = 99");
    db.close();
    await expect(open()).rejects.toMatchObject({ data: { code: "practice_file_newer", facts: { fileVersion: 99 } } });
    expect((await window.client.app.status({})).practice).toBeNull();
  });

  test("with a wrong key, without a key, without a file, under a name that is no folder", async () => {
    await closed();
    await fileKeyStore(join(house.dataDir, "keys")).save(slug, randomBytes(32));
    await expect(open()).rejects.toMatchObject({ data: { code: "practice_key_wrong" } });
    writeFileSync(join(house.dataDir, "keys", `${slug}.key`), "nonsense");
    await expect(open()).rejects.toMatchObject({ data: { code: "practice_key_unreadable" } });
    await expect(window.client.setup.openPractice({ requestId: requestId(), slug: "nowhere" })).rejects.toMatchObject({ data: { code: "practice_not_found" } });
    await expect(window.client.setup.openPractice({ requestId: requestId(), slug: "../keys" })).rejects.toMatchObject({ data: { code: "practice_not_found" } });
  });

  test("R8 when it is damaged", async () => {
    await closed();
    writeFileSync(fileOf(), randomBytes(40_000));
    await expect(open()).rejects.toMatchObject({ data: { code: "practice_key_wrong" } });
  });
});

test("R7 a full disk is a sentence: nothing is saved, reading goes on, and room lets work go on", async () => {
  await setUpPractice(window);
  const { db } = window.connection.context.office.requirePractice();
  const pages = Number(db.pragma("page_count"));
  db.pragma(`max_page_count = ${pages}`);
  const { version, settings } = await window.client.practice.settings({});
  const long = { ...settings, addressLine1: "x".repeat(120), addressLine2: "x".repeat(120), city: "x".repeat(80), email: "x".repeat(200) };
  let refused: unknown;
  for (let n = 0; n < 200 && refused === undefined; n += 1)
    await window.client.practice.update({ requestId: requestId(), version: version + n, settings: long }).catch((error: unknown) => (refused = error));
  expect(refused).toMatchObject({ code: "REFUSAL", data: { code: "disk_full" } });
  expect(await window.client.practice.settings({})).toBeTruthy();
  db.pragma(`max_page_count = ${pages + 1000}`);
  const again = await window.client.practice.settings({});
  await window.client.practice.update({ requestId: requestId(), version: again.version, settings });
});

describe("R9, R10 backups over the contract", () => {
  test("a backup is made while the desk works, listed, and restored by the owner with billing stopped", async () => {
    await setUpPractice(window);
    const made = await window.client.upkeep.backUpNow({ requestId: requestId() });
    expect(made).toMatchObject({ reason: "asked", verifiedAt: made.madeAt });
    expect(await window.client.setup.backups({})).toMatchObject([{ fileName: made.fileName, slug }]);
    await window.client.staff.add({ requestId: requestId(), ...ana });
    const stranger = house.window();
    await expect(stranger.client.setup.restore({ requestId: requestId(), slug, fileName: made.fileName })).rejects.toMatchObject({
      data: { code: "restore_needs_sign_in" },
    });
    const { status, breaches } = await window.client.setup.restore({ requestId: requestId(), slug, fileName: made.fileName });
    expect(breaches).toBe(0);
    expect(status).toMatchObject({ practice: { name: "Maple Street Dental" }, session: null, billingStop: { reason: "restored" } });
    await signIn(window);
    expect(await window.client.staff.list({})).toHaveLength(1);
    expect((await window.client.upkeep.verify({})).breaches).toEqual([]);
  });
});
