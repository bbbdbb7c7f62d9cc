/**
 * The office's half of the portal (PKG-4): its settings, and requests to join. There is no relay yet, so requests are
 * put in through the gateway that a relay will use, by a process of their own while the office is closed.
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect as expectNow, test, type Page } from "@playwright/test";
import { ask, tell } from "../support/ask.ts";
import { expectAccessible } from "../support/axe.ts";
import { startOffice, type RunningOffice } from "../support/office.ts";
import { homeAddress, makeTrainingPractice, personForm, plainTerms } from "../support/training-practice.ts";

test.describe.configure({ mode: "serial", timeout: 180_000 });
test.use({ actionTimeout: 30_000 });

/** Patient: what matters here is that it comes, not how busy the machine is. */
const expect = expectNow.configure({ timeout: 30_000 });
const arrival = join(import.meta.dirname, "../../office/portal-arrival.fixture.ts");

let folder: string;
let office: RunningOffice;
let page: Page;
let answers: { messageId: string; outcome: string; code?: string }[];

type Person = { householdId: number; patientId: number };
const family = (lastName: string): Promise<Person> =>
  tell(page, "patients.add", { form: personForm("Rosa", { lastName }), household: { newAddress: homeAddress, contactPreference: "print" } });

test.beforeAll(async ({ browser }) => {
  test.setTimeout(240_000);
  folder = mkdtempSync(join(tmpdir(), "perennial-portal-"));
  const data = join(folder, "data");
  office = await startOffice([], data);
  page = await (await browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage();
  await makeTrainingPractice(page, office);
  await tell(page, "plans.add", { terms: plainTerms("Adult", 3700), state: "on_sale" });
  const prices = [{ months: 1, priceCents: 4900 }, { months: 12, priceCents: 52_000 }];
  const plus = await tell<{ planId: number }>(page, "plans.add", { terms: plainTerms("Adult Plus", 4900, { prices }), state: "on_sale" });
  const [lee, ortiz] = [await family("Lee"), await family("Ortiz")];
  await office.stop();
  const wish = (messageId: string, who: Person, body: object = {}) => ({
    messageId,
    householdId: who.householdId,
    body: { kind: "plan.enrol.request", patientId: who.patientId, planId: plus.planId, periodMonths: 12, note: "Before my visit in May", ...body },
  });
  const messages = [wish("a", lee), wish("a", lee), wish("b", lee), wish("c", ortiz, { periodMonths: 1 }), wish("d", ortiz, { kind: "package.buy.request" }), wish("e", { ...lee, patientId: ortiz.patientId })];
  const printed = execFileSync(process.execPath, [arrival, data, JSON.stringify(messages)], { env: { ...process.env, NO_COLOR: "1" } }).toString();
  answers = printed.trim().split("\n").map((line) => JSON.parse(line) as (typeof answers)[number]);
  office = await startOffice([], data);
  await page.goto(office.url);
  await page.getByLabel("User name").fill("priya");
  await page.getByLabel("Password", { exact: true }).fill("violet kettle under bridge");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Today" })).toBeVisible();
});
test.afterAll(async () => {
  try {
    await page.context().close();
  } finally {
    await office.stop();
    rmSync(folder, { recursive: true, force: true });
  }
});

const grid = () => page.getByRole("grid", { name: "Requests to join" });
const rowOf = (text: string) => grid().getByRole("row").filter({ hasText: text });
const dialog = () => page.getByRole("dialog");

async function open(hash: string): Promise<void> {
  await page.goto(`${office.url}#${hash}`);
}

test("PKG-4 the portal’s settings say that there is no portal yet, begin as the rule has it, and are kept", async () => {
  await open("/settings/portal");
  await expect(page.getByText(/There is no patient portal yet: it comes with the relay connection/)).toBeVisible();
  const box = (name: string) => page.getByRole("checkbox", { name });
  await expect(box("Show plans and packages")).toBeChecked();
  await expect(box("Patients may ask to join a plan")).toBeChecked();
  await expect(box("Patients may buy packages")).not.toBeChecked();
  await expect(box("Patients may use packages for a visit")).not.toBeChecked();
  await expectAccessible(page, "portal settings");
  await box("Patients may buy packages").check();
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByText("Saved.")).toBeVisible();
  await expect.poll(async () => (await ask<{ settings: { buyPackages: boolean } }>(page, "portal.settings", {})).settings.buyPackages).toBe(true);
});

test("PKG-4 on Today a request waits, once however often it came; what was not offered was refused", async () => {
  expect(answers.map(({ messageId, outcome, code }) => [messageId, code ?? outcome])).toEqual([
    ["a", "taken"],
    ["a", "taken"],
    ["b", "taken"],
    ["c", "taken"],
    ["d", "portal_not_offered"],
    ["e", "portal_person_not_theirs"],
  ]);
  await open("/today");
  await page.getByRole("list", { name: "Needs a person" }).getByRole("listitem").filter({ hasText: "Asks to join" }).getByRole("link", { name: "Rosa Lee" }).click();
  await expect(rowOf("Rosa Lee")).toContainText("Adult Plus, yearly");
  await expect(rowOf("Rosa Lee")).toContainText("Before my visit in May");
  await expect(rowOf("Rosa Ortiz")).toContainText("Adult Plus, monthly");
  await expect(rowOf("To decide")).toHaveCount(2);
  await expectAccessible(page, "requests to join");
});

test("PKG-4 a request is declined with a reason, and stays with its answer", async () => {
  await open("/memberships/requests");
  await rowOf("Rosa Ortiz").getByRole("button", { name: /^Actions for/ }).click();
  await page.getByRole("menuitem", { name: "Decline…" }).click();
  await expect(dialog().getByRole("button", { name: "Decline", exact: true })).toBeDisabled();
  await dialog().getByRole("textbox", { name: "Reason" }).fill("Please call us first");
  await dialog().getByRole("button", { name: "Decline", exact: true }).click();
  await expect(dialog()).toHaveCount(0);
  await expect(rowOf("Rosa Ortiz")).toContainText("Declined");
  await expect(rowOf("Rosa Ortiz")).toContainText("Please call us first");
});

test("PKG-4 approving opens the enrolment with what was asked for; enrolling answers the request", async () => {
  await open("/memberships/requests");
  await rowOf("Rosa Lee").getByRole("button", { name: /^Actions for/ }).click();
  await page.getByRole("menuitem", { name: "Enrol…" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Enrol" })).toBeVisible();
  await page.getByRole("button", { name: /^Enrol and take \$520\.00$/ }).click();
  await expect(page.getByRole("heading", { level: 1, name: /Rosa Lee/ })).toBeVisible();
  await open("/memberships/requests");
  await expect(rowOf("Rosa Lee")).toContainText("Enrolled");
  await expect(rowOf("To decide")).toHaveCount(0);
});

test("PKG-4 what a household would see: its own plan, and nothing when balances are not shown", async () => {
  await open("/settings/portal");
  const pick = async () => {
    await page.getByRole("textbox", { name: "Somebody of the household" }).fill("Rosa Lee");
    await page.getByRole("option", { name: /Lee/ }).first().click();
  };
  await pick();
  await expect(page.getByRole("list", { name: "What they would see" })).toContainText("Rosa: Adult Plus");
  await page.getByRole("checkbox", { name: "Show plans and packages" }).uncheck();
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByText("Plans and packages are not shown.")).toBeVisible();
});
