/** The frame of the app on an office that answers from memory: palette, keyboard, lock, sign-in (UI-1, UI-5, S9). */
import { expect, type Page } from "@playwright/test";
import { expectAccessible, test } from "../../support/gallery.ts";

const password = "gentle rivers run";

async function lock(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Lock", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Locked" })).toBeVisible();
}

test("UI-1 the frame says what practice it is, who is signed in and whether the office answers", async ({
  gallery,
  page,
}) => {
  await gallery.open("frame");
  await expect(page.getByText("Training practice.")).toBeVisible();
  await expect(page.getByText("Today is Sunday, 22 November.")).toBeVisible();
  await expect(page.getByRole("button", { name: /Ana Ramos/ })).toBeVisible();
  await expect(page.getByRole("banner").getByRole("status")).toHaveText("Office");
});

test("UI-1 Ctrl K finds actions by the start of a word, and Enter does the first", async ({
  gallery,
  page,
}) => {
  await gallery.open("frame");
  await page.keyboard.press("Control+k");
  const palette = page.getByRole("dialog", { name: "Search or do anything" });
  await expect(palette.getByRole("combobox")).toBeFocused();
  await page.keyboard.type("short");
  await expect(palette.getByRole("option")).toHaveCount(1);
  await expectAccessible(page);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog", { name: "Keyboard" })).toBeVisible();
  await expectAccessible(page);
});

test("UI-1 the palette says when nothing was found", async ({ gallery, page }) => {
  await gallery.open("frame");
  await page.keyboard.press("Control+k");
  await page.keyboard.type("zzz <b>");
  await expect(page.getByText("Nothing found for “zzz <b>”.")).toBeVisible();
});

test("UI-5 ? shows the keyboard, and a letter typed into a field is only a letter", async ({
  gallery,
  page,
}) => {
  await gallery.open("frame");
  await page.keyboard.press("?");
  const sheet = page.getByRole("dialog", { name: "Keyboard" });
  await expect(sheet).toContainText("Search or do anything");
  await page.getByRole("switch", { name: "Shortcuts of plain letters" }).uncheck();
  await page.keyboard.press("Escape");
  await page.keyboard.press("?");
  await expect(sheet).toHaveCount(0);
});

test("S9 locking takes everything of the practice out of the page, and the same person gets it back as it was", async ({
  gallery,
  page,
}) => {
  await gallery.open("frame");
  await page.getByRole("button", { name: "Advance clock" }).click();
  const day = page.getByRole("textbox", { name: "Go to" });
  await day.fill("+3w");
  await page.keyboard.press("Control+Alt+l");
  await expect(page.getByRole("heading", { name: "Locked" })).toBeVisible();
  await expect(page.getByText("Training practice.")).toHaveCount(0);
  await expect(page.getByRole("dialog")).toHaveCount(0);
  expect(await page.evaluate(() => document.body.textContent)).not.toContain("Sunday, 22 November");
  await expect(page).toHaveTitle("Locked – Perennial");
  await expectAccessible(page);

  await page.getByLabel("Password", { exact: true }).fill("wrong");
  await page.getByRole("button", { name: "Unlock" }).click();
  await expect(page.getByRole("alert")).toBeVisible();
  await expect(page.getByLabel("Password", { exact: true })).toHaveValue("");
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.keyboard.press("Enter");
  // Leaving the field turned what was typed into the day it means.
  await expect(day).toHaveValue("13 Dec 2026");
  await expect(day).toBeFocused();
});

test("S9 a window left alone locks after the practice's five minutes, and a touch before counts anew", async ({
  gallery,
  page,
}) => {
  await page.clock.install();
  await gallery.open("frame");
  await page.clock.runFor(4 * 60_000);
  await page.mouse.move(100, 300);
  await page.clock.runFor(4 * 60_000);
  await expect(page.getByRole("heading", { name: "Locked" })).toHaveCount(0);
  await page.clock.runFor(62_000);
  await expect(page.getByRole("heading", { name: "Locked" })).toBeVisible();
});

test("S9 somebody else signs in anew and finds nothing of what was open", async ({
  gallery,
  page,
}) => {
  await gallery.open("frame");
  await page.getByRole("button", { name: "Advance clock" }).click();
  await page.keyboard.press("Control+Alt+l");
  await page.getByRole("button", { name: "Sign in as somebody else" }).click();
  await page.getByLabel("User name").fill("ana.r");
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.keyboard.press("Enter");
  await expect(page.getByText("Training practice.")).toBeVisible();
  await expect(page.getByRole("dialog")).toHaveCount(0);
});

test("STF-3 a wrong password is said kindly and leaves the name", async ({ gallery, page }) => {
  await gallery.open("sign-in");
  await expect(page.getByLabel("User name")).toBeFocused();
  await page.getByLabel("User name").fill("ana.r");
  await page.getByLabel("Password", { exact: true }).fill("wrong");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("alert")).toBeVisible();
  await expect(page.getByLabel("User name")).toHaveValue("ana.r");
  await expect(page.getByLabel("Password", { exact: true })).toHaveValue("");
});

test("F-21 in the sample practice one signs in by a press, without a password", async ({
  gallery,
  page,
}) => {
  await gallery.open("sample-sign-in");
  await expect(page.getByLabel("Password")).toHaveCount(0);
  await page.getByRole("button", { name: /Ana Ramos/ }).click();
  await expect(page.getByRole("button", { name: /Ana Ramos, your menu/ })).toBeVisible();
});

test("DSK-2 the first run offers the sample, a new practice, an import and a restore", async ({
  gallery,
  page,
}) => {
  await gallery.open("start");
  await expect(page.getByRole("main").getByRole("button")).toHaveText([
    /Try the sample practice/,
    /New practice/,
    /New practice with an import/,
    /Restore from a backup/,
  ]);
  await page.getByRole("button", { name: /Restore/ }).click();
  await page.getByRole("button", { name: /Sunrise Dental/ }).click();
  await expect(page.getByRole("dialog")).toContainText(
    "Billing stands still until somebody confirms",
  );
  await expectAccessible(page);
});

test("DSK-2 a new practice asks again for what is missing and goes to the first such field", async ({
  gallery,
  page,
}) => {
  await gallery.open("start");
  await page.getByRole("button", { name: /^New practice An empty/ }).click();
  await page.getByRole("button", { name: "Create the practice" }).click();
  const name = page.getByRole("textbox", { name: "Name of the practice" });
  await expect(name).toBeFocused();
  await expect(name).toHaveAccessibleDescription("How is the practice called?");
  await page.getByLabel("Password", { exact: true }).fill("too short");
  await expect(page.getByText("6 more characters.")).toBeVisible();
  await expectAccessible(page);
});

test("UI-10 dark and light can be chosen and stay chosen on this computer", async ({
  gallery,
  page,
}) => {
  await page.emulateMedia({ colorScheme: "light" });
  await gallery.open("frame");
  await page.getByRole("button", { name: /Ana Ramos/ }).click();
  await page.getByRole("menuitemradio", { name: "Dark" }).click();
  const scheme = () => page.evaluate(() => document.documentElement.dataset["mantineColorScheme"]);
  await expect.poll(scheme).toBe("dark");
  await page.reload();
  await expect.poll(scheme).toBe("dark");
  expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe(
    "rgb(19, 26, 23)",
  );
});

test("UI-1 the navigation folds to 56 px and stays folded", async ({ gallery, page }) => {
  await gallery.open("frame");
  const width = () =>
    page
      .getByRole("navigation", { name: "Places" })
      .evaluate((nav) => nav.getBoundingClientRect().width);
  expect(await width()).toBe(200);
  await page.getByRole("button", { name: "Fold" }).click();
  expect(await width()).toBe(56);
  await page.reload();
  await page.getByRole("navigation", { name: "Places" }).waitFor();
  expect(await width()).toBe(56);
});

test("UI-5 the first Tab offers to go to the content", async ({ gallery, page }) => {
  await gallery.open("frame");
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Go to the content" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.locator("#main")).toBeFocused();
});

test("S9 locking also works while nothing else does", async ({ gallery, page }) => {
  await gallery.open("frame");
  await lock(page);
  await expect(page.getByLabel("Password", { exact: true })).toBeFocused();
});
