/** Dialogs that act (UI-5, UI-6): sentence, fields, what happens, an act by name, nothing lost by accident. */
import { expect } from "@playwright/test";
import { test } from "../../support/gallery.ts";

test("UI-5 the first field has the focus, and Enter does the act once", async ({
  gallery,
  page,
}) => {
  await gallery.open("dialog");
  await expect(page.getByRole("textbox", { name: "Note" })).toBeFocused();
  await page.keyboard.type("ok");
  await page.keyboard.press("Enter");
  await expect(page.getByText("Sent 1 times")).toBeAttached();
  await expect(page.getByRole("alert")).toContainText("Look at it again, then enrol");
});

test("UI-6 the panel says the money today and the next draws, and the button says the act and the amount", async ({
  gallery,
  page,
}) => {
  await gallery.open("dialog");
  const panel = page.getByRole("region", { name: "What happens" });
  await expect(panel).toContainText("To take today$62.00");
  await expect(panel).toContainText("22 Dec (in 30 days)62.00");
  await expect(page.getByRole("button", { name: "Enrol and take $62.00" })).toBeVisible();
  await expect(page.getByRole("button", { name: /^(OK|Yes|Confirm)$/ })).toHaveCount(0);
});

test("F-18 an unclear field holds the act back and gets the focus and its sentence", async ({
  gallery,
  page,
}) => {
  await gallery.open("dialog");
  const fee = page.getByRole("textbox", { name: "Activation fee" });
  await fee.fill("12,50");
  await fee.press("Enter");
  await expect(fee).toBeFocused();
  await expect(fee).toHaveAccessibleDescription(/Write cents after a point/);
  await expect(page.getByText("Sent 0 times")).toBeAttached();
  await fee.fill("12.50");
  await fee.press("Enter");
  await expect(page.getByText("Sent 1 times")).toBeAttached();
});

test("UI-5 Escape closes at once when nothing was typed", async ({ gallery, page }) => {
  await gallery.open("dialog");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
});

test("UI-5 Escape asks only if something typed would be lost, and Keep typing keeps it", async ({
  gallery,
  page,
}) => {
  await gallery.open("dialog");
  await page.getByRole("textbox", { name: "Note" }).fill("Calls after five");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("alert")).toContainText("would be lost");
  await expect(page.getByRole("button", { name: "Keep typing" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("textbox", { name: "Note" })).toHaveValue("Calls after five");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Close without it" }).click();
  await expect(page.getByRole("dialog")).toHaveCount(0);
});

test("UI-5 Escape in a calendar closes the calendar, not the dialog around it", async ({
  gallery,
  page,
}) => {
  await gallery.open("dialog");
  await page.getByRole("button", { name: "Choose from the calendar" }).click();
  await expect(page.getByRole("button", { name: "Sunday, 22 November" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: "Sunday, 22 November" })).toHaveCount(0);
  await expect(page.getByRole("dialog", { name: "Enrol Rosa Lee" })).toBeVisible();
});

test("UI-5 Tab stays inside the dialog", async ({ gallery, page }) => {
  await gallery.open("dialog");
  for (let step = 0; step < 15; step += 1) await page.keyboard.press("Tab");
  expect(
    await page.evaluate(() => document.activeElement?.closest('[role="dialog"]') !== null),
  ).toBe(true);
});

test("UI-7 long work can be stopped or sent to the background", async ({ gallery, page }) => {
  await gallery.open("progress");
  await expect(page.getByRole("progressbar", { name: "Making 214 statements" })).toHaveAttribute(
    "aria-valuenow",
    "17",
  );
  await page.getByRole("button", { name: "Go on in the background" }).click();
  await expect(page.getByRole("dialog")).toHaveCount(0);
});
