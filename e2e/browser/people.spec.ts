/** People at the counter, in a real browser over the office host: find, add, edit together, household, chart. */
import { expect as expectNow, test, type Page } from "@playwright/test";
import { expectAccessible } from "../support/axe.ts";
import { startOffice, type RunningOffice } from "../support/office.ts";
import { signInAs } from "../support/sample-screens.ts";

test.describe.configure({ mode: "serial", timeout: 120_000 });

/** Patient: what matters here is that it comes, not how busy the machine is. */
const expect = expectNow.configure({ timeout: 20_000 });

let office: RunningOffice;
let page: Page;
let chartUrl: string;

test.beforeAll(async ({ browser }) => {
  test.setTimeout(120_000);
  office = await startOffice(["--sample"]);
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  page = await context.newPage();
  await page.goto(office.url);
  await signInAs(page, office.url, /Helen Marsh/);
});

test.afterAll(async () => {
  await page.close();
  await office.stop();
});

async function open(on: Page, path: string): Promise<void> {
  await on.goto(`${office.url}#${path}`);
}

async function fillNew(first: string, last: string, birth: string): Promise<void> {
  await page.getByLabel("First name").fill(first);
  await page.getByLabel("Last name").fill(last);
  await page.getByLabel("Birth date").fill(birth);
}

test("PPL-1 the counter's conversation adds a person, with the birth date as it is said", async () => {
  await open(page, "/patients/new");
  await fillNew("Rosaura", "Quillfeather", "3/7/84");
  await page.getByLabel("Phone", { exact: true }).fill("(413) 555-7788");
  await page.getByLabel("Street").fill("7 Test Lane");
  await page.getByLabel("City").fill("Salem");
  await page.getByLabel("Alert").fill("Latex");
  await expectAccessible(page, "add patient");
  await page.getByRole("button", { name: "Add Rosaura Quillfeather" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Rosaura Quillfeather" })).toBeVisible();
  await expect(page.getByText("born 7 Mar 1984")).toBeVisible();
  await expect(page.getByText("Latex")).toBeVisible();
  await expect(page.getByText("7 Test Lane")).toBeVisible();
  chartUrl = page.url();
});

test("PPL-6 the palette finds her by phone digits, birth date and part of a name, and Enter opens the chart", async () => {
  for (const typed of ["5557788", "3/7/84 quill", "feather ros", "quillf"]) {
    await open(page, "/patients");
    await expect(page.getByRole("heading", { level: 1, name: "Patients" })).toBeVisible();
    await page.keyboard.press("ControlOrMeta+k");
    await page.getByRole("dialog").getByRole("combobox").fill(typed);
    const found = page.getByRole("option", { name: /Quillfeather, Rosaura/ });
    // A word's middle is not a beginning: "feather" alone finds nobody.
    if (typed.startsWith("feather")) {
      await expect(found).toHaveCount(0);
      await page.keyboard.press("Escape");
      continue;
    }
    await expect(found).toBeVisible();
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(chartUrl);
  }
});

test("PPL-4 the same person typed again is shown before anything is saved", async () => {
  await open(page, "/patients/new");
  await fillNew("Rosura", "Quillfeather", "3/7/1984");
  const already = page.getByRole("region", { name: "Already here?" });
  await expect(already.getByRole("link", { name: "Quillfeather, Rosaura" })).toBeVisible();
  await expect(already.getByText("Same birth date and a similar name")).toBeVisible();
  await page.getByRole("button", { name: "Add Rosura Quillfeather" }).click();
  const asked = page.getByRole("dialog", { name: "Is this somebody who is already here?" });
  await expect(asked.getByRole("button", { name: /as another person/ })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(asked).toBeHidden();
});

test("UI-5 leaving asks only because something typed would be lost", async () => {
  await page.getByRole("link", { name: "Patients", exact: true }).click();
  const guard = page.getByRole("dialog", { name: "What you typed here would be lost" });
  await guard.getByRole("button", { name: "Keep typing" }).click();
  await expect(page.getByLabel("First name")).toHaveValue("Rosura");
  await page.getByRole("link", { name: "Patients", exact: true }).click();
  await guard.getByRole("button", { name: "Leave without saving" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Patients" })).toBeVisible();
  await open(page, "/patients/new");
  await page.getByRole("link", { name: "Patients", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Patients" })).toBeVisible();
});

test("F-17 an impossible birth date and a wrong e-mail are told beside their fields, and nothing is saved", async () => {
  await open(page, "/patients/new");
  await fillNew("Nobody", "Here", "2/30/1984");
  await page.getByRole("textbox", { name: "E-mail" }).fill("none");
  await page.getByRole("button", { name: "Add Nobody Here" }).click();
  await expect(page.getByText("February 1984 has 29 days")).toBeVisible();
  await page.getByLabel("Birth date").fill("");
  await page.getByRole("button", { name: "Add Nobody Here" }).click();
  await expect(page.getByText(/“none” is not an e-mail address/)).toBeVisible();
  await page.getByRole("link", { name: "Patients", exact: true }).click();
  await page.getByRole("button", { name: "Leave without saving" }).click();
});

test("UI-9 two windows edit one chart: other fields come in, the same field is chosen, nothing is overwritten", async ({ browser }) => {
  const other = await browser.newPage();
  await other.goto(office.url);
  await signInAs(other, office.url, /Helen Marsh/);
  const editUrl = `${chartUrl}/edit`;
  await page.goto(editUrl);
  await other.goto(editUrl);
  await page.getByLabel("Alert").fill("Penicillin");
  await other.getByLabel("Alert").fill("Iodine");
  await other.getByLabel("Preferred name").fill("Rosie");
  await other.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("You both changed the same thing.")).toBeVisible();
  await expect(page.getByLabel("Preferred name")).toHaveValue("Rosie");
  await expect(page.getByLabel("Alert")).toHaveValue("Penicillin");
  await expect(page.getByText("Theirs: Iodine")).toBeVisible();
  await page.getByRole("button", { name: "Keep mine" }).click();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Rosaura Quillfeather" })).toBeVisible();
  await expect(page.getByText("Penicillin")).toBeVisible();
  await expect(other.getByText("Penicillin")).toBeVisible();
  await other.close();
});

test("PPL-3 a child joins the household, moves to an own account, and the chart says what happened", async () => {
  await page.goto(chartUrl);
  await page.getByRole("link", { name: "Add a member" }).click();
  await fillNew("Benno", "Ortiz", "1/2/2005");
  await page.getByRole("button", { name: "Add Benno Ortiz" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Benno Ortiz" })).toBeVisible();
  const people = page.getByRole("navigation", { name: "Household of Rosaura Quillfeather" });
  await expect(people.getByRole("link")).toHaveCount(2);
  await page.getByRole("button", { name: "More about this chart" }).click();
  await page.getByRole("menuitem", { name: /Move/ }).click();
  await page.getByRole("button", { name: "Move Benno Ortiz to an own account" }).click();
  await expect(page.getByRole("navigation", { name: "Household of Benno Ortiz" })).toBeVisible();
  await expect(page.getByText("Moved to another household")).toBeVisible();
});

test("PPL-2 a household that nobody can write to by e-mail stays on paper, in words", async () => {
  await page.getByRole("button", { name: "Edit household" }).click();
  const dialog = page.getByRole("dialog", { name: "Household of Benno Ortiz" });
  await dialog.getByRole("combobox", { name: "Mail and notices" }).click();
  await page.getByRole("option", { name: "By e-mail" }).click();
  await expectAccessible(page, "household");
  await dialog.getByRole("button", { name: "Save household" }).click();
  await expect(dialog.getByText("Nobody in this household has an e-mail address.")).toBeVisible();
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await dialog.getByRole("button", { name: "Close without it" }).click();
});

test("PPL-5 a chart without history is removed; one with history is kept, with the next step", async () => {
  await page.getByRole("button", { name: "More about this chart" }).click();
  await page.getByRole("menuitem", { name: /Remove/ }).click();
  await page.getByRole("button", { name: "Remove the chart" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Patients" })).toBeVisible();
  await open(page, "/patients?member=members");
  await page.getByRole("grid").getByRole("link").first().click();
  await page.getByRole("button", { name: "More about this chart" }).click();
  await page.getByRole("menuitem", { name: /Remove/ }).click();
  await page.getByRole("button", { name: "Remove the chart" }).click();
  await expect(page.getByText(/so the chart is kept. Set it to inactive instead/)).toBeVisible();
  await page.getByRole("button", { name: "Cancel" }).click();
});

test("UI-3 every tab of a member's chart shows itself and axe finds nothing; the balance explains itself", async () => {
  for (const tab of ["Memberships", "Invoices", "Payments", "Documents", "Notes", "Overview"]) {
    await page.getByRole("navigation", { name: /^Chart of/ }).getByRole("link", { name: new RegExp(`^${tab}`) }).click();
    await expect(page.getByRole("navigation", { name: /^Chart of/ })).toBeVisible();
    await expectAccessible(page, `chart: ${tab}`);
  }
  await expect(page.getByText(/\d of \d left/).first()).toBeVisible();
  await page.getByRole("button", { name: /^Balance of/ }).click();
  await expect(page.getByText(/The household of .* owes/)).toBeVisible();
});
