/** Fields that take what people type (UI-8). */
import { expect } from "@playwright/test";
import { test } from "../../support/gallery.ts";

test("UI-8 a money field takes what people type and shows it as money", async ({
  gallery,
  page,
}) => {
  await gallery.open("controls");
  const amount = page.getByRole("textbox", { name: "Amount" });
  await amount.fill("$ 1,000");
  await amount.blur();
  await expect(amount).toHaveValue("1000.00");
  await amount.fill("12.5");
  await amount.blur();
  await expect(amount).toHaveValue("12.50");
});

test("UI-8 an unclear amount keeps what was typed and says how to write it, beside the field", async ({
  gallery,
  page,
}) => {
  await gallery.open("controls");
  const amount = page.getByRole("textbox", { name: "Amount" });
  await amount.fill("12,50");
  await amount.blur();
  await expect(amount).toHaveValue("12,50");
  await expect(amount).toHaveAccessibleDescription(/Write cents after a point: 12\.50/);
  await expect(amount).toHaveAttribute("aria-invalid", "true");
  await amount.fill("5000");
  await amount.blur();
  await expect(amount).toHaveAccessibleDescription(/At most 1,000\.00 here/);
  await amount.fill("-5");
  await amount.blur();
  await expect(amount).toHaveAccessibleDescription(/less than zero/);
});

test("UI-8 a day field says what it understood before anything is saved", async ({
  gallery,
  page,
}) => {
  await gallery.open("controls");
  const first = page.getByRole("textbox", { name: "First day" });
  await first.fill("+2w");
  await expect(first).toHaveAccessibleDescription(/Sun 6 Dec 2026, in 14 days/);
  await first.blur();
  await expect(first).toHaveValue("6 Dec 2026");
  const birth = page.getByRole("textbox", { name: "Born on" });
  await birth.fill("3/7/84");
  await birth.blur();
  await expect(birth).toHaveValue("7 Mar 1984");
  await birth.fill("2/30/84");
  await birth.blur();
  await expect(birth).toHaveAccessibleDescription(/February 1984 has 29 days/);
  await birth.fill("tomorrow");
  await birth.blur();
  await expect(birth).toHaveAccessibleDescription(/Not after 22 Nov 2026/);
});

test("UI-5 the calendar opens with Alt Down, goes by arrows and months, and gives the day to the field", async ({
  gallery,
  page,
}) => {
  await gallery.open("controls");
  const first = page.getByRole("textbox", { name: "First day" });
  await first.focus();
  await page.keyboard.press("Alt+ArrowDown");
  await expect(page.getByRole("button", { name: "Tuesday, 5 January 2027" })).toBeFocused();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("PageDown");
  await expect(page.getByRole("button", { name: "Saturday, 6 February 2027" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(first).toHaveValue("6 Feb 2027");
  await expect(page.getByRole("dialog")).toHaveCount(0);
});

test("UI-8 days outside the field's limits cannot be chosen", async ({ gallery, page }) => {
  await gallery.open("controls");
  await page.getByRole("button", { name: "Choose from the calendar" }).nth(1).click();
  await expect(page.getByRole("button", { name: "Monday, 23 November" })).toBeDisabled();
  await expect(page.getByRole("button", { name: "Sunday, 22 November" })).toBeEnabled();
});

test("UI-4 an amount explains itself: sentence, steps and rule", async ({ gallery, page }) => {
  await gallery.open("controls");
  await page.getByRole("button", { name: "First period: $19.10. Explain" }).click();
  const sheet = page.getByRole("dialog");
  await expect(sheet).toContainText("sixteen thirty-firsts");
  await expect(sheet).toContainText("37.00 × 16 ÷ 31");
  await expect(sheet).toContainText("Rule MEM-3");
  await page.keyboard.press("Escape");
  await expect(sheet).toHaveCount(0);
  await expect(page.getByRole("button", { name: /First period/ })).toBeFocused();
});

test("UI-6 a message says what was done, stays while it is pointed at, and Undo undoes", async ({
  gallery,
  page,
}) => {
  await page.clock.install();
  await gallery.open("controls");
  await page.getByRole("button", { name: "Say something" }).click();
  await page.getByRole("button", { name: "Do and undo" }).click();
  await expect(page.getByText("Statement printed")).toBeVisible();
  await page.getByText("Statement printed").hover();
  await page.clock.runFor(10_000);
  await expect(page.getByText("Statement printed")).toBeVisible();
  await page.mouse.move(0, 0);
  await page.clock.runFor(7000);
  await expect(page.getByText("Statement printed")).toHaveCount(0);
  await page.getByRole("button", { name: "Do and undo" }).click();
  await page.getByRole("button", { name: "Undo", exact: true }).first().click();
  await expect(page.getByText("Undone")).toBeVisible();
});
