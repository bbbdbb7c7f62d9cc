/** Statements by e-mail and on paper in one run (DOC-5), in a real browser over the office host with a real mail server. */
import { expect as expectNow, test, type Page } from "@playwright/test";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ask, tell } from "../support/ask.ts";
import { expectAccessible } from "../support/axe.ts";
import { startMailbox, type Mailbox } from "../support/mailbox.ts";
import { startOffice, type RunningOffice } from "../support/office.ts";
import { homeAddress, personForm } from "../support/training-practice.ts";

test.describe.configure({ mode: "serial", timeout: 180_000 });
test.use({ actionTimeout: 30_000 });

/** Patient: what matters here is that it comes, not how busy the machine is. */
const expect = expectNow.configure({ timeout: 60_000 });

let folder: string;
let mailbox: Mailbox;
let office: RunningOffice;
let page: Page;

test.beforeAll(async ({ browser }) => {
  test.setTimeout(240_000);
  folder = mkdtempSync(join(tmpdir(), "perennial-statements-"));
  mailbox = await startMailbox();
  const authority = join(folder, "authority.pem");
  writeFileSync(authority, mailbox.authority);
  office = await startOffice([], undefined, { NODE_EXTRA_CA_CERTS: authority });
  page = await (await browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage();
  await page.goto(office.url);
  await page.getByRole("button", { name: /^New practice(?! with)/ }).waitFor();
  await tell(page, "setup.createPractice", {
    name: "Maple Street Dental",
    kind: "live",
    specialty: "dental",
    timeZone: "America/New_York",
    currency: "USD",
    ownerName: "Priya Raman",
    username: "priya",
    password: "violet kettle under bridge",
  });
  const account = { host: "localhost", port: mailbox.port, security: "tls", username: mailbox.user, fromName: "Maple Street Dental", fromEmail: mailbox.user };
  await tell(page, "mail.saveAccount", { basedOn: 0, isOn: true, account, password: mailbox.password });
  await owing("Lee", "lee@families.example");
  await owing("Ortiz", "ortiz@families.example");
  await owing("Paper", "");
  await owing("Nowhere", "", { ...homeAddress, line1: "" });
});
test.afterAll(async () => {
  try {
    await page.context().close();
  } finally {
    await office.stop();
    await mailbox.close();
    rmSync(folder, { recursive: true, force: true });
  }
});

/** A family that owes 50.00. */
async function owing(lastName: string, email: string, newAddress: object = homeAddress): Promise<number> {
  const { householdId, patientId } = await tell<{ householdId: number; patientId: number }>(page, "patients.add", {
    form: personForm("Rosa", { lastName, email }),
    household: { newAddress, contactPreference: email === "" ? "print" : "email" },
  });
  const { practice } = await ask<{ practice: { todayOn: string } }>(page, "app.status", {});
  const line = { patientId, kind: "service", description: "Cleaning", serviceOn: practice.todayOn, quantity: 1, unitCents: 5000, taxRatePpm: 0 };
  await tell(page, "invoices.issue", { householdId, termsDays: 0, lines: [line] });
  return householdId;
}

const gridOf = (name: string) => page.getByRole("grid", { name });
const rowOf = (name: string, text: string | RegExp) => gridOf(name).getByRole("row").filter({ hasText: text });
const dialog = () => page.getByRole("dialog");
const arrivedFor = (email: string) => mailbox.arrived().filter(({ to }) => to.includes(email)).length;

async function open(hash: string): Promise<void> {
  await page.goto(`${office.url}#${hash}`);
}

test("DOC-5 before the run it is said how many go by which way, and what is in the way of the others", async () => {
  await open("/documents/statements");
  await expect(page.getByText("2 by e-mail, 1 on paper, 1 left out.")).toBeVisible();
  await expect(rowOf("Households that owe", "Rosa Lee")).toContainText("lee@families.example");
  await expect(rowOf("Households that owe", "Rosa Paper")).toContainText("Paper");
  await expect(rowOf("Households that owe", "Rosa Nowhere")).toContainText("No street in the address");
  await expectAccessible(page, "statements");
  await page.getByRole("button", { name: "Send 2 by e-mail, make 1 on paper…" }).click();
  await expect(dialog().getByText("By e-mail: 2.")).toBeVisible();
  await expect(dialog().getByText("Left out: 1.")).toBeVisible();
  await expectAccessible(page, "a run of statements");
});

test("DOC-5 DOC-10 the run goes both ways: each e-mail once, the paper in one file, and the list of runs says what became of it", async () => {
  await dialog().getByRole("button", { name: "Send 2 by e-mail, make 1 on paper" }).click();
  await expect(page.getByRole("button", { name: "Mark as sent" })).toBeVisible();
  await expect(page.getByText(/2 statements go by e-mail/)).toBeVisible();
  await expect(page.getByText(/1 statement on 1 page of paper/)).toBeVisible();
  await expect.poll(() => [arrivedFor("lee@families.example"), arrivedFor("ortiz@families.example")]).toEqual([1, 1]);
  await page.getByRole("button", { name: "Mark as sent" }).click();
  await expect(page.getByText("1 statement on paper is marked as sent.")).toBeVisible();
  await open("/documents/runs");
  const row = rowOf("Runs of statements", "2 by e-mail, 1 on paper");
  await expect(row).toContainText("2 gone");
  await expect(row).toContainText("Sent");
  await expectAccessible(page, "runs of statements");
  expect(mailbox.arrived()).toHaveLength(2);
});

test("DOC-5 a run is taken back: the message that failed is dropped, the one that has gone stays gone and is said so", async () => {
  mailbox.refuse("ortiz@families.example");
  await open("/documents/statements");
  await expect(rowOf("Households that owe", "Rosa Lee")).toBeVisible();
  await page.getByRole("button", { name: "Send 2 by e-mail, make 1 on paper…" }).click();
  await dialog().getByRole("button", { name: "Send 2 by e-mail, make 1 on paper" }).click();
  await expect(page.getByRole("button", { name: "Mark as sent" })).toBeVisible();
  await expect.poll(() => arrivedFor("lee@families.example")).toBe(2);
  await open("/documents/runs");
  const row = rowOf("Runs of statements", "1 gone, 1 failed");
  await expect(row).toContainText("Some failed");
  await open("/today");
  await page.getByRole("link", { name: "E-mail that failed" }).click();
  await expect(rowOf("Outbox", "ortiz@families.example")).toContainText("Failed");
  await open("/documents/runs");
  await row.getByRole("button", { name: /^Actions for/ }).click();
  await page.getByRole("menuitem", { name: "Take back what has not gone" }).click();
  await expect(page.getByText("2 statements are taken back. 1 has gone by e-mail and stays gone.")).toBeVisible();
  await expect(rowOf("Runs of statements", "Taken back")).toContainText("1 gone, 1 dropped");
  mailbox.refuse(null);
});

test("DOC-5 a run that was taken back is made again, only for whom it left without", async () => {
  await open("/documents/runs");
  await rowOf("Runs of statements", "Taken back").getByRole("button", { name: /^Actions for/ }).click();
  await page.getByRole("menuitem", { name: "Make again with today’s amounts" }).click();
  await expect(page.getByText(/1 statement goes by e-mail/)).toBeVisible();
  await expect.poll(() => arrivedFor("ortiz@families.example")).toBe(2);
  expect(arrivedFor("lee@families.example")).toBe(2);
  await expect(gridOf("Runs of statements").getByRole("row").filter({ hasText: "1 by e-mail, 1 on paper" })).toContainText("1 gone");
});

test("INV-5 DOC-10 the reminder says that it goes by e-mail where the household gets e-mail", async () => {
  await open("/invoices?view=all");
  await rowOf("Invoices", "Lee, Rosa").first().getByRole("button", { name: /^Actions for invoice/ }).click();
  await page.getByRole("menuitem", { name: /^Send reminder/ }).click();
  await expect(dialog().getByText("1 e-mail to 1 household goes out at once.")).toBeVisible();
  await dialog().getByRole("button", { name: "Send the e-mail" }).click();
  await expect(dialog()).toHaveCount(0);
  await expect.poll(() => arrivedFor("lee@families.example")).toBe(3);
});
