/** Invoices and payments at the counter, in a real browser over the office host: bill, look, take, take back, void. */
import { expect as expectNow, test, type Page } from "@playwright/test";
import { expectAccessible } from "../support/axe.ts";
import { startOffice, type RunningOffice } from "../support/office.ts";
import { signInAs } from "../support/sample-screens.ts";

test.describe.configure({ mode: "serial", timeout: 120_000 });

/** Patient: what matters here is that it comes, not how busy the machine is. */
const expect = expectNow.configure({ timeout: 20_000 });

let office: RunningOffice;
let page: Page;
let number: string;

test.beforeAll(async ({ browser }) => {
  test.setTimeout(240_000);
  office = await startOffice(["--sample"]);
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  page = await context.newPage();
  await signInAs(page, office.url, /Tom Weaver/);
});

test.afterAll(async () => {
  try {
    await page.context().close();
  } finally {
    await office.stop();
  }
});

async function open(path: string): Promise<void> {
  await page.goto(`${office.url}#${path}`);
}

test("INV-1 a blank invoice shows its tax while it is typed and gets its number when it is issued", async () => {
  await open("/invoices/new");
  await page.getByLabel("Anybody of the household").fill("novák");
  await page.getByRole("option").first().click();
  await page.getByRole("combobox", { name: "What" }).fill("Whitening");
  await page.getByLabel("Price of one").fill("90");
  await page.getByLabel("Tax %").fill("8.875");
  await expectAccessible(page, "new invoice");
  await page.getByRole("button", { name: "Issue invoice for $97.99" }).click();
  const heading = page.getByRole("heading", { level: 1, name: /^Invoice \d+$/ });
  await expect(heading).toBeVisible();
  number = (await heading.innerText()).replace("Invoice ", "");
});

test("UI-4 its amount explains itself", async () => {
  await page.getByRole("button", { name: /Whitening: 97\.99\. Explain/ }).click();
  await expect(page.getByText("90.00 × 8.875 % = 7.99")).toBeVisible();
  await page.keyboard.press("Escape");
});

test("INV-4 the tracker keeps its filter in the address, opens the preview beside it, and Back closes it", async () => {
  await open(`/invoices?status=unpaid&q=${number}`);
  const grid = page.getByRole("grid", { name: "Invoices" });
  await expect(grid.getByRole("link", { name: number })).toBeVisible();
  await grid.getByRole("link", { name: number }).click();
  const preview = page.getByRole("dialog", { name: `Invoice ${number}` });
  await expect(preview.getByText("Whitening")).toBeVisible();
  await expectAccessible(page, "invoice preview");
  await page.goBack();
  await expect(preview).toBeHidden();
  expect(page.url()).toContain("status=unpaid");
});

test("INV-7 cash shows the change before and after it is taken, and a part payment leaves the rest open", async () => {
  await open(`/invoices?q=${number}&open=`);
  await page.getByRole("button", { name: new RegExp(`^Actions for invoice ${number} `) }).click();
  await page.getByRole("menuitem", { name: "Apply new payment…" }).click();
  const dialog = page.getByRole("dialog", { name: /^Receive payment from/ });
  await expect(dialog.getByLabel("Amount")).toHaveValue("97.99");
  await dialog.getByLabel("Amount").fill("40");
  await dialog.getByLabel("Cash given").fill("50");
  await expect(dialog.getByText(`Puts $40.00 on invoice ${number}`)).toBeVisible();
  await expect(dialog.getByText("$10.00")).toBeVisible();
  await expectAccessible(page, "receive payment");
  await dialog.getByRole("button", { name: "Take $40.00 in cash" }).click();
  await expect(
    page.getByRole("dialog", { name: /^Receipt \d+$/ }).getByText("$10.00"),
  ).toBeVisible();
  await page.getByRole("button", { name: "Done" }).click();
  await expect(
    page.getByRole("grid", { name: "Invoices" }).getByText("57.99").first(),
  ).toBeVisible();
});

test("INV-7 a check without its number is not taken, and what is above the balance becomes credit", async () => {
  await page.getByRole("button", { name: new RegExp(`^Actions for invoice ${number} `) }).click();
  await page.getByRole("menuitem", { name: "Apply new payment…" }).click();
  const dialog = page.getByRole("dialog", { name: /^Receive payment from/ });
  await dialog.getByRole("combobox", { name: "How" }).or(dialog.getByLabel("How")).first().click();
  await page.getByRole("option", { name: "Check" }).click();
  await dialog.getByLabel("Amount").fill("70");
  await expect(dialog.getByText("Enter the number printed on the check.")).toBeVisible();
  await expect(dialog.getByRole("button", { name: "Take $70.00 by check" })).toBeDisabled();
  await dialog.getByLabel("Check number").fill("1042");
  await expect(dialog.getByText(/\$12\.01 becomes household credit/)).toBeVisible();
  await dialog.getByRole("button", { name: "Take $70.00 by check" }).click();
  await expect(page.getByText(/\$12\.01 of it is household credit now/)).toBeVisible();
  await page.getByRole("button", { name: "Done" }).click();
});

test("INV-9 a payment of today is taken back from the list of payments, and its invoice is open again", async () => {
  await open("/payments?q=1042");
  const row = page.getByRole("row").filter({ hasText: "Check 1042" }).first();
  await row.getByRole("button", { name: /^Actions for receipt/ }).click();
  await page.getByRole("menuitem", { name: "Take back…" }).click();
  const dialog = page.getByRole("dialog", { name: /^Take back receipt/ });
  await dialog.getByLabel("Reason").fill("Wrong household");
  await dialog.getByRole("button", { name: "Take back $70.00" }).click();
  await expect(row.getByText("Taken back")).toBeVisible();
  await expectAccessible(page, "payments");
});

test("INV-3 a void invoice stays in the list with its number and owes nothing", async () => {
  await open(`/invoices?q=${number}`);
  await page.getByRole("button", { name: new RegExp(`^Actions for invoice ${number} `) }).click();
  await page.getByRole("menuitem", { name: "Void…" }).click();
  const dialog = page.getByRole("dialog", { name: `Void invoice ${number}` });
  await expect(dialog.getByText("$40.00 that was paid becomes household credit.")).toBeVisible();
  await dialog.getByLabel("Reason").fill("Typed twice");
  await dialog.getByRole("button", { name: `Void invoice ${number}` }).click();
  await expect(page.getByRole("row").filter({ hasText: number }).getByText("Void")).toBeVisible();
});
