/** The sample practice in a page of its own, signed in as its owner, for a spec file that lives on one page. */
import { test, type Browser, type Page } from "@playwright/test";
import { startOffice, type RunningOffice } from "./office.ts";
import { signInAs } from "./sample-screens.ts";

export type SamplePage = { readonly office: RunningOffice; readonly page: Page };

/** For `beforeAll`: the office may have to wait for a busy machine. */
export async function openSamplePage(browser: Browser): Promise<SamplePage> {
  test.setTimeout(240_000);
  const office = await startOffice(["--sample"]);
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  await signInAs(page, office.url, /Helen Marsh/);
  return { office, page };
}

/** For `afterAll`: the office ends whatever became of the page. */
export async function closeSamplePage({ office, page }: SamplePage): Promise<void> {
  try {
    await page.context().close();
  } finally {
    await office.stop();
  }
}
