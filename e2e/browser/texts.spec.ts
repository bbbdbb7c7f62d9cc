/** Letters and texts: every word that leaves the office, changed beside a household's own paper (DOC-8). */
import { expect as expectNow, test, type Page } from "@playwright/test";
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

const list = () => page.getByRole("grid", { name: "Letters and texts" });
const preview = () => page.getByRole("region", { name: "With a household" });
const words = () => page.getByRole("textbox", { name: "Text", exact: true });
const pictureOf = (name: string) => preview().getByRole("img", { name: new RegExp(`^${name}, page 1 of`) });

async function open(hash: string, title: string): Promise<void> {
  await page.goto(`${office.url}#${hash}`);
  await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
}

/** The picture is the page of these words: the office has drawn it anew. */
async function drawnAnew(name: string, act: () => Promise<void>): Promise<void> {
  const before = await pictureOf(name).getAttribute("src");
  await act();
  await expect(pictureOf(name)).not.toHaveAttribute("src", before ?? "");
}

test("DOC-8 all texts are in one list, found by their words and by where they are read", async () => {
  await open("/settings", "Settings");
  await page.getByRole("link", { name: /^Letters and texts/ }).click();
  await expect(list().getByRole("row", { name: /Payment not received/ })).toBeVisible();
  await expectAccessible(page, "letters and texts");
  await page.getByPlaceholder("Name or words").fill("nothing is called so");
  await expect(page.getByText("No text matches")).toBeVisible();
  await page.getByPlaceholder("Name or words").fill("message on every statement");
  const row = list().getByRole("row", { name: /Message on every statement/ });
  await expect(row).toContainText("Own");
  await row.getByRole("link").click();
  await expect(page.getByRole("heading", { level: 1, name: "Message on every statement" })).toBeVisible();
  await expect(words()).toHaveValue(/Thank you for being our patient/);
});

test("DOC-8 a letter is shown on the very page of a household that is picked, and as the e-mail it would get", async () => {
  await open("/settings/texts/notice.past_due", "Payment not received");
  await expect(pictureOf("Payment not received")).toBeVisible();
  expect(await pictureOf("Payment not received").evaluate((image: HTMLImageElement) => image.decode().then(() => image.naturalWidth > 0))).toBe(true);
  await expectAccessible(page, "a text");
  await preview().getByRole("button", { name: "Another household" }).click();
  await preview().getByRole("textbox", { name: "Try it with the household of" }).fill("okafor");
  const person = page.getByRole("option").first();
  await expect(person).toBeVisible();
  await person.click();
  await expect(preview().getByText(/^Household of .*Okafor/)).toBeVisible();
  await preview().getByText("E-mail", { exact: true }).click();
  const mail = preview().getByRole("article", { name: "As an e-mail" });
  await expect(mail).toContainText(/Dear .*Okafor,/);
  await expect(mail).toContainText("Willow Street Dental");
  await expectAccessible(page, "a text as an e-mail");
});

test("DOC-8 a wrong field is said at once with the right one, a field is put in by a press, and the page follows", async () => {
  await open("/settings/texts/statement.over_60", "Statement: older than 60 days");
  await expect(pictureOf("Statement: older than 60 days")).toBeVisible();
  await words().fill("Dear {payr}, please call.");
  await expect(page.getByText("“Statement: older than 60 days” has no field {payr}. Did you mean {payer}?")).toBeVisible();
  await expect(page.getByRole("button", { name: "Save the English words" })).toBeDisabled();
  await drawnAnew("Statement: older than 60 days", async () => {
    await words().fill("Please call us at ");
    await page.getByRole("group", { name: "Put a field into the text" }).getByRole("button", { name: "{phone}" }).click();
    await expect(words()).toHaveValue("Please call us at {phone}");
  });
  await page.getByRole("button", { name: "Save the English words" }).click();
  await expect(page.getByText("has its English words. They are used from now on.")).toBeVisible();
  await expect(page.getByRole("region", { name: "Changed before" })).toContainText("English: Please call us at {phone}");
});

test("DOC-8 English that was changed without Spanish is said until somebody looked at the Spanish", async () => {
  await expect(page.getByText(/English was changed and Spanish was not/)).toBeVisible();
  await open("/settings/texts?behind=1", "Letters and texts");
  await expect(list().getByRole("row", { name: /Statement: older than 60 days/ })).toContainText("Look at it");
  await open("/settings/texts/statement.over_60", "Statement: older than 60 days");
  await page.getByRole("button", { name: "Change the Spanish" }).click();
  await expect(words()).toHaveValue(/más de 60 días/);
  await drawnAnew("Statement: older than 60 days", () => words().fill("Llámenos al {phone}."));
  await page.getByRole("button", { name: "Save the Spanish words" }).click();
  await expect(page.getByText("has its Spanish words. They are used from now on.")).toBeVisible();
  await expect(page.getByText(/English was changed and Spanish was not/)).toHaveCount(0);
});

test("DOC-8 back to the default for one language, with undo; the other keeps its own words", async () => {
  await page.getByText("English (own)").click();
  await expect(words()).toHaveValue("Please call us at {phone}");
  await page.getByRole("button", { name: "Back to the default" }).click();
  await expect(words()).toHaveValue(/more than 60 days old/);
  await page.getByRole("button", { name: "Undo" }).last().click();
  await expect(words()).toHaveValue("Please call us at {phone}");
  await page.getByText("Spanish (own)").click();
  await expect(words()).toHaveValue("Llámenos al {phone}.");
});

test("DOC-12 a letter is switched off from the list, and the past-due settings lead here", async () => {
  await open("/settings/past-due", "Past-due members");
  await page.getByRole("link", { name: "The words of these letters" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Letters and texts" })).toBeVisible();
  await expect(list().getByRole("row", { name: /Hold ends/ })).toHaveCount(0);
  const row = list().getByRole("row", { name: /Second reminder/ }).first();
  await row.getByRole("button", { name: /^Actions for / }).click();
  await page.getByRole("menuitem", { name: "Write: not written" }).click();
  await expect(row).toContainText("Not written");
  await list().getByRole("row", { name: /Final notice/ }).getByRole("button", { name: /^Actions for / }).click();
  await expect(page.getByRole("menuitem", { name: /Write: not written/ })).toBeDisabled();
  await page.keyboard.press("Escape");
});
