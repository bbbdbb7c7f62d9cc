/**
 * The main job in the real app, from an empty folder: a training practice, a plan, a family enrolled on
 * draw day 31, the clock advanced over a year end and a February, money taken, a statement printed, the
 * file checked, a backup made, the office started again.
 */
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect as expectNow, test, type Page } from "@playwright/test";
import { startOffice, type RunningOffice } from "../support/office.ts";

test.describe.configure({ mode: "serial", timeout: 180_000 });

const expect = expectNow.configure({ timeout: 30_000 });
const password = "violet kettle under bridge";

let office: RunningOffice;
let page: Page;
let folder: string;

test.beforeAll(async ({ browser }) => {
  test.setTimeout(180_000);
  folder = mkdtempSync(join(tmpdir(), "perennial-path-"));
  office = await startOffice([], join(folder, "data"));
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  page = await context.newPage();
});

test.afterAll(async () => {
  await page.context().close();
  await office.stop();
  rmSync(folder, { recursive: true, force: true });
});

const go = (hash: string) => page.goto(`${office.url}#${hash}`);

async function signIn(): Promise<void> {
  await expect(page.getByRole("button", { name: "Sign in" })).toBeVisible();
  await page.getByLabel("User name").fill("priya");
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Today" })).toBeVisible();
}

/** Moves the training clock in the app's own dialog. */
async function advanceTo(typed: string): Promise<void> {
  await page.getByRole("button", { name: "Advance clock" }).click();
  const dialog = page.getByRole("dialog", { name: "Advance the training clock" });
  await dialog.getByLabel("Go to").fill(typed);
  await dialog.getByLabel("Go to").press("Tab");
  await dialog.getByRole("button", { name: /^Advance to/ }).click();
  await expect(dialog).toBeHidden({ timeout: 90_000 });
}

test("DSK-2 F-20 a training practice is made on the first run", async () => {
  await page.goto(office.url);
  await page.getByRole("button", { name: /^New practice(?! with)/ }).click();
  await page.getByLabel("Name of the practice").fill("Maple Street Dental");
  await page.getByText("Training practice").first().click();
  await page.getByLabel("Owner’s name").fill("Priya Raman");
  await page.getByLabel("User name").fill("priya");
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByLabel("Password again").fill(password);
  await page.getByRole("button", { name: /^Create/ }).click();
  // Who has just chosen the password is not asked for it again.
  await expect(page.getByRole("button", { name: "Advance clock" })).toBeVisible();
});

test("PPL-10 PPL-11 plans are made and put on sale, and a change makes the next version", async () => {
  for (const [name, monthly, annual] of [
    ["Adult", "37", "425"],
    ["Child", "25", ""],
  ] as const) {
    await go("/memberships/plans/new");
    await expect(page.getByRole("heading", { level: 1, name: "New plan" })).toBeVisible();
    await page.getByRole("textbox", { name: "Name", exact: true }).fill(name);
    await page.getByLabel("Price a month").fill(monthly);
    if (annual !== "") await page.getByLabel("Price a year").fill(annual);
    await page.getByLabel("Activation fee", { exact: true }).fill("99");
    await page.getByLabel("Members sign an agreement").uncheck();
    await page.getByRole("button", { name: "Put on sale" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Plans" })).toBeVisible();
  }
  await expect(page.getByText("Adult", { exact: true }).first()).toBeVisible();
  await page.getByRole("button", { name: "Actions for Child" }).click();
  await page.getByRole("menuitem", { name: "Change the terms…" }).click();
  await expect(page.getByText(/Saving makes version 2/)).toBeVisible();
  await page.getByLabel("Price a month").fill("26");
  await page.getByRole("button", { name: "Save as version 2" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Plans" })).toBeVisible();
  await expect(page.getByText("26.00").first()).toBeVisible();
});

test("PPL-1 PPL-2 a family without an e-mail address is added", async () => {
  await go("/patients/new");
  await page.getByLabel("First name").fill("Rosa");
  await page.getByLabel("Last name").fill("Nguyễn");
  await page.getByLabel("Birth date").fill("3/7/1984");
  await page.getByLabel("Street").fill("12 Oak Street");
  await page.getByLabel("City").fill("Lowell");
  await page.getByLabel("State").fill("MA");
  await page.getByLabel(/ZIP|Postal code/).fill("01850");
  await page.getByRole("button", { name: "Add Rosa Nguyễn" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Rosa Nguyễn" })).toBeVisible();
});

test("MEM-1 MEM-2 she is enrolled on draw day 31, and the quote is what is taken", async () => {
  await go("/memberships/enrol?patientId=1");
  await page.getByRole("combobox", { name: "Plan" }).click();
  await page.getByRole("option", { name: "Adult" }).click();
  await page.getByRole("combobox", { name: "Draw day" }).click();
  await page.getByRole("option", { name: "31st" }).click();
  await page.getByRole("combobox", { name: "Paid by" }).click();
  await page.getByRole("option", { name: "Cash" }).click();
  const act = page.getByRole("button", { name: /^Enrol and take \$/ });
  await expect(act).toBeEnabled();
  const [, amount] = /\$([\d.,]+)/.exec((await act.textContent()) ?? "") ?? [];
  await act.click();
  await expect(page.getByRole("heading", { level: 1, name: "Rosa Nguyễn" })).toBeVisible();
  await go("/payments");
  await expect(page.getByText(amount ?? "no amount", { exact: true }).first()).toBeVisible();
});

/** The last days of the months from now to the end of the February that follows, as they are typed. */
function monthEnds(): { typed: string; shown: string }[] {
  const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
  const now = new Date();
  const ends: { typed: string; shown: string }[] = [];
  for (let ahead = 1; ; ahead += 1) {
    const last = new Date(now.getFullYear(), now.getMonth() + ahead, 0);
    // The enrolment itself pays up to the first draw, so a draw of today is not counted.
    if (last.getDate() > now.getDate() || ahead > 1)
      ends.push({
        typed: `${last.getMonth() + 1}/${last.getDate()}/${last.getFullYear()}`,
        shown: `${last.getDate()} ${months[last.getMonth()]}`,
      });
    if (last.getMonth() === 1 && ends.length > 1) return ends;
  }
}

test("BIL-1 BIL-18 the clock goes over the months to the end of February; draws appear by themselves and are collected", async () => {
  test.setTimeout(400_000);
  const ends = monthEnds();
  for (const { typed, shown } of ends) {
    await go("/today");
    await advanceTo(typed);
    await expect(page.getByRole("link", { name: "Rosa Nguyễn" }).first()).toBeVisible();
    if (shown.endsWith("Feb")) break;
    await page.getByRole("button", { name: /^Actions for invoice/ }).first().click();
    await page.getByRole("menuitem", { name: "Take a payment…" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("button", { name: /^Take \$/ }).click();
    await page.getByRole("dialog", { name: /^Receipt/ }).getByRole("button", { name: "Done" }).click();
    await expect(dialog).toBeHidden();
    await expect(page.getByText("Nothing to collect")).toBeVisible();
  }
  await go("/invoices");
  for (const { shown } of ends) await expect(page.getByText(new RegExp(`^${shown}`)).first()).toBeVisible();
});

test("DOC-4 DOC-5 statements for all open balances come out as one PDF that says what is owed", async () => {
  await go("/documents/statements");
  await page.getByRole("button", { name: /^Make \d+ statements? on paper…/ }).click();
  await page.getByRole("dialog").getByRole("button", { name: /^Make \d+ statements? on paper$/ }).click();
  await expect(page.getByRole("button", { name: "Mark as sent" })).toBeVisible({ timeout: 90_000 });
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Save PDF" }).click();
  const file = join(folder, "statements.pdf");
  await (await download).saveAs(file);
  expect(readFileSync(file).subarray(0, 5).toString()).toBe("%PDF-");
  if (existsSync("/usr/bin/pdftotext")) {
    const text = execFileSync("/usr/bin/pdftotext", ["-layout", file, "-"]).toString();
    expect(text.normalize("NFC")).toContain("Rosa Nguyễn");
    expect(text).toContain("12 Oak Street");
  } else console.log("Skipped: the text of the PDF is not read, because pdftotext is not installed.");
  await page.getByRole("button", { name: "Mark as sent" }).click();
  await expect(page.getByRole("button", { name: "Mark as sent" })).toBeHidden();
});

test("F-16 R9 the file verifies clean, is backed up, and is the same after a restart", async () => {
  await go("/settings");
  await page.getByRole("button", { name: "Check now" }).click();
  await expect(page.getByText("Everything agrees")).toBeVisible({ timeout: 60_000 });
  await page.getByRole("button", { name: "Back up now" }).click();
  await expect(page.getByText("No backup yet")).toBeHidden({ timeout: 60_000 });
  await office.stop();
  office = await startOffice([], join(folder, "data"));
  await page.goto(office.url);
  await signIn();
  await go("/patients");
  await expect(page.getByRole("link", { name: /Nguyễn/ }).first()).toBeVisible();
});
