/**
 * Printing as a desk meets it (DOC-9), in the desktop shell over the stand-in spooler: real processes
 * take the jobs, no paper comes out.
 */
import { randomUUID } from "node:crypto";
import { expect as expectNow, test, type Page } from "@playwright/test";
import { closeRunning, type Launched } from "../support/electron.ts";
import { callOffice, launchShell, makeInstallation, type Installation } from "../support/shell.ts";
import { makeSpooler, type Spooler } from "../support/spooler.ts";
import { homeAddress, personForm } from "../support/training-practice.ts";

test.describe.configure({ mode: "serial", timeout: 180_000 });
test.use({ actionTimeout: 30_000 });

/** Patient: what matters here is that it comes, not how busy the machine is. */
const expect = expectNow.configure({ timeout: 30_000 });

const front = "Front_Desk|Front desk HP|||";
const back = "Back|Back office|||";

let installation: Installation;
let spooler: Spooler;
let app: Launched;
let page: Page;

test.beforeAll(async () => {
  test.setTimeout(240_000);
  installation = makeInstallation();
  spooler = makeSpooler();
  spooler.setPrinters(front, back);
  spooler.put("standard", "Back");
  spooler.put("options-Front_Desk", "InputSlot/Media Source: *Auto Tray1 Tray2\n");
  app = await launchShell(installation, spooler.env);
  page = app.page;
  await page.setViewportSize({ width: 1280, height: 800 });
  await tell("setup.createPractice", {
    name: "Maple Street Dental",
    kind: "training",
    specialty: "dental",
    timeZone: "America/New_York",
    currency: "USD",
    ownerName: "Ana Reyes",
    username: "ana",
    password: "a quiet street with maples 12",
  });
  for (const last of ["Alder", "Birch", "Cedar"]) await printStatement(last);
  await page.reload();
});
test.afterAll(async () => {
  await closeRunning();
  installation.forget();
  spooler.forget();
});

async function tell<T>(operation: string, input: object): Promise<T> {
  const { status, value } = await callOffice(page, operation, { requestId: randomUUID(), ...input });
  if (status !== 200) throw new Error(`${operation}: ${status} ${JSON.stringify(value)}`);
  return value as T;
}

/** A household that owes, with its statement in the archive. */
async function printStatement(last: string): Promise<void> {
  const { householdId, patientId } = await tell<{ householdId: number; patientId: number }>("patients.add", {
    form: personForm("Rosa", { lastName: last }),
    household: { newAddress: homeAddress, contactPreference: "print" },
  });
  const { value } = await callOffice(page, "app.status");
  const { practice } = value as { practice: { todayOn: string } };
  await tell("invoices.issue", {
    householdId,
    termsDays: 0,
    lines: [{ patientId, kind: "service", description: "Cleaning", serviceOn: practice.todayOn, quantity: 1, unitCents: 9000, taxRatePpm: 0 }],
  });
  await tell("statements.make", { householdId });
}

const printers = () => page.getByRole("grid", { name: "Printers of this computer" });
const kinds = () => page.getByRole("grid", { name: "How documents are printed" });
const documents = () => page.getByRole("grid", { name: "Documents", exact: true });
const dialog = (name: string | RegExp) => page.getByRole("dialog", { name });

async function goTo(hash: string): Promise<void> {
  await page.evaluate((to) => {
    window.location.hash = to;
  }, hash);
}

async function choose(field: string, option: string): Promise<void> {
  await page.getByRole("combobox", { name: field }).click();
  await page.getByRole("option", { name: option, exact: true }).click();
  await expect(page.getByRole("combobox", { name: field })).toHaveValue(option);
}

async function act(label: string, item: string): Promise<void> {
  await page.getByRole("button", { name: `Actions for ${label}`, exact: true }).click();
  await page.getByRole("menuitem", { name: item }).click();
}

test("DOC-9 the printers of this computer are shown, and what is chosen for a kind is remembered at the next start", async () => {
  await goTo("/settings/printing");
  await expect(printers().getByText("Front desk HP")).toBeVisible();
  await expect(printers().getByRole("row")).toHaveCount(3);
  await act("Statements", "Change…");
  await dialog("Statements").getByRole("radio", { name: "Print at once" }).check();
  await choose("Printer", "Front desk HP");
  await choose("Tray", "Tray 2");
  await choose("Sides", "Two-sided, like a book");
  await dialog("Statements").getByRole("button", { name: "Keep for this computer" }).click();
  await expect(dialog("Statements")).toBeHidden();
  const statements = kinds().getByRole("row").filter({ hasText: "Statements" });
  await expect(statements).toContainText("Print at once");
  await expect(statements).toContainText("Tray2");

  await act("Front desk HP", "Correct…");
  await dialog(/^Correct/).getByRole("textbox", { name: "Move right by" }).fill("1.5");
  await dialog(/^Correct/).getByRole("button", { name: "Keep the correction" }).click();
  await expect(dialog(/^Correct/)).toBeHidden();
  await expect(printers().getByText("1.5 mm right")).toBeVisible();

  await page.reload();
  await expect(statements).toContainText("Front desk HP");
  await expect(printers().getByText("1.5 mm right")).toBeVisible();
});

test("DOC-9 a statement goes to its printer at once, with its tray and that printer's correction, and names nobody on the way", async () => {
  await goTo("/documents");
  await expect(documents().getByRole("row")).toHaveCount(4);
  await act("Statement 1 for Rosa Alder", "Print the same copy again");
  await expect(page.getByText("The statement went to “Front desk HP”.")).toBeVisible();
  expect(spooler.words(1)).toEqual([
    "-d", "Front_Desk", "-n", "1", "-t", "Perennial statement", "-o", "print-scaling=none", "-o", "sides=two-sided-long-edge", "-o", "InputSlot=Tray2", "-",
  ]);
  const pdf = spooler.bytes(1).toString("latin1");
  expect(pdf.startsWith("%PDF-")).toBe(true);
  // 1.5 mm to the right.
  expect(pdf).toContain("/MediaBox [-4.252 0 607.748 792]");
});

test("DOC-9 the remembered printer is gone: a person is asked, and prints on another one", async () => {
  spooler.setPrinters(back);
  await act("Statement 2 for Rosa Birch", "Print the same copy again");
  const asked = dialog("Print the statement");
  await expect(asked.getByText("The remembered printer “Front_Desk” is gone from this computer. Choose another one.")).toBeVisible();
  await expect(asked.getByRole("button", { name: "Look at it" })).toBeVisible();
  expect(spooler.tried()).toBe(1);
  await asked.getByRole("button", { name: "Print on Back office" }).click();
  await expect(page.getByText("The statement went to “Back office”.")).toBeVisible();
  expect(spooler.words(2)?.slice(0, 2)).toEqual(["-d", "Back"]);
  expect(spooler.words(2)?.some((word) => word.startsWith("InputSlot"))).toBe(false);
});

test("DOC-9 a run goes on after one is refused, says which were printed and which not, and prints the rest", async () => {
  spooler.setPrinters(front, back);
  spooler.put("refuse-4", "lp: Destination Front_Desk is not accepting jobs.\n");
  await documents().getByRole("checkbox").first().check();
  await page.getByRole("button", { name: "Print 3 documents" }).click();
  await expect(page.getByText("2 documents went to “Front desk HP”. Not printed: 1 document.")).toBeVisible();
  await expect(page.getByRole("listitem").filter({ hasText: "did not take it" })).toHaveCount(1);
  expect([3, 4, 5].map((number) => spooler.words(number) !== undefined)).toEqual([true, false, true]);
  await page.getByRole("button", { name: "Print the one that is missing" }).click();
  await expect(page.getByText("1 document went to “Front desk HP”.")).toBeVisible();
  expect([spooler.tried(), spooler.words(6) !== undefined]).toEqual([6, true]);
});
