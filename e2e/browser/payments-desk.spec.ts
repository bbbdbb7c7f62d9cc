/** The payments desk in a real browser: several tenders, refunds, a returned check, and no card number. */
import { expect as expectNow, test, type Locator, type Page } from "@playwright/test";
import { expectAccessible } from "../support/axe.ts";
import type { RunningOffice } from "../support/office.ts";
import { closeSamplePage, openSamplePage } from "../support/sample-page.ts";

test.describe.configure({ mode: "serial", timeout: 180_000 });

/** Patient: what matters here is that it comes, not how busy the machine is. */
const expect = expectNow.configure({ timeout: 30_000 });

let office: RunningOffice;
let page: Page;

test.beforeAll(async ({ browser }) => {
  ({ office, page } = await openSamplePage(browser));
});
test.afterAll(() => closeSamplePage({ office, page }));

async function open(path: string, heading: string): Promise<void> {
  await page.goto(`${office.url}#${path}`);
  await expect(page.getByRole("heading", { level: 1, name: heading })).toBeVisible();
}

async function choose(row: Locator, item: string): Promise<Locator> {
  await row.getByRole("button", { name: /^Actions for / }).click();
  await page.getByRole("menuitem", { name: item }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toBeVisible();
  return dialog;
}

const payments = () => page.getByRole("grid", { name: "Payments" });
const payment = (text: string) => payments().getByRole("row").filter({ hasText: text });

test("INV-7 one payment by cash and by check: a receipt each, and the preview says what happens", async () => {
  await open("/invoices?status=overdue", "Invoices");
  const row = page.getByRole("row").filter({ hasText: "Overdue" }).first();
  const dialog = await choose(row, "Apply new payment…");
  await expect(dialog.getByLabel(/^Amount/).first()).toHaveValue(/\d/);
  await dialog.getByRole("button", { name: "Pay part of it another way" }).click();
  const second = dialog.getByRole("group", { name: "Tender 2" });
  await second.getByLabel(/^Amount/).fill("5.00");
  await second.getByLabel(/^Check number/).fill("777001");
  await expectAccessible(page, "take a payment by two tenders");
  const take = dialog.getByRole("button", { name: /^Take \$/ });
  await expect(take).toBeEnabled();
  await take.click();
  const taken = page.getByRole("dialog", { name: /^Receipts \d+, \d+$/ });
  await expect(taken.getByRole("status")).toContainText("several tenders");
  await taken.getByRole("button", { name: "Done" }).click();
  await expect(taken).toBeHidden();
  await open("/payments", "Payments");
  await expect(payment("Check 777001")).toContainText("Taken");
  await expectAccessible(page, "payments");
});

test("INV-9 a check that came back opens its invoice again and asks for the fee", async () => {
  const dialog = await choose(payment("Check 777001"), "The check came back…");
  await dialog.getByLabel(/^Fee for it/).fill("25.00");
  const act = dialog.getByRole("button", { name: "Take back $5.00 and ask for $25.00" });
  await expect(act).toBeEnabled();
  await expectAccessible(page, "a returned check");
  await act.click();
  await expect(dialog).toBeHidden();
  await expect(payment("Check 777001")).toContainText("Check returned");
});

test("BIL-7 a card number typed into a reason is masked at once, and one click says that it is none", async () => {
  const row = payments().getByRole("row").filter({ hasText: "Cash" }).filter({ hasText: "Taken" }).first();
  const dialog = await choose(row, "Refund…");
  const reason = dialog.getByLabel(/^Reason/);
  await reason.fill("card 4242 4242 4242 4242");
  await reason.blur();
  await expect(reason).toHaveValue("card •••• 4242");
  await page.getByRole("button", { name: "This is not a card" }).click();
  await expect(reason).toHaveValue("card 4242 4242 4242 4242");
});

test("INV-9 the same payment is refunded as household credit, and the list says so", async () => {
  const dialog = page.getByRole("dialog", { name: /^Refund receipt \d+$/ });
  const receipt = /\d+/.exec(await dialog.getByRole("heading").first().innerText())?.[0] ?? "";
  await dialog.getByLabel(/^Reason/).fill("Not happy");
  await dialog.getByRole("radio", { name: "Household credit" }).check();
  const amounts = dialog.getByLabel(/^Of /);
  await expect(amounts.first()).toBeVisible();
  await amounts.first().fill("1.00");
  for (let other = 1; other < (await amounts.count()); other += 1) await amounts.nth(other).fill("0");
  const act = dialog.getByRole("button", { name: "Refund $1.00" });
  await expect(act).toBeEnabled();
  await expectAccessible(page, "refund a payment");
  await act.click();
  await expect(dialog).toBeHidden();
  await page.goto(`${office.url}#/payments?q=%23${receipt}`);
  await expect(payments().getByRole("row").filter({ hasText: "Part refunded" })).toBeVisible();
});
