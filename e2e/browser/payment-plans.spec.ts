/** Payment plans in a real browser: agreed on, signed on the screen, refused without a card, drawn with one. */
import { expect as expectNow, test, type Locator, type Page } from "@playwright/test";
import { expectAccessible } from "../support/axe.ts";
import type { RunningOffice } from "../support/office.ts";
import { closeSamplePage, openSamplePage } from "../support/sample-page.ts";
import { drawSignature } from "../support/signature.ts";

test.describe.configure({ mode: "serial", timeout: 180_000 });

/** Patient: what matters here is that it comes, not how busy the machine is. */
const expect = expectNow.configure({ timeout: 30_000 });

let office: RunningOffice;
let page: Page;
/** The chart of somebody who pays by hand and owes; the number of the invoice that is paid in parts. */
let chart = "";
let number = "";

test.beforeAll(async ({ browser }) => {
  ({ office, page } = await openSamplePage(browser));
});
test.afterAll(() => closeSamplePage({ office, page }));

async function open(path: string, heading: string): Promise<void> {
  await page.goto(`${office.url}#${path}`);
  await expect(page.getByRole("heading", { level: 1, name: heading })).toBeVisible();
}

async function choose(row: Locator, item: string): Promise<void> {
  await row.getByRole("button", { name: /^Actions for / }).click();
  await page.getByRole("menuitem", { name: item }).click();
}

const plans = () => page.getByRole("grid", { name: "Payment plans" });
const plan = () => plans().getByRole("row").filter({ hasText: number });

async function openPlan(): Promise<Locator> {
  await open(`/payments/plans?q=${number}`, "Payment plans");
  await expect(plan()).toHaveCount(1);
  await choose(plan(), "Open the plan…");
  const dialog = page.getByRole("dialog", { name: /^Payment plan of / });
  await expect(dialog).toBeVisible();
  return dialog;
}

test("INV-6 an open invoice is put on a plan: its parts are shown first, then it is signed on the screen", async () => {
  await open("/today", "Today");
  const unpaid = page.getByRole("row").filter({ hasText: "Pays by hand" }).first();
  await unpaid.getByRole("link").first().click();
  await expect(page.getByRole("link", { name: "Invoices", exact: true }).last()).toBeVisible();
  chart = page.url();
  await page.getByRole("navigation", { name: /chart|patient/i }).getByRole("link", { name: "Invoices", exact: true }).click();
  const row = page.getByRole("row").filter({ hasText: "Overdue" }).first();
  await expect(row).toBeVisible();
  number = (await row.getByRole("link", { name: /^\d+$/ }).first().innerText()).trim();
  await choose(row, "Payment plan…");
  const dialog = page.getByRole("dialog", { name: `Payment plan for invoice ${number}` });
  await expect(dialog.getByRole("region", { name: "Payments of the plan" }).getByRole("row")).toHaveCount(4);
  const act = dialog.getByRole("button", { name: "Agree on 3 payments and sign" });
  await expect(act).toBeEnabled();
  await expectAccessible(page, "agree on a payment plan");
  await act.click();
  const signing = page.getByRole("dialog", { name: /^Sign the payment plan of / });
  await expect(signing.getByText("No interest and no charge is added.")).toBeVisible();
  await drawSignature(page, signing);
  const sign = signing.getByRole("button", { name: "Sign and keep the copy" });
  await expect(sign).toBeEnabled();
  await expectAccessible(page, "sign a payment plan");
  await sign.click();
  await expect(signing).toBeHidden();
});

test("INV-6 the list of plans keeps it, with its parts and its signed copy", async () => {
  const dialog = await openPlan();
  await expect(dialog.getByText("To come")).toHaveCount(3);
  await expect(dialog.getByText(/on the screen\.$/)).toBeVisible();
  await expect(dialog.getByRole("button", { name: "Signed copy" })).toBeVisible();
  await expectAccessible(page, "a running payment plan");
});

test("INV-6 without a card it cannot be drawn, in words", async () => {
  const dialog = page.getByRole("dialog", { name: /^Payment plan of / });
  await dialog.getByRole("button", { name: "Draw it from the card…" }).click();
  const change = page.getByRole("dialog", { name: "Draw this plan from the card" });
  await expect(change.getByText(/card/i).first()).toBeVisible();
  await expect(change.getByRole("alert")).toBeVisible();
  await expect(change.getByRole("button", { name: "Draw it from the card" })).toBeDisabled();
});

test("INV-6 with a card it is drawn: what the signer allows is signed anew, and the rehearsal knows the first part", async () => {
  await page.goto(chart);
  await page.getByRole("link", { name: "Cards", exact: true }).click();
  await page.getByRole("button", { name: "Add a card" }).click();
  const card = page.getByRole("dialog");
  await card.getByRole("radio", { name: /ending in 4242/ }).check();
  await card.getByRole("button", { name: /^Add .*4242/ }).click();
  await expect(card).toBeHidden();
  const dialog = await openPlan();
  await dialog.getByRole("button", { name: "Draw it from the card…" }).click();
  const change = page.getByRole("dialog", { name: "Draw this plan from the card" });
  await expect(change.getByText(/3 payments are drawn, the next one of/)).toBeVisible();
  await expectAccessible(page, "draw a payment plan");
  await change.getByRole("button", { name: "Draw it from the card" }).click();
  await expect(change).toBeHidden();
  await expect(dialog.getByText("Not signed yet: nothing is drawn before it is.")).toBeVisible();
  await dialog.getByRole("button", { name: "Sign…" }).click();
  const signing = page.getByRole("dialog", { name: /^Sign the payment plan of / });
  await expect(signing.getByText(/^I allow .* to charge my card on file/)).toBeVisible();
  await drawSignature(page, signing);
  const sign = signing.getByRole("button", { name: "Sign and keep the copy" });
  await expect(sign).toBeEnabled();
  await sign.click();
  await expect(signing).toBeHidden();
  await expect(dialog.getByText(/on the screen\.$/)).toBeVisible();
  const firstOn = await dialog.getByRole("region", { name: "Payments of the plan" }).locator("time").first().getAttribute("datetime");
  await page.goto(`${office.url}#/billing/rehearsal?on=${firstOn ?? ""}`);
  // Hundreds of draws until that day: the latest come first, so that this one is on the screen.
  const head = page.getByRole("columnheader", { name: "Draw day" });
  for (let click = 0; click < 2; click += 1) {
    const before = await head.getAttribute("aria-sort");
    await head.getByRole("button").first().click();
    await expect(head).not.toHaveAttribute("aria-sort", before ?? "");
  }
  await expect(head).toHaveAttribute("aria-sort", "descending");
  const drawn = page.getByRole("row").filter({ hasText: `Payment 1 of 3 of the payment plan for invoice ${number}` });
  await expect(drawn).toContainText("Card");
});
