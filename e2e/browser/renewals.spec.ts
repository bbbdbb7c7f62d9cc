/**
 * A term that would end goes on because the desk says so (MEM-18), and the dialogs of papers in dark colours
 * (UI-10): what is read in the evening must be as easy to read.
 */
import { expect as expectNow, test, type Locator, type Page } from "@playwright/test";
import { tell } from "../support/ask.ts";
import { expectAccessible } from "../support/axe.ts";
import { startOffice, type RunningOffice } from "../support/office.ts";
import { closeSamplePage } from "../support/sample-page.ts";
import { homeAddress, makeTrainingPractice, nextLongMonth, personForm, plainTerms } from "../support/training-practice.ts";

test.describe.configure({ mode: "serial", timeout: 120_000 });

const expect = expectNow.configure({ timeout: 20_000 });

let office: RunningOffice;
let page: Page;
let kim: number;
let ida: number;

async function enrol(firstName: string, planVersionId: number, startOn: string, over: object): Promise<number> {
  const added: { patientId: number; householdId: number } = await tell(page, "patients.add", {
    form: personForm(firstName),
    household: { newAddress: homeAddress, contactPreference: "print" },
  });
  await tell(page, "memberships.enrol", {
    enrolment: {
      householdId: added.householdId,
      members: [{ patientId: added.patientId, planVersionId, periodMonths: 1, waiveActivationReason: null }],
      startOn,
      drawDay: null,
      firstMoney: "stub_now",
      agreement: "not_needed",
      couponCode: null,
      ...over,
    },
    expectedTodayCents: 3900,
    payment: { tender: "cash", amountCents: 3900, tenderedCents: null, reference: "" },
  });
  return added.patientId;
}

test.beforeAll(async ({ browser }) => {
  test.setTimeout(300_000);
  office = await startOffice();
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  page = await context.newPage();
  const joinedOn = nextLongMonth(await makeTrainingPractice(page, office));
  await tell(page, "training.advance", { toOn: joinedOn });
  const plan = async (given: object) =>
    (await tell<{ planVersionId: number }>(page, "plans.add", { terms: given, state: "on_sale" })).planVersionId;
  const twoMonths = await plan(plainTerms("Two months", 3900, { commitmentPeriods: 2, autoRenew: false }));
  const signed = await plan(plainTerms("Signed", 3900, { agreementRequired: true, agreementText: "This is not insurance." }));
  kim = await enrol("Kim", twoMonths, joinedOn, {});
  // In the second month of two, so that the end is less than a month ahead.
  const [year = 0, month = 0] = joinedOn.split("-").map(Number);
  const next = month === 12 ? `${year + 1}-01` : `${year}-${String(month + 1).padStart(2, "0")}`;
  await tell(page, "training.advance", { toOn: `${next}-11` });
  ida = await enrol("Ida", signed, `${next}-11`, { agreement: "later" });
});

test.afterAll(() => closeSamplePage({ office, page }));

const dialog = (): Locator => page.getByRole("dialog");
const ends = (): Locator => page.getByRole("grid", { name: "Terms that end" });

async function inDark(what: string): Promise<void> {
  await page.emulateMedia({ colorScheme: "dark" });
  await expect(page.locator("html")).toHaveAttribute("data-mantine-color-scheme", "dark");
  await expectAccessible(page, `${what} in dark colours`);
  await page.screenshot({ path: test.info().outputPath(`${what}.png`) });
  await page.emulateMedia({ colorScheme: "light" });
}

async function letGoOn(): Promise<void> {
  await page.goto(`${office.url}#/memberships/ahead?tab=renewals`);
  await ends().getByRole("row").filter({ hasText: "Kim Lee" }).getByRole("button", { name: /Kim Lee/ }).click();
  await page.getByRole("menuitem", { name: "Let it go on…" }).click();
  await expect(dialog()).toContainText("Two months ends with its term on");
}

test("MEM-18 a plan that ends with its term asks for a reason before it goes on, and is among the terms that end", async () => {
  await letGoOn();
  await expect(dialog().getByRole("button", { name: "Let it go on" })).toBeDisabled();
  await expect(dialog()).toContainText("Nothing is charged today");
  await expectAccessible(page, "a term that goes on");
  await inDark("a term that goes on");
  await page.keyboard.press("Escape");
  await expect(dialog()).toBeHidden();
  await expect(ends().getByRole("row").filter({ hasText: "Kim Lee" })).toContainText("Ends");
});

test("MEM-18 with a reason the membership goes on, and its history says so", async () => {
  await letGoOn();
  await dialog().getByRole("textbox", { name: "Reason" }).fill("She asked on the phone");
  await dialog().getByRole("button", { name: "Let it go on" }).click();
  await expect(dialog()).toBeHidden();
  await expect(ends().getByRole("row").filter({ hasText: "Kim Lee" }).filter({ hasText: /^(?!.*Renews).*Ends/ })).toHaveCount(0);
  await page.goto(`${office.url}#/patients/${kim}`);
  await expect(page.getByRole("heading", { level: 1, name: "Kim Lee" })).toBeVisible();
  await page.getByRole("link", { name: /^Memberships/ }).last().click();
  await expect(page.getByRole("list", { name: "History of Two months" })).toContainText("Goes on for another term");
});

test("MEM-8 UI-10 the sheet to sign on can be read in dark colours", async () => {
  await page.goto(`${office.url}#/patients/${ida}`);
  const card = page.getByRole("region", { name: "Membership Signed" });
  await card.getByRole("button", { name: "Sign…" }).click();
  await expect(dialog()).toContainText("not insurance");
  await inDark("the sheet to sign on");
  await page.keyboard.press("Escape");
  await expect(dialog()).toBeHidden();
});
