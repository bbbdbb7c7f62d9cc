/** Printing where there is no desktop (DOC-9, DSK-1): what a browser can do, in a real browser over the office host. */
import { expect as expectNow, test, type Page } from "@playwright/test";
import { expectAccessible } from "../support/axe.ts";
import { startOffice, type RunningOffice } from "../support/office.ts";
import { makeTrainingPractice } from "../support/training-practice.ts";

test.describe.configure({ mode: "serial", timeout: 180_000 });
test.use({ actionTimeout: 30_000 });

/** Patient: what matters here is that it comes, not how busy the machine is. */
const expect = expectNow.configure({ timeout: 30_000 });

let office: RunningOffice;
let page: Page;

test.beforeAll(async ({ browser }) => {
  test.setTimeout(240_000);
  office = await startOffice();
  page = await (await browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage();
  await makeTrainingPractice(page, office);
});
test.afterAll(async () => {
  try {
    await page.context().close();
  } finally {
    await office.stop();
  }
});

const correction = () => page.getByRole("dialog", { name: /^Correct/ });

test("DOC-9 a browser says that it opens the PDF, and keeps the correction of the printer behind it", async () => {
  await page.goto(`${office.url}#/settings/printing`);
  await expect(page.getByText(/Print opens the document as a PDF in a new tab/)).toBeVisible();
  await expect(page.getByRole("grid")).toHaveCount(0);
  await expectAccessible(page, "printing in a browser");
  await page.getByRole("button", { name: "Correct…" }).click();
  await correction().getByRole("textbox", { name: "Move down by" }).fill("-2.5");
  await expectAccessible(page, "correct a printer");
  await correction().getByRole("button", { name: "Keep the correction" }).click();
  await expect(correction()).toBeHidden();
  await page.reload();
  await expect(page.getByText("Correction of the printer you use from here: 2.5 mm up.")).toBeVisible();
});

test("DOC-3 what is printed opens as a PDF, moved by that correction", async () => {
  // The tab itself is the browser's business; what it is given is ours.
  await page.evaluate(() => {
    const given = URL.createObjectURL.bind(URL);
    const kept: Blob[] = [];
    Object.assign(window, { kept, open: () => window });
    URL.createObjectURL = (blob: Blob) => {
      kept.push(blob);
      return given(blob);
    };
  });
  const opened = () => page.evaluate(async () => Promise.all((window as unknown as { kept: Blob[] }).kept.map((blob) => blob.text())));
  await page.getByRole("button", { name: "Open the test page" }).click();
  await expect.poll(async () => (await opened()).length).toBe(1);
  expect((await opened())[0]?.startsWith("%PDF-")).toBe(true);

  await page.evaluate(() => {
    window.location.hash = "/schedule";
  });
  await page.getByRole("button", { name: "Print the day" }).click();
  await expect.poll(async () => (await opened()).length).toBe(2);
  // 2.5 mm are 7.0866 points; a page's box that lies lower moves its content up.
  expect((await opened())[1]).toMatch(/\/MediaBox \[0 -7\.0866 \d+(\.\d+)? \d+(\.\d+)?\]/);
});
