import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { findClockOffset, findPractice } from "#db/practice.ts";
import { listStaff } from "#db/staff.ts";
import { openTestFile, type TestFile } from "#db/testing.ts";
import { toDay, toInstant } from "#domain/calendar.ts";
import type { Cx } from "../context.ts";
import { noCards } from "../gateways/cards.ts";
import { verifyPractice } from "../upkeep/verify-practice.ts";
import { advanceOneDay, requireAdvance } from "./advance-clock.ts";
import { createPractice, requirePracticeForm, type NewPracticeForm } from "./create-practice.ts";
import { practiceMoment } from "./practice-clock.ts";
import { viewPractice } from "./practice-view.ts";
import { readSettings, updateSettings } from "./settings.ts";

let file: TestFile;
let cx: Cx;
beforeEach(() => {
  file = openTestFile();
  cx = {
    db: file.db,
    actor: { staffId: null, workstation: "desk" },
    today: toDay("2026-03-02"),
    now: toInstant("2026-03-02T15:00:00.000Z"),
    gateways: { cards: noCards },
  };
});
afterEach(() => file.dispose());

const form: NewPracticeForm = {
  name: " Maple Street Dental ",
  kind: "live",
  specialty: "dental",
  timeZone: "America/New_York",
  currency: "USD",
  ownerName: " Priya Raman ",
  username: "Priya",
  password: "violet kettle under bridge",
};

describe("DSK-2 a practice that could not be set up is refused before a file is made", () => {
  test.each<[Partial<NewPracticeForm>, object]>([
    [{ timeZone: "Mars/Olympus" }, { code: "time_zone_unknown", facts: { timeZone: "Mars/Olympus" } }],
    [{ timeZone: "+05:00" }, { code: "time_zone_unknown" }],
    [{ currency: "KWD" }, { code: "currency_unknown", facts: { currency: "KWD" } }],
    [{ currency: "usd" }, { code: "currency_unknown" }],
    [{ username: "a b" }, { code: "username_not_usable" }],
    [{ password: "short" }, { code: "password_too_short" }],
    [{ password: "maple street dental" }, { code: "password_guessable", facts: { because: "about_you" } }],
  ])("%j", (change, refusal) => {
    expect(() => requirePracticeForm({ ...form, ...change })).toThrowError(expect.objectContaining(refusal));
  });

  test("a sound form passes", () => {
    expect(() => requirePracticeForm(form)).not.toThrow();
  });
});

test("BIL-20 a new practice has a lineage of its own, the first epoch, its computer, and one owner", () => {
  createPractice(cx, form, "hash", "this-computer");
  const practice = file.db.read((db) => findPractice(db));
  expect(practice).toMatchObject({ name: "Maple Street Dental", kind: "live", epoch: 1, computer_id: "this-computer" });
  expect(practice?.lineage_id).toMatch(/^[0-9a-f-]{36}$/);
  expect(file.db.read((db) => listStaff(db))).toMatchObject([{ name: "Priya Raman", username: "Priya", role: "owner" }]);
  const another = openTestFile();
  createPractice({ ...cx, db: another.db }, form, "hash", "this-computer");
  expect(another.db.read((db) => findPractice(db)?.lineage_id)).not.toBe(practice?.lineage_id);
  another.dispose();
  expect(verifyPractice(file.db).breaches).toEqual([]);
});

test.each([
  ["dental", "patient"],
  ["massage", "client"],
  ["aesthetics", "client"],
  ["counselling", "client"],
] as const)("people of a %s practice are called %ss", (specialty, word) => {
  createPractice(cx, { ...form, specialty, currency: "JPY" }, "hash", "x");
  const view = file.db.read((db): object => viewPractice(db, cx.today));
  expect(view).toMatchObject({ patientWord: word, currency: "JPY", currencyDigits: 0, todayOn: "2026-03-02", lockMinutes: 5 });
});

test("F-11 changed settings are audited field by field, and a change made meanwhile is not overwritten", () => {
  createPractice(cx, form, "hash", "x");
  const { version, settings } = readSettings(cx);
  expect(updateSettings(cx, { version, settings: { ...settings, phone: "555 0100", drawTime: "07:30" } })).toEqual({ version: 2 });
  expect(readSettings(cx)).toMatchObject({ version: 2, settings: { phone: "555 0100", drawTime: "07:30", name: "Maple Street Dental" } });
  expect(() => updateSettings(cx, { version, settings })).toThrowError(expect.objectContaining({ code: "record_changed_meanwhile" }));
  const audits = file.db.read((db) => db.all<{ before: string; after: string }>("select before, after from audit where action = 'practice.changed'"));
  expect(audits).toEqual([{ before: '{"phone":"","drawTime":"09:00"}', after: '{"phone":"555 0100","drawTime":"07:30"}' }]);
});

describe("F-20 the clock", () => {
  test("of a training practice moves a civil day at a time", () => {
    createPractice(cx, { ...form, kind: "training" }, "hash", "x");
    const wall = toInstant("2026-03-02T15:00:00.000Z");
    expect(practiceMoment(file.db, wall)).toMatchObject({ today: "2026-03-02", kind: "training" });
    expect(requireAdvance(cx, toDay("2026-03-12"))).toBe(10);
    for (let day = 0; day < 10; day += 1) advanceOneDay(cx);
    expect(practiceMoment(file.db, wall)).toMatchObject({ today: "2026-03-12", now: "2026-03-12T14:00:00.000Z" });
  });

  test("of a live practice never moves, whatever its file says", () => {
    createPractice(cx, form, "hash", "x");
    expect(() => requireAdvance(cx, toDay("2026-03-12"))).toThrowError(expect.objectContaining({ code: "only_in_training" }));
    expect(() => advanceOneDay(cx)).toThrowError(expect.objectContaining({ code: "only_in_training" }));
    file.db.write((db) => db.exec("insert into training_clock (id, offset_days) values (1, 30)"));
    expect(practiceMoment(file.db, cx.now).today).toBe("2026-03-02");
    expect(file.db.read((db) => findClockOffset(db))).toBe(30);
  });
});
