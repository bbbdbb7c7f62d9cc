/** The Help Center: found with a typing mistake, opened in context, Show me how, the office's note, paper (HLP-1, HLP-2). */
import { expect as expectNow, test, type Page } from "@playwright/test";
import { helpArticles } from "#domain/help/articles.ts";
import { expectAccessible } from "../support/axe.ts";
import type { RunningOffice } from "../support/office.ts";
import { closeSamplePage, openSamplePage } from "../support/sample-page.ts";

test.describe.configure({ mode: "serial", timeout: 120_000 });

const expect = expectNow.configure({ timeout: 30_000 });

let office: RunningOffice;
let page: Page;

test.beforeAll(async ({ browser }) => {
  ({ office, page } = await openSamplePage(browser));
});
test.afterAll(() => closeSamplePage({ office, page }));

const title = (name: string) => page.getByRole("heading", { level: 1, name, exact: true });
const card = (name: string) => page.getByRole("dialog", { name, exact: true });

async function open(hash: string, heading: string): Promise<void> {
  // Away from whatever was pressed last, whose tooltip would float over the screen.
  await page.mouse.move(640, 799);
  await page.goto(`${office.url}#${hash}`);
  await expect(title(heading)).toBeVisible();
}

test("HLP-1 an article is found with a typing mistake, in the help and in the palette", async () => {
  await open("/today", "Today");
  await page.getByRole("navigation", { name: "Places" }).getByRole("link", { name: "Help" }).click();
  await expect(title("Help")).toBeVisible();
  await expect(page.getByRole("region", { name: "Past due" }).getByRole("link", { name: "Letters about unpaid dues" })).toBeVisible();
  await expectAccessible(page, "help");
  await page.getByRole("textbox", { name: "Search the help" }).fill("reactivaton fee");
  const found = page.getByRole("region", { name: "Found" });
  await expect(found.getByRole("link").first()).toHaveText("The reactivation fee");
  await found.getByRole("link", { name: "The reactivation fee" }).click();
  await expect(title("The reactivation fee")).toBeVisible();
  await expect(page.getByRole("article")).toContainText("6 × 62.00 = 372.00");
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox", { name: "Search or do anything" }).fill("unused cleanngs");
  const option = page.getByRole("option", { name: "Unused cleanings" });
  await expect(option).toBeVisible();
  await option.click();
  await expect(title("Unused cleanings")).toBeVisible();
});

test("HLP-1 F1 and the button open the help of the very screen", async () => {
  await open("/payments", "Payments");
  await page.keyboard.press("F1");
  await expect(title("Help")).toBeVisible();
  const here = page.getByRole("region", { name: "About the screen you came from" });
  await expect(here.getByRole("link", { name: "Take a payment" })).toBeVisible();
  await expect(here.getByRole("link", { name: "Send statements" })).toHaveCount(0);
  await open("/patients/1?tab=memberships", (await chartName()) ?? "");
  await page.getByRole("button", { name: "Help for this screen" }).click();
  await expect(here.getByRole("link", { name: "Read a patient’s chart" })).toBeVisible();
});

/** The heading of the first chart: a person's name. */
async function chartName(): Promise<string | null> {
  await page.goto(`${office.url}#/patients/1?tab=memberships`);
  const heading = page.getByRole("heading", { level: 1 });
  await expect(page.getByRole("button", { name: "More about this chart" })).toBeVisible();
  return heading.textContent();
}

test("HLP-1 Show me how points at the real controls, by arrows, and Esc ends it", async () => {
  await open("/help/receive-payment", "Take a payment");
  await expect(page.getByRole("tooltip")).toHaveCount(0);
  await expectAccessible(page, "an article");
  await page.getByRole("button", { name: "Show me how" }).click();
  await expect(title("Payments")).toBeVisible();
  const frame = page.locator("[data-tour-frame]");
  await expect(card("Receive payment")).toBeVisible();
  await expect(frame).toBeVisible();
  await expectAccessible(page, "a tour");
  // The frame is around the very button: its middle lies in the frame.
  const button = await page.getByRole("link", { name: "Receive payment", exact: true }).boundingBox();
  await expect
    .poll(async () => {
      const box = await frame.boundingBox();
      return box !== null && button !== null && Math.abs(box.x + box.width / 2 - (button.x + button.width / 2)) < 4 && Math.abs(box.y + box.height / 2 - (button.y + button.height / 2)) < 4;
    })
    .toBe(true);
  await expect(card("Receive payment").getByRole("button", { name: "Next" })).toBeFocused();
  await page.keyboard.press("ArrowRight");
  await expect(card("Collections")).toBeVisible();
  await page.keyboard.press("ArrowLeft");
  await expect(card("Receive payment")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(card("Receive payment")).toHaveCount(0);
  await expect(frame).toHaveCount(0);
});

test("HLP-2 a note of the office: written, seen in the list, taken away", async () => {
  await open("/help/cancel", "Cancel a membership");
  await page.getByRole("button", { name: "Write a note" }).click();
  const dialog = page.getByRole("dialog", { name: "Write a note" });
  await dialog.getByRole("textbox", { name: "How we do it here" }).fill("Ask Ana before you cancel anybody.");
  await dialog.getByRole("button", { name: "Save the note" }).click();
  await expect(dialog).toHaveCount(0);
  const note = page.getByRole("region", { name: "How we do it here" });
  await expect(note).toContainText("Ask Ana before you cancel anybody.");
  await expect(note).toContainText("Helen Marsh");
  await open("/help", "Help");
  await expect(page.getByRole("listitem").filter({ hasText: "Cancel a membership" })).toContainText("with a note");
});

test("DOC-1 HLP-2 an article prints, with the office's note", async () => {
  await open("/help/cancel", "Cancel a membership");
  const downloading = page.waitForEvent("download");
  await page.getByRole("button", { name: "Save as PDF" }).click();
  expect((await downloading).suggestedFilename()).toBe("help-cancel.pdf");
  const opening = page.context().waitForEvent("page");
  await page.getByRole("button", { name: "Print", exact: true }).click();
  const paper = await opening;
  expect(paper.url()).toMatch(/^blob:/);
  await paper.close();
  await page.getByRole("button", { name: "Change the note" }).click();
  const dialog = page.getByRole("dialog", { name: "Change the note" });
  await dialog.getByRole("textbox", { name: "How we do it here" }).fill("");
  await dialog.getByRole("button", { name: "Take the note away" }).click();
  await expect(dialog).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Write a note" })).toBeVisible();
});

/** A tab says how many rows it has after its name, and the search its shortcut. */
const said = (name: string) => new RegExp(`^${name.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&")}(?:$|[\\s\\d])`);

test("HLP-1 every control of every tour is on its screen by role and name, and the tour finds it", async () => {
  const tours = helpArticles.flatMap(({ id, title: heading, tour }) => (tour ? [{ id, heading, stops: tour.stops }] : []));
  const frame = page.locator("[data-tour-frame]");
  for (const { id, heading, stops } of tours) {
    await open(`/help/${id}`, heading);
    await page.getByRole("button", { name: "Show me how" }).click();
    for (const { role, name } of stops) {
      await expect(card(name), id).toBeVisible();
      await expect(page.getByRole(role, { name: said(name) }).first(), `${id}: ${role} “${name}”`).toBeVisible();
      await expect(frame, `${id}: ${role} “${name}” is framed`).toBeVisible();
      await page.keyboard.press("ArrowRight");
    }
    await page.keyboard.press("Escape");
    await expect(frame, id).toHaveCount(0);
  }
});
