/** The table of every list, with 100,000 rows and names that do not fit (UI-4, UI-5). */
import { expect, type Page } from "@playwright/test";
import { test } from "../../support/gallery.ts";

const activeRow = (page: Page) =>
  page.getByRole("grid").evaluate((grid) => {
    const id = grid.getAttribute("aria-activedescendant");
    return id === null
      ? null
      : (document.getElementById(id)?.getAttribute("aria-rowindex") ?? "gone");
  });

test("UI-4 of 100,000 rows at most a hundred stand in the page, also after jumping to the end", async ({
  gallery,
  page,
}) => {
  await gallery.open("table");
  const grid = page.getByRole("grid", { name: "Invoices" });
  await expect(grid).toHaveAttribute("aria-rowcount", "100001");
  const rows = () => page.locator('[role="row"][aria-rowindex]').count();
  expect(await rows()).toBeLessThanOrEqual(100);
  await grid.focus();
  await page.keyboard.press("End");
  await expect.poll(() => activeRow(page)).toBe("100001");
  await expect(page.getByRole("rowheader", { name: "100000" })).toBeInViewport();
  expect(await rows()).toBeLessThanOrEqual(100);
});

test("UI-4 scrolling 100,000 rows draws only the rows that come into sight", async ({
  gallery,
  page,
}) => {
  await gallery.open("table");
  const drawn = () => page.evaluate(() => (window as { cellsDrawn?: number }).cellsDrawn ?? 0);
  // In development mode React draws a new row twice; a row that stays is drawn no more at all.
  const before = await drawn();
  for (let step = 1; step <= 10; step += 1) {
    await page.getByRole("grid").evaluate((grid, top) => grid.scrollTo({ top }), step * 34);
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
  }
  expect((await drawn()) - before).toBeLessThanOrEqual(2 * 11);
  // Selecting a row draws that row and the one that was active before.
  await page.getByRole("grid").focus();
  const still = await drawn();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press(" ");
  await expect(page.getByText("1 selected")).toBeVisible();
  expect((await drawn()) - still).toBeLessThanOrEqual(2 * 20);
});

test("UI-5 arrows, Page, Home and End go through the rows and the named row is always in the page", async ({
  gallery,
  page,
}) => {
  await gallery.open("table", { rows: "500" });
  await page.getByRole("grid").focus();
  expect(await activeRow(page)).toBe("2");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  expect(await activeRow(page)).toBe("4");
  await page.keyboard.press("ArrowUp");
  expect(await activeRow(page)).toBe("3");
  await page.keyboard.press("PageDown");
  const after = Number(await activeRow(page));
  expect(after).toBeGreaterThan(15);
  await expect(page.locator("[data-active]")).toBeInViewport({ ratio: 0.9 });
  await page.keyboard.press("Home");
  expect(await activeRow(page)).toBe("2");
  // Scrolled away, the active row is not in the page and must not be named.
  await page.getByRole("grid").evaluate((grid) => grid.scrollTo({ top: 9000 }));
  await expect.poll(() => activeRow(page)).toBeNull();
});

test("UI-5 Enter opens the row's menu, Escape gives the keys back to the same row", async ({
  gallery,
  page,
}) => {
  await gallery.open("table", { rows: "50" });
  await page.getByRole("grid").focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  const menu = page.getByRole("menu", { name: "Actions for invoice 2" });
  await expect(menu).toBeVisible();
  await expect(menu.getByRole("menuitem").first()).toHaveText("Open");
  await expect(menu.getByRole("menuitem").first()).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(menu).toBeHidden();
  await expect(page.getByRole("grid")).toBeFocused();
  expect(await activeRow(page)).toBe("3");
});

test("UI-5 the same menu opens by its button and by the right button, and acts on its own row", async ({
  gallery,
  page,
}) => {
  await gallery.open("table", { rows: "50" });
  await page.getByRole("button", { name: "Actions for invoice 3", exact: true }).click();
  await page.getByRole("menuitem", { name: "Take a payment…" }).click();
  await expect(page.getByText("Payment for 3")).toBeVisible();
  await page.getByRole("rowheader", { name: "5", exact: true }).click({ button: "right" });
  await page.getByRole("menuitem", { name: "Take a payment…" }).click();
  await expect(page.getByText("Payment for 5")).toBeVisible();
});

test("UI-6 an act that cannot be done now says why", async ({ gallery, page }) => {
  await gallery.open("table", { rows: "50" });
  await page.getByRole("button", { name: "Actions for invoice 1", exact: true }).click();
  const item = page.getByRole("menuitem", { name: "Void…" });
  await expect(item).toBeDisabled();
  await expect(item).toContainText("Take that back first");
});

test("UI-5 Ctrl Enter and a double click open the record; its name is a link", async ({
  gallery,
  page,
}) => {
  await gallery.open("table", { rows: "50" });
  await page.getByRole("grid").focus();
  await page.keyboard.press("Control+Enter");
  await expect(page).toHaveURL(/#\/invoices\/1$/);
  await page.getByRole("gridcell", { name: "Ortiz, Ben" }).first().dblclick();
  await expect(page).toHaveURL(/#\/invoices\/\d+$/);
  await expect(page.getByRole("link", { name: "7", exact: true })).toHaveAttribute(
    "href",
    "#/invoices/7",
  );
});

test("UI-5 Space selects, Shift takes the range, and a filter takes what it hides out of the selection", async ({
  gallery,
  page,
}) => {
  await gallery.open("table", { rows: "60" });
  await page.getByRole("grid").focus();
  await page.keyboard.press(" ");
  await expect(page.getByText("1 selected")).toBeVisible();
  for (let step = 0; step < 4; step += 1) await page.keyboard.press("Shift+ArrowDown");
  await expect(page.getByText("5 selected")).toBeVisible();
  await page
    .getByRole("checkbox", { name: "Select invoice 9", exact: true })
    .click({ modifiers: ["Shift"] });
  await expect(page.getByText("9 selected")).toBeVisible();
  await page.keyboard.press("Control+a");
  await page.getByRole("searchbox", { name: "Name or number" }).fill("rosa");
  await expect(page.getByText("5 rows")).toBeVisible();
  await page.getByRole("button", { name: "Select none" }).click();
  await expect(page.getByRole("region", { name: "Selected rows" })).toBeHidden();
});

test("UI-5 the right arrow goes into the row's own controls, so that Tab does not visit every row", async ({
  gallery,
  page,
}) => {
  await gallery.open("table", { rows: "50" });
  await page.getByRole("grid").focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await expect(page.getByRole("link", { name: "1", exact: true })).toBeFocused();
  await page.keyboard.press("ArrowRight");
  await expect(
    page.getByRole("button", { name: /Balance of invoice 1: .* Explain/ }),
  ).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog", { name: /Balance of invoice 1/ })).toBeVisible();
  await page.keyboard.press("Escape");
  await page.keyboard.press("ArrowDown");
  await expect(page.getByRole("grid")).toBeFocused();
  const stops = await page
    .getByRole("grid")
    .evaluate(
      (grid) =>
        [...grid.querySelectorAll<HTMLElement>('[role="row"][id] :is(a, button, input)')].filter(
          (e) => e.tabIndex >= 0,
        ).length,
    );
  expect(stops).toBe(0);
});

test("UI-4 a press on a head sorts, a second turns it round, and those who listen are told", async ({
  gallery,
  page,
}) => {
  await gallery.open("table", { rows: "200" });
  const head = page.getByRole("columnheader", { name: "Total" });
  await head.getByRole("button").click();
  await expect(head).toHaveAttribute("aria-sort", "ascending");
  const totals = async () => {
    const texts = await page
      .locator('[role="row"][id] [data-kind="money"]:nth-last-child(4)')
      .allTextContents();
    return texts.map((text) => Number(text.replaceAll(",", "")));
  };
  const rising = await totals();
  expect(rising.length).toBeGreaterThan(10);
  expect(rising).toEqual(rising.toSorted((a, b) => a - b));
  await head.getByRole("button").click();
  await expect(head).toHaveAttribute("aria-sort", "descending");
  const falling = await totals();
  expect(falling).toEqual(falling.toSorted((a, b) => b - a));
  expect(falling[0]).toBe(99_999_999.99);
});

test("UI-4 columns can be chosen and stay chosen on this computer", async ({ gallery, page }) => {
  await gallery.open("table", { rows: "50" });
  await expect(page.getByRole("columnheader", { name: "Standing" })).toHaveCount(0);
  await page.getByRole("button", { name: "Choose columns" }).click();
  await page.getByRole("menuitemcheckbox", { name: "Standing" }).click();
  await page.getByRole("menuitemcheckbox", { name: "Plan" }).click();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("columnheader", { name: "Standing" })).toHaveCount(1);
  await page.reload();
  await expect(page.getByRole("columnheader", { name: "Standing" })).toHaveCount(1);
  await expect(page.getByRole("columnheader", { name: "Plan" })).toHaveCount(0);
});

test("UI-4 a text that does not fit is shown whole under the pointer, one that fits is not", async ({
  gallery,
  page,
}) => {
  await gallery.open("table", { rows: "50" });
  await page
    .getByRole("gridcell", { name: /Featherstonehaugh/ })
    .first()
    .hover();
  await expect(page.getByRole("tooltip")).toHaveText(/Maximiliane Wilhelmina Theodora$/);
  await page.getByRole("gridcell", { name: "Lee, Rosa" }).first().hover();
  await expect(page.getByRole("tooltip")).toHaveCount(0);
});

test("S5 a name that is markup is shown as it was typed", async ({ gallery, page }) => {
  await gallery.open("table", { rows: "50" });
  await expect(page.getByText("<img src=x onerror=alert(1)>").first()).toBeVisible();
  expect(await page.locator("[role=grid] img").count()).toBe(0);
});

test("UI-4 filters are set from their chips, said in words, and cleared", async ({
  gallery,
  page,
}) => {
  await gallery.open("table", { rows: "50" });
  await expect(page.getByRole("button", { name: "Status: Overdue and 2 more" })).toBeVisible();
  await page.getByRole("button", { name: "Clear Status" }).click();
  await page.getByRole("search").getByRole("button", { name: "Due", exact: true }).click();
  await page.getByRole("button", { name: "This month" }).click();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: "Due: 1 Nov 2026 – 30 Nov 2026" })).toBeVisible();
  await page.getByRole("search").getByRole("button", { name: "Balance", exact: true }).click();
  await page.getByLabel("At least").fill("12.5");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: "Balance: from 12.50" })).toBeVisible();
  await page.getByRole("button", { name: "Clear", exact: true }).click();
  await expect(
    page.getByRole("search").getByRole("button", { name: "Balance", exact: true }),
  ).toBeVisible();
});
