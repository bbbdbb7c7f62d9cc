/** The mailbox that is read for messages that came back (DOC-10), and how a difficult mail server is told of, in a real browser; both servers are real ones. */
import { expect as expectNow, test, type Page } from "@playwright/test";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ask, tell } from "../support/ask.ts";
import { expectAccessible } from "../support/axe.ts";
import { returnedMail, startImapMailbox, type ImapMailbox } from "../support/imap-mailbox.ts";
import { expiredServer } from "../support/mail-certificates.ts";
import { startMailbox, type Mailbox } from "../support/mailbox.ts";
import { startOffice, type RunningOffice } from "../support/office.ts";
import { homeAddress, personForm } from "../support/training-practice.ts";

test.describe.configure({ mode: "serial", timeout: 180_000 });
test.use({ actionTimeout: 30_000 });

/** Patient: what matters here is that it comes, not how busy the machine is. */
const expect = expectNow.configure({ timeout: 45_000 });

let folder: string;
let sending: Mailbox;
let reading: ImapMailbox;
let office: RunningOffice;
let page: Page;

test.beforeAll(async ({ browser }) => {
  test.setTimeout(240_000);
  folder = mkdtempSync(join(tmpdir(), "perennial-mailbox-"));
  sending = await startMailbox();
  reading = await startImapMailbox(sending.user, sending.password);
  const authority = join(folder, "authority.pem");
  writeFileSync(authority, sending.authority);
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
  await tell(page, "mail.saveAccount", {
    basedOn: 0,
    isOn: true,
    account: { host: "localhost", port: sending.port, security: "tls", username: sending.user, fromName: "Maple Street Dental", fromEmail: sending.user },
    password: sending.password,
  });
});
test.afterAll(async () => {
  try {
    await page.context().close();
  } finally {
    await office.stop();
    await reading.close();
    await sending.close();
    rmSync(folder, { recursive: true, force: true });
  }
});

const rowOf = (text: string | RegExp) => page.getByRole("grid", { name: "Outbox" }).getByRole("row").filter({ hasText: text });
const form = () => page.getByRole("form", { name: "Mailbox" });

async function open(hash: string): Promise<void> {
  await page.goto(`${office.url}#${hash}`);
}

async function mailInvoice(last: string, email: string): Promise<{ number: number; householdId: number }> {
  const lee = await tell<{ householdId: number; patientId: number }>(page, "patients.add", {
    form: personForm("Rosa", { lastName: last, email }),
    household: { newAddress: homeAddress, contactPreference: "email" },
  });
  const { practice } = await ask<{ practice: { todayOn: string } }>(page, "app.status", {});
  const line = { patientId: lee.patientId, kind: "service", description: "Cleaning", serviceOn: practice.todayOn, quantity: 1, unitCents: 5000, taxRatePpm: 0 };
  const { invoiceId, number } = await tell<{ invoiceId: number; number: number }>(page, "invoices.issue", { householdId: lee.householdId, termsDays: 0, lines: [line] });
  await tell(page, "mail.sendInvoice", { invoiceId });
  return { number, householdId: lee.householdId };
}

test("DOC-10 the mailbox is tried out: a wrong password in plain words, then the one for sending, and it is kept", async () => {
  await open("/settings/email");
  await form().getByRole("switch", { name: "Look for messages that came back" }).click({ force: true });
  const host = form().getByRole("textbox", { name: "Mailbox server", exact: true });
  await expect(host).toHaveValue("localhost");
  await form().getByRole("textbox", { name: "Mailbox port", exact: true }).fill(String(reading.port));
  const same = form().getByRole("checkbox", { name: "Same user and password as for sending" });
  await expect(same).toBeChecked();
  await same.uncheck();
  await form().getByRole("textbox", { name: "Mailbox user", exact: true }).fill(sending.user);
  await form().getByRole("textbox", { name: "Mailbox password", exact: true }).fill("not this one");
  await form().getByRole("button", { name: "Test the mailbox" }).click();
  await expect(form().getByText(/does not accept this user and password/)).toBeVisible();
  await expectAccessible(page, "mailbox settings");
  await same.check();
  await form().getByRole("button", { name: "Test the mailbox" }).click();
  await expect(form().getByText("It works. The inbox can be read, and nothing in it was changed.")).toBeVisible();
  await form().getByRole("button", { name: "Save the mailbox" }).click();
  await expect(page.getByText("Saved. The mailbox is looked into every ten minutes while the program is open.")).toBeVisible();
  await page.getByRole("button", { name: "Check now" }).click();
  await expect(page.getByText(/Last checked: .*Nothing came back in the last 30 days\./)).toBeVisible();
  expect(JSON.stringify(await ask(page, "mailCheck.settings", {}))).not.toContain(sending.password);
});

test("DOC-10 a message that came back is found: the outbox names it, its address gets no more mail, and the mailbox was only read", async () => {
  const { number } = await mailInvoice("Moved", "moved@families.example");
  await expect.poll(() => sending.arrived().length).toBe(1);
  const messageId = /^Message-ID: (<[^>]*>)/im.exec(sending.arrived()[0]?.raw ?? "")?.[1] ?? "";
  expect(messageId).toMatch(/^<outbox-/);
  await open("/documents/outbox");
  await expect(rowOf(`Invoice ${number}`)).toContainText("Sent");
  await reading.holds([returnedMail(messageId, "moved@families.example")]);
  await open("/settings/email");
  await page.getByRole("button", { name: "Check now" }).click();
  const found = page.getByRole("link", { name: "1 message came back" });
  await expect(found).toBeVisible();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expectAccessible(page, "the mailbox with what came back");
  await found.click();
  await expect(rowOf(`Invoice ${number}`)).toContainText("Came back");
  await expect(rowOf(`Invoice ${number}`)).toContainText("It came back: there is no mailbox for moved@families.example.");
  await rowOf(`Invoice ${number}`).getByRole("button", { name: /^Actions for/ }).click();
  await page.getByRole("menuitem", { name: "Send again" }).click();
  await expect(page.getByText(/Mail to the address of .* came back\. Ask for another one, or print it\./)).toBeVisible();
  const heard = await reading.heard();
  expect(heard.filter((line) => /^(SELECT|(UID )?(STORE|MOVE|COPY|EXPUNGE)|EXPUNGE|APPEND|DELETE|CREATE|RENAME|CLOSE)\b/.test(line) || /BODY\[/.test(line))).toEqual([]);
  expect(heard.some((line) => line.startsWith("EXAMINE"))).toBe(true);
});

test("DOC-10 a server whose certificate has expired is told of when the account is tried out, with what to do", async () => {
  const expired = await startMailbox(expiredServer);
  try {
    await open("/settings/email");
    await page.getByRole("textbox", { name: "Port", exact: true }).fill(String(expired.port));
    await page.getByRole("textbox", { name: "Password", exact: true }).fill(expired.password);
    await page.getByRole("button", { name: "Try it out" }).click();
    await expect(page.getByText("The certificate of localhost has expired, so it cannot show who it is. Check that this computer’s date is right. If it is, your mail provider has to renew it.")).toBeVisible();
    expect(expired.arrived()).toEqual([]);
  } finally {
    await expired.close();
  }
});

test("DOC-10 a server that asks every new sender to come again: the message waits, says so, and needs nobody", async () => {
  sending.putOff("later@families.example");
  const { number } = await mailInvoice("Later", "later@families.example");
  await open("/documents/outbox");
  const row = rowOf(`Invoice ${number}`);
  await expect(row).toContainText("The other side asks every new sender to try again a little later. Nothing to do: it is tried again by itself.");
  await expect(row).toContainText("Waits");
  expect(sending.arrived().filter(({ to }) => to.includes("later@families.example"))).toEqual([]);
});
