/** What the office sells, in a real browser: starter set, services, a plan with its year, versions, coupon, agreement. */
import { expect as expectNow, test, type Locator, type Page } from "@playwright/test";
import { expectAccessible } from "../support/axe.ts";
import { startOffice, type RunningOffice } from "../support/office.ts";
import { signInAs } from "../support/sample-screens.ts";
import { makeTrainingPractice } from "../support/training-practice.ts";

test.describe.configure({ mode: "serial", timeout: 300_000 });

/** Patient: what matters here is that it comes, not how busy the machine is. */
const expect = expectNow.configure({ timeout: 45_000 });

let office: RunningOffice;
let page: Page;

test.beforeAll(async ({ browser }) => {
  test.setTimeout(300_000);
  office = await startOffice(["--sample"]);
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  page = await context.newPage();
  page.setDefaultTimeout(60_000);
  await signInAs(page, office.url, /Helen Marsh/);
});

test.afterAll(async () => {
  await page.close();
  await office.stop();
});

async function open(path: string, title: string): Promise<void> {
  await page.goto(`${office.url}#${path}`);
  await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
}

async function choose(field: Locator, option: string): Promise<void> {
  await field.click();
  await page.getByRole("option", { name: option, exact: true }).click();
}

async function act(row: string, item: string): Promise<void> {
  await page.getByRole("button", { name: `Actions for ${row}`, exact: true }).click();
  await page.getByRole("menuitem", { name: item }).click();
}

/** Both sizes of the house, for eyes; kept with the run's other results. */
async function picture(name: string): Promise<void> {
  for (const [width, height] of [[1280, 800], [1440, 900]] as const) {
    await page.setViewportSize({ width, height });
    await page.screenshot({ path: test.info().outputPath(`${name}-${width}.png`) });
  }
  await page.setViewportSize({ width: 1280, height: 800 });
}

test("PPL-15 an office without services begins with those of its specialty, and every one can be changed", async ({ browser }) => {
  const empty = await startOffice();
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const first = await context.newPage();
  first.setDefaultTimeout(60_000);
  try {
    await makeTrainingPractice(first, empty);
    await first.goto(`${empty.url}#/memberships/services`);
    await expect(first.getByRole("heading", { level: 1, name: "Services" })).toBeVisible();
    await expect(first.getByText("No services yet")).toBeVisible();
    await expectAccessible(first, "services, empty");
    await first.getByRole("region", { name: "Dental" }).getByRole("button", { name: "Begin with dental" }).click();
    await expect(first.getByRole("grid", { name: "Services" }).getByText("Cleaning, adult")).toBeVisible();
    await expectAccessible(first, "services of the specialty");
  } finally {
    await context.close();
    await empty.stop();
  }
});

test("PPL-9 a service is added, found, and priced from a day on; a code that is taken is refused in words", async () => {
  await open("/memberships/services", "Services");
  await expectAccessible(page, "services");
  await picture("services");
  await page.getByRole("button", { name: "New service" }).click();
  const dialog = page.getByRole("dialog", { name: "New service" });
  await dialog.getByLabel("Code").fill("clean");
  await dialog.getByLabel("Category").fill("Hygiene");
  await dialog.getByRole("textbox", { name: "Name" }).fill("Deep cleaning");
  await dialog.getByLabel("List price").fill("189");
  await expectAccessible(page, "new service");
  await dialog.getByRole("button", { name: "Add Deep cleaning" }).click();
  await expect(dialog.getByText("already belongs to Cleaning")).toBeVisible();
  await dialog.getByLabel("Code").fill("DEEP");
  await dialog.getByRole("button", { name: "Add Deep cleaning" }).click();
  await expect(dialog).toBeHidden();
  await act("Deep cleaning", "Change the price…");
  const price = page.getByRole("dialog", { name: "Price of Deep cleaning" });
  await price.getByLabel("New list price").fill("199");
  await price.getByRole("textbox", { name: "From", exact: true }).fill("1/1/2030");
  await price.getByRole("button", { name: "Set the price" }).click();
  await expect(page.getByRole("row", { name: /Deep cleaning/ }).getByText("199.00")).toBeVisible();
  await act("Deep cleaning", "Prices over time…");
  const prices = page.getByRole("dialog", { name: "Prices of Deep cleaning" });
  await expect(prices.getByRole("row")).toHaveCount(3);
  await expectAccessible(page, "prices");
  await page.keyboard.press("Escape");
});

test("PPL-10 a plan is typed with its year beside it; what is wrong is told at its field, and nothing typed is lost by leaving", async () => {
  await open("/memberships/plans/new", "New plan");
  await expect(page.getByText("Give the plan a name and a price.")).toBeVisible();
  await page.getByRole("textbox", { name: "Name", exact: true }).fill("Family Smile");
  await page.getByLabel("From age").fill("18");
  await page.getByLabel("Under age").fill("18");
  await page.getByLabel("Price a month").fill("37");
  await page.getByRole("button", { name: "Put on sale" }).click();
  await expect(page.getByText("The age band is empty")).toBeFocused();
  await page.getByLabel("Under age").fill("65");
  await page.getByLabel("Activation fee", { exact: true }).fill("99");
  const year = page.getByRole("table", { name: "Charges of the first year" });
  await expect(year.getByText("In the first year").locator("xpath=..")).toContainText("543.00");
  await choose(page.getByRole("combobox", { name: "Household pricing" }), "Further members pay less");
  await page.getByRole("textbox", { name: "Members", exact: true }).fill("2");
  // Twelve months of 37.00 and 33.30, and two fees.
  await expect(year.getByText("In the first year").locator("xpath=..")).toContainText("1,041.60");
  await page.getByRole("button", { name: "Add a benefit" }).click();
  const benefit = page.getByRole("group", { name: "New benefit" });
  await benefit.getByLabel("Benefit", { exact: true }).fill("Cleanings");
  const cleanings = page.getByRole("group", { name: "Cleanings" });
  await choose(cleanings.getByRole("combobox", { name: "Spent on" }), "Any of these services");
  await page.getByRole("button", { name: "Put on sale" }).click();
  await expect(page.getByText("Choose at least one service")).toBeVisible();
  await choose(cleanings.getByRole("combobox", { name: "Services" }), "CLEAN · Cleaning");
  await page.keyboard.press("Escape");
  await expect(cleanings.getByText("Cleanings: 2 a benefit year, CLEAN.")).toBeVisible();
  await page.getByRole("button", { name: "Add a member price" }).click();
  await expectAccessible(page, "plan editor");
  await picture("plan-editor");
  await page.getByRole("link", { name: "Patients", exact: true }).click();
  await page.getByRole("dialog", { name: "What you typed here would be lost" }).getByRole("button", { name: "Keep typing" }).click();
  await page.getByRole("button", { name: "Put on sale" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Plans" })).toBeVisible();
  await expect(page.getByRole("row", { name: /Family Smile/ }).getByText("On sale")).toBeVisible();
  await expectAccessible(page, "plans");
  await picture("plans");
});

test("PPL-11 a change of terms makes a version that says what changed, and members stay on theirs", async () => {
  await act("Healthy Smile Adult", "Change the terms…");
  await expect(page.getByText(/Saving makes version 2/)).toBeVisible();
  await expect(page.getByRole("button", { name: "Save as version 2" })).toBeDisabled();
  await page.getByLabel("Price a month").fill("39");
  await expect(page.getByText("Price a month: 37.00 → 39.00")).toBeVisible();
  await page.getByRole("button", { name: "Save as version 2" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Plans" })).toBeVisible();
  await act("Healthy Smile Adult", "Versions…");
  const versions = page.getByRole("dialog", { name: "Versions of Healthy Smile Adult" });
  const second = versions.getByRole("region", { name: "Version 2" });
  await expect(second.getByText("Price a month: 37.00 → 39.00")).toBeVisible();
  await expect(second.getByText("Nobody is on it")).toBeVisible();
  await expect(versions.getByRole("region", { name: "Version 1" }).getByText(/members are on it/)).toBeVisible();
  await expectAccessible(page, "versions");
  await picture("plan-versions");
  await page.keyboard.press("Escape");
});

test("PPL-10 a copy begins with everything of the plan and is kept as a draft; a plan is closed to new members", async () => {
  await act("Family Smile", "Make a copy…");
  await expect(page.getByRole("textbox", { name: "Name", exact: true })).toHaveValue("Family Smile, a copy");
  await expect(page.getByRole("group", { name: "Cleanings" })).toBeVisible();
  await page.getByRole("button", { name: "Keep as a draft" }).click();
  await expect(page.getByRole("row", { name: /Family Smile, a copy/ }).getByText("Draft")).toBeVisible();
  await act("Family Smile, a copy", "Put on sale");
  await act("Family Smile, a copy", "Close to new members");
  await expect(page.getByRole("row", { name: /Family Smile, a copy/ }).getByText("Closed to new members")).toBeVisible();
});

test("PPL-14 a coupon is made with its words beside it, and a wrong one is told at its field", async () => {
  await open("/memberships/coupons", "Coupons");
  await expect(page.getByText("No coupons yet")).toBeVisible();
  await expectAccessible(page, "coupons, empty");
  await page.getByRole("button", { name: "New coupon" }).click();
  const dialog = page.getByRole("dialog", { name: "New coupon" });
  await dialog.getByLabel("Code").fill("w");
  await dialog.getByRole("button", { name: "Make W" }).click();
  await expect(dialog.getByText(/A code has 2 to 30 letters/).first()).toBeVisible();
  await dialog.getByLabel("Code").fill("welcome");
  await dialog.getByLabel("Percent", { exact: true }).fill("50");
  await expect(dialog.getByText("WELCOME: 50 % off the dues, once.")).toBeVisible();
  await expectAccessible(page, "new coupon");
  await picture("coupon");
  await dialog.getByRole("button", { name: "Make WELCOME" }).click();
  await expect(page.getByRole("row", { name: /WELCOME/ }).getByText("Given out")).toBeVisible();
});

test("PPL-14 at the counter a code that is not there is told beside its field, and a good one is in the sum", async () => {
  await page.goto(`${office.url}#/patients/new`);
  await page.getByLabel("First name").fill("Wilma");
  await page.getByLabel("Last name").fill("Quillfeather");
  await page.getByLabel("Birth date").fill("3/7/84");
  await page.getByRole("button", { name: "Add Wilma Quillfeather" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Wilma Quillfeather" })).toBeVisible();
  const patientId = /patients\/(\d+)/.exec(page.url())?.[1] ?? "";
  await open(`/memberships/enrol?patientId=${patientId}`, "Enrol");
  await choose(page.getByRole("combobox", { name: "Plan" }).first(), "Whitening Club");
  await expect(page.getByText("99.00").first()).toBeVisible();
  await page.getByLabel("Code").fill("NONE");
  await page.getByRole("button", { name: "Use", exact: true }).click();
  await expect(page.getByText("There is no coupon NONE.")).toBeVisible();
  await page.getByLabel("Code").fill("welcome");
  await page.getByLabel("Code").press("Enter");
  await expect(page.getByText("WELCOME is used; see what happens beside.")).toBeVisible();
  await expect(page.getByRole("button", { name: /Enrol and take .*49\.50/ })).toBeVisible();
  await expectAccessible(page, "enrol with a coupon");
  await picture("enrol-coupon");
  await page.getByRole("button", { name: /Enrol and take .*49\.50/ }).click();
  const coupons = page.getByRole("region", { name: "Coupons" });
  await expect(coupons.getByText("0 charges left").or(coupons.getByText("used up"))).toBeVisible();
  await coupons.getByRole("button", { name: "Give a coupon" }).click();
  const dialog = page.getByRole("dialog", { name: "Give a coupon" });
  await dialog.getByLabel("Code").fill("WELCOME");
  await dialog.getByRole("button", { name: "Give WELCOME" }).click();
  await expect(dialog.getByText("This household has already had coupon WELCOME.")).toBeVisible();
  await expectAccessible(page, "give a coupon");
});

test("MEM-8 an agreement is written beside a sample member's copy, and a field that is none is told", async () => {
  await open("/memberships/agreements/new", "New agreement");
  await expect(page.getByText(/This is not insurance\./)).toBeVisible();
  const text = page.getByRole("textbox", { name: "Text", exact: true });
  await text.fill("Dear {{patient.nickname}},");
  await expect(page.getByText("{{patient.nickname}} is not a field.", { exact: false })).toBeVisible();
  await text.fill("Dear ");
  await page.getByRole("button", { name: "Who becomes a member" }).click();
  await expect(text).toHaveValue("Dear {{patient.name}}");
  await expect(page.getByText(/^Dear Sample Member/)).toBeVisible();
  await page.getByRole("textbox", { name: "Name" }).fill("Short agreement");
  await expectAccessible(page, "agreement editor");
  await picture("agreement");
  await page.getByRole("button", { name: "Save the agreement" }).click();
  await expect(page.getByRole("row", { name: /Short agreement/ }).getByText("In use")).toBeVisible();
  await expectAccessible(page, "agreements");
});
