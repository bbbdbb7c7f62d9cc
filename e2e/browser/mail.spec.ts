/** The e-mail account and the outbox (DOC-10, DOC-11) in a real browser over the office host; the mail server is a real one too. */
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
const expect = expectNow.configure({ timeout: 30_000 });

let folder: string;
let mailbox: Mailbox;
let office: RunningOffice;
let page: Page;

test.beforeAll(async ({ browser }) => {
  test.setTimeout(240_000);
  folder = mkdtempSync(join(tmpdir(), "perennial-mail-"));
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

const grid = () => page.getByRole("grid", { name: "Outbox" });
const rowOf = (text: string | RegExp) => grid().getByRole("row").filter({ hasText: text });

async function open(hash: string): Promise<void> {
  await page.goto(`${office.url}#${hash}`);
}

async function family(last: string, email: string): Promise<{ householdId: number; patientId: number }> {
  return tell(page, "patients.add", {
    form: personForm("Rosa", { lastName: last, email }),
    household: { newAddress: homeAddress, contactPreference: email === "" ? "print" : "email" },
  });
}

async function invoice(last: string, email: string): Promise<{ invoiceId: number; number: number }> {
  const lee = await family(last, email);
  return tell(page, "invoices.issue", {
    householdId: lee.householdId,
    termsDays: 0,
    lines: [await line(lee.patientId)],
  });
}

async function line(patientId: number): Promise<object> {
  const { practice } = await ask<{ practice: { todayOn: string } }>(page, "app.status", {});
  return { patientId, kind: "service", description: "Cleaning", serviceOn: practice.todayOn, quantity: 1, unitCents: 5000, taxRatePpm: 0 };
}

test("DOC-10 the account is tried out: a wrong password is said in plain words, then it works", async () => {
  await open("/settings/email");
  await page.getByRole("textbox", { name: "Sender’s address" }).fill(mailbox.user);
  await page.getByRole("textbox", { name: "Mail server" }).fill("localhost");
  await page.getByRole("textbox", { name: "Port" }).fill(String(mailbox.port));
  await page.getByRole("textbox", { name: "User" }).fill(mailbox.user);
  const password = page.getByRole("textbox", { name: "Password" });
  await password.fill("not this one");
  await page.getByRole("button", { name: "Try it out" }).click();
  await expect(page.getByText(/does not accept this user and password/)).toBeVisible();
  await expectAccessible(page, "e-mail settings");
  await password.fill(mailbox.password);
  await page.getByRole("button", { name: "Try it out" }).click();
  await expect(page.getByText(`It works. A message is on its way to ${mailbox.user}; look whether it arrives.`)).toBeVisible();
  await expect.poll(() => mailbox.arrived().length).toBe(1);
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByText("Saved. Households that like e-mail are written to by e-mail from now on.")).toBeVisible();
  await page.reload();
  await expect(page.getByRole("textbox", { name: "Mail server" })).toHaveValue("localhost");
  await expect(password).toHaveValue("");
  const answer = JSON.stringify(await ask(page, "mail.account", {}));
  expect(answer).not.toContain(mailbox.password);
});

test("DOC-10 an invoice goes by e-mail from its own page, and the outbox says when", async () => {
  const { invoiceId, number } = await invoice("Lee", "lee@families.example");
  await open(`/invoices/${invoiceId}`);
  await page.getByRole("button", { name: "E-mail", exact: true }).click();
  await expect(page.getByText(/The invoice goes to lee@families\.example/)).toBeVisible();
  await expect.poll(() => mailbox.arrived().filter(({ to }) => to.includes("lee@families.example")).length).toBe(1);
  await open("/documents/outbox");
  await expect(rowOf(`Invoice ${number}`)).toContainText("Sent");
  await expectAccessible(page, "outbox");
  const { raw } = mailbox.arrived().at(-1) ?? { raw: "" };
  expect(raw).toContain(`Subject: Invoice ${number} from Maple Street Dental`);
  expect(raw).toContain("application/pdf");
});

test("DOC-10 a household without an address is told of at once, with what to do", async () => {
  const { invoiceId } = await invoice("Paper", "");
  await open(`/invoices/${invoiceId}`);
  await page.getByRole("button", { name: "E-mail", exact: true }).click();
  await expect(page.getByText(/There is no e-mail address for .*Paper.*\. Add one to the payer’s chart, or print it\./)).toBeVisible();
});

test("DOC-10 a refused address fails with the reason; somebody corrects it and sends again", async () => {
  mailbox.refuse("gone@families.example");
  const { invoiceId, number } = await invoice("Moved", "gone@families.example");
  await tell(page, "mail.sendInvoice", { invoiceId });
  await open("/documents/outbox");
  const row = rowOf(`Invoice ${number}`);
  await expect(row).toContainText("Failed");
  await expect(row).toContainText("The mail server does not take mail for gone@families.example.");
  mailbox.refuse(null);
  await row.getByRole("button", { name: /^Actions for/ }).click();
  await page.getByRole("menuitem", { name: "Send again" }).click();
  await expect(row).toContainText("Sent");
  expect(mailbox.arrived().filter(({ to }) => to.includes("gone@families.example"))).toHaveLength(1);
});

test("DOC-10 a message in doubt is never sent by itself; a person marks it as sent or sends it again", async () => {
  mailbox.hangUp(true);
  const first = await invoice("Doubt", "doubt@families.example");
  await tell(page, "mail.sendInvoice", { invoiceId: first.invoiceId });
  await open("/documents/outbox");
  const row = rowOf(`Invoice ${first.number}`);
  await expect(row).toContainText("In doubt");
  mailbox.hangUp(false);
  const count = mailbox.arrived().length;
  await row.getByRole("button", { name: /^Actions for/ }).click();
  await page.getByRole("menuitem", { name: "Mark as sent" }).click();
  await expect(row).toContainText("Sent");
  expect(mailbox.arrived()).toHaveLength(count);
});

test("DOC-11 a letter by post stands beside the mail, and one click prints and marks it", async () => {
  const { invoiceId } = await invoice("Post", "");
  await tell(page, "collections.remind", { invoiceId });
  await open("/documents/outbox");
  const row = rowOf("Post");
  await expect(row).toContainText("To print");
  await page.getByRole("button", { name: "Print 1 letter" }).click();
  await expect(page.getByText(/1 letter is ready on 1 page and marked as printed today\./)).toBeVisible();
  await expect(row).toHaveCount(0);
});

test("DOC-11 a reminder goes to its household by e-mail; the list is filtered by channel and state, and exported", async () => {
  const { invoiceId } = await invoice("Mail", "mail@families.example");
  await tell(page, "collections.remind", { invoiceId });
  await expect.poll(() => mailbox.arrived().filter(({ to }) => to.includes("mail@families.example")).length).toBe(1);
  await open("/documents/outbox?by=email&state=sent");
  await expect(rowOf("mail@families.example")).toHaveCount(1);
  await open("/documents/outbox?state=failed");
  await expect(page.getByText("Nothing matches")).toBeVisible();
  await open("/documents/outbox");
  await expect(rowOf("mail@families.example")).toHaveCount(1);
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: /CSV/ }).click();
  expect((await download).suggestedFilename()).toBe("outbox.csv");
});

test("DOC-10 a message that came back: its letter waits to be printed, and the address gets no more mail", async () => {
  await open("/documents/outbox");
  const sent = rowOf("mail@families.example");
  await sent.getByRole("button", { name: /^Actions for/ }).click();
  await page.getByRole("menuitem", { name: "It came back…" }).click();
  const dialog = page.getByRole("dialog", { name: "It came back" });
  await expect(dialog.getByText(/The address is marked as not working/)).toBeVisible();
  await expectAccessible(page, "it came back");
  await dialog.getByRole("textbox", { name: "Its own words" }).fill("550 5.1.1 User unknown");
  await dialog.getByRole("button", { name: "Note that it came back" }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText("Nothing more is sent to mail@families.example. The letter waits to be printed.")).toBeVisible();
  await open("/documents/outbox?state=to_print");
  await expect(rowOf("Mail")).toContainText("To print");
});
