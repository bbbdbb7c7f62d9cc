/** The invoice editor in a real browser: catalogue, draft, issue, edit with its difference, send again, credit note. */
import { expect as expectNow, test, type Locator, type Page } from "@playwright/test";
import { expectAccessible } from "../support/axe.ts";
import type { RunningOffice } from "../support/office.ts";
import { closeSamplePage, openSamplePage } from "../support/sample-page.ts";

test.describe.configure({ mode: "serial", timeout: 120_000 });

/** Patient: what matters here is that it comes, not how busy the machine is. */
const expect = expectNow.configure({ timeout: 20_000 });

let office: RunningOffice;
let page: Page;
let number: string;

test.beforeAll(async ({ browser }) => {
  ({ office, page } = await openSamplePage(browser));
});
test.afterAll(() => closeSamplePage({ office, page }));

const open = (path: string) => page.goto(`${office.url}#${path}`);
const line = (n: number): Locator => page.getByRole("group", { name: `Line ${n}`, exact: true });
const heading = () => page.getByRole("heading", { level: 1, name: /^Invoice \d+$/ });

test("INV-1 a product is put into the catalogue with its tax", async () => {
  await open("/memberships/services");
  await page.getByRole("button", { name: "New service" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByText("Product", { exact: true }).click();
  await expect(page.getByRole("dialog", { name: "New product" })).toBeVisible();
  await dialog.getByLabel("Code").fill("GEL-9");
  await dialog.getByLabel("Category").fill("Retail");
  await dialog.getByLabel("Name").fill("Whitening gel");
  await dialog.getByLabel("List price").fill("90");
  await dialog.getByLabel("Taxable").check();
  await dialog.getByLabel("Tax rate").fill("8.5");
  await dialog.getByRole("button", { name: "Add Whitening gel" }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole("grid", { name: "Services" }).getByRole("row", { name: /GEL-9/ })).toContainText("Product");
});

test("INV-1 a line is found by keyboard in the catalogue, another is typed; a discount by hand is the last step before tax", async () => {
  await open("/invoices/new");
  await page.getByLabel("Anybody of the household").fill("novák");
  await page.getByRole("option").first().click();
  const what = line(1).getByRole("combobox", { name: "What" });
  await what.fill("gel whit");
  await expect(page.getByRole("option", { name: "GEL-9 Whitening gel" })).toBeVisible();
  await what.press("ArrowDown");
  await what.press("Enter");
  await expect(what).toHaveValue("Whitening gel");
  await expect(line(1).getByLabel("Price of one")).toHaveValue("90.00");
  await line(1).getByRole("button", { name: "Discount on line 1…" }).click();
  await page.getByLabel("Percent off").fill("10");
  await expect(page.getByText("Line 1 still needs the reason for its discount.")).toBeVisible();
  await page.getByLabel("Reason for the discount").fill("Last of the box");
  await expect(line(1).getByText(/15 % off −13\.50 · Discount 10 %: Last of the box −7\.65/)).toBeVisible();
  await what.press("Control+Enter");
  const second = line(2).getByRole("combobox", { name: "What" });
  await expect(second).toBeFocused();
  await second.fill("Fitting of the trays");
  await line(2).getByLabel("Price of one").fill("60");
  await line(2).getByRole("combobox", { name: "Provider" }).click();
  await page.getByRole("option").first().click();
  await page.getByRole("combobox", { name: "Terms" }).click();
  await page.getByRole("option", { name: "Other days" }).click();
  await page.getByLabel("Days to pay").fill("10");
  await expect(page.getByText(/\(in 10 days\)/)).toBeVisible();
  // The member price first, then the discount: 68.85 with 5.85 of tax, and 60.00 that nothing comes off.
  await expect(page.getByRole("button", { name: "Issue invoice for $134.70" })).toBeEnabled();
  await expectAccessible(page, "invoice editor");
});

test("INV-2 put aside as a draft it has no number, stands in the list as a draft and opens as it was typed", async () => {
  await page.getByRole("button", { name: "Save draft" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Draft invoice" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Edit and issue" })).toBeVisible();
  await expectAccessible(page, "draft invoice");
  await page.getByRole("link", { name: "Edit and issue" }).click();
  await expect(line(1).getByRole("combobox", { name: "What" })).toHaveValue("Whitening gel");
  await expect(page.getByLabel("Reason for the discount")).toHaveValue("Last of the box");
  await expect(page.getByLabel("Days to pay")).toHaveValue("10");
  await expect(page.getByRole("button", { name: "Issue invoice for $134.70" })).toBeEnabled();
  await page.getByRole("button", { name: "Issue invoice for $134.70" }).click();
  await expect(heading()).toBeVisible();
  number = (await heading().innerText()).replace("Invoice ", "");
  await expect(page.getByText("Fitting of the trays")).toBeVisible();
});

test("INV-3 an edit shows what is different before it is saved, and keeps what was said before", async () => {
  await page.getByRole("link", { name: "Edit", exact: true }).click();
  await expect(page.getByRole("heading", { name: `Edit invoice ${number}` })).toBeVisible();
  await expect(page.getByRole("status").filter({ hasText: "Nothing is different yet." })).toBeVisible();
  await line(1).getByLabel("Quantity").fill("2");
  await line(2).getByRole("button", { name: "Remove line 2" }).click();
  const changes = page.getByRole("table", { name: "What changes" });
  await expect(changes.getByRole("row", { name: /Changed Whitening gel Quantity.*74\.70.*149\.40/ })).toBeVisible();
  await expect(changes.getByRole("row", { name: /Removed Fitting of the trays 60\.00/ })).toBeVisible();
  await expectAccessible(page, "edit of an issued invoice");
  await page.getByRole("textbox", { name: "Reason", exact: true }).fill("Two tubes, no trays");
  await page.getByRole("button", { name: "Save revision 1 for $149.40" }).click();
  await expect(heading()).toBeVisible();
  const revision = page.getByRole("region", { name: "Revision 1" });
  await expect(revision.getByText(/Two tubes, no trays/)).toBeVisible();
  await expect(revision.getByRole("row", { name: /Removed Fitting of the trays/ })).toBeVisible();
  await expect(page.getByText("Fitting of the trays")).toHaveCount(1);
});

test("INV-3 an invoice that went out is offered to be sent again after an edit", async () => {
  await open(`/invoices?q=${number}`);
  await page.getByRole("button", { name: new RegExp(`^Actions for invoice ${number} `) }).click();
  await page.getByRole("menuitem", { name: "Mark as sent by letter" }).click();
  await expect(page.getByText("1 invoice marked as sent by letter.")).toBeVisible();
  await page.getByRole("grid", { name: "Invoices" }).getByRole("link", { name: number }).click();
  await page.getByRole("dialog", { name: `Invoice ${number}` }).getByRole("link", { name: "Edit", exact: true }).click();
  await page.getByRole("combobox", { name: "Terms" }).click();
  await page.getByRole("option", { name: "Net 30" }).click();
  await expect(page.getByRole("table", { name: "What changes" }).getByRole("row", { name: /Changed Due/ })).toBeVisible();
  await page.getByRole("textbox", { name: "Reason", exact: true }).fill("Agreed on the phone");
  await page.getByRole("button", { name: "Save revision 2 for $149.40" }).click();
  const dialog = page.getByRole("dialog", { name: `Send invoice ${number} again?` });
  await expect(dialog.getByText("Revision 2 says so on the paper.")).toBeVisible();
  await expectAccessible(page, "send again");
  await dialog.getByRole("button", { name: "Not now" }).click();
  await expect(dialog).toBeHidden();
  await expect(heading()).toBeVisible();
});

test("INV-1 a credit note gives back a part with its tax, under a number of its own, and then there is no edit", async () => {
  await page.getByRole("button", { name: "Credit note…" }).click();
  const dialog = page.getByRole("dialog", { name: `Credit note for invoice ${number}` });
  await expect(dialog.getByText("Choose what goes back.")).toBeVisible();
  await dialog.getByRole("checkbox", { name: /Whitening gel/ }).check();
  await dialog.getByLabel("Of Whitening gel").fill("68.85");
  await dialog.getByLabel("Reason").fill("One tube came back");
  await expect(dialog.getByText(/\$5\.85 of it is tax\./)).toBeVisible();
  await expectAccessible(page, "credit note");
  await dialog.getByRole("button", { name: "Give back $74.70" }).click();
  await expect(dialog).toBeHidden();
  const notes = page.getByRole("region", { name: "Credit notes" });
  await expect(notes.getByText(/One tube came back/)).toBeVisible();
  await expect(notes.getByText("74.70")).toBeVisible();
  await page.getByRole("link", { name: "Edit", exact: true }).click();
  await expect(page.getByText(/was given back already, so it is not edited any more/)).toBeVisible();
});

test("INV-2 a deleted draft leaves no gap: the next invoice has the next number", async () => {
  await open("/invoices/new");
  await page.getByLabel("Anybody of the household").fill("novák");
  await page.getByRole("option").first().click();
  await line(1).getByRole("combobox", { name: "What" }).fill("Mistake");
  await line(1).getByLabel("Price of one").fill("5");
  await page.getByRole("button", { name: "Save draft" }).click();
  await page.getByRole("button", { name: "Delete draft…" }).click();
  const dialog = page.getByRole("dialog", { name: "Delete draft" });
  await expectAccessible(page, "delete draft");
  await dialog.getByRole("button", { name: "Delete draft" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Invoices" })).toBeVisible();
  await open("/invoices/new");
  await page.getByLabel("Anybody of the household").fill("novák");
  await page.getByRole("option").first().click();
  await line(1).getByRole("combobox", { name: "What" }).fill("Right this time");
  await line(1).getByLabel("Price of one").fill("5");
  await page.getByRole("button", { name: "Issue invoice for $5.00" }).click();
  await expect(page.getByRole("heading", { level: 1, name: `Invoice ${Number(number) + 1}` })).toBeVisible();
});
