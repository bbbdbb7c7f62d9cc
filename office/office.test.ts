import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { newRequestId, openTestOffice, setUpPractice, testPassword, type TestOffice } from "./testing.ts";

let house: TestOffice;
beforeEach(async () => {
  house = await openTestOffice();
});
afterEach(() => house.dispose());

test("DSK-2 a first run has no practice; a new one gets its owner, who signs in", async () => {
  const window = house.window();
  const before = await window.client.app.status({});
  expect(before).toMatchObject({ practices: [], practice: null, session: null, signInAs: [], billingStop: null });
  await setUpPractice(window);
  const after = await window.client.app.status({});
  expect(after).toMatchObject({
    practices: [{ slug: "maple-street-dental", name: "Maple Street Dental", kind: "live" }],
    practice: { name: "Maple Street Dental", kind: "live", patientWord: "patient", currencyDigits: 2, todayOn: "2026-03-02" },
    session: { name: "Priya Raman", role: "owner", locked: false },
    signInAs: [],
  });
  const folder = join(house.dataDir, "practices", "maple-street-dental");
  expect(readdirSync(folder)).toEqual(expect.arrayContaining(["backups", "documents", "instance.lock", "logs", "practice.db", "practice.json"]));
  expect(existsSync(join(house.dataDir, "keys", "maple-street-dental.key"))).toBe(true);
});
