/**
 * Households at the counter: a family member joins, the household sheet, two households become one and
 * two again, two charts of one person, a payer who leaves, and insurance (MEM-4, MEM-15, PPL-3, PPL-4, PPL-7, PPL-8).
 */
import { expect as expectNow, test, type Locator, type Page } from "@playwright/test";
import { tell } from "../support/ask.ts";
import { expectAccessible } from "../support/axe.ts";
import { startOffice, type RunningOffice } from "../support/office.ts";
import { cleanings, homeAddress, makeTrainingPractice, personForm, plainTerms } from "../support/training-practice.ts";

test.describe.configure({ mode: "serial", timeout: 120_000 });

const expect = expectNow.configure({ timeout: 20_000 });

let office: RunningOffice;
let page: Page;
/** The next April that lies wholly ahead: its figures are those of the rules. */
let year: number;
const people: Record<string, { patientId: number; householdId: number }> = {};

const terms = (name: string, activationCents: number): object =>
  plainTerms(name, 3700, {
    activation: { feeCents: activationCents, basis: "per_member", cap: null, includesFirstPeriod: activationCents > 0 },
    benefits: cleanings(2),
  });

async function add(name: string, lastName: string, household: object, birthOn: string | null = "1980-05-05"): Promise<void> {
  people[name] = await tell(page, "patients.add", { form: personForm(name, { lastName, birthOn }), household });
}

const plans: Record<string, number> = {};

async function enrol(name: string, plan: string, startOn: string): Promise<void> {
  const { patientId, householdId } = people[name] ?? { patientId: 0, householdId: 0 };
  await tell(page, "memberships.enrol", {
    enrolment: {
      householdId,
      members: [{ patientId, planVersionId: plans[plan], periodMonths: 1, waiveActivationReason: null }],
      startOn,
      drawDay: null,
      firstMoney: "stub_now",
      agreement: "not_needed",
      couponCode: null,
    },
    expectedTodayCents: 3700,
    payment: { tender: "cash", amountCents: 3700, tenderedCents: null, reference: "" },
  });
}

test.beforeAll(async ({ browser }) => {
  test.setTimeout(300_000);
  office = await startOffice();
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  page = await context.newPage();
  const todayOn = await makeTrainingPractice(page, office);
  year = Number(todayOn.slice(0, 4)) + (todayOn.slice(5) < "04-01" ? 0 : 1);
  for (const [name, fee] of [["Basic", 0], ["Welcome", 9900]] as const)
    plans[name] = (await tell<{ planVersionId: number }>(page, "plans.add", { terms: terms(name, fee), state: "on_sale" })).planVersionId;
  await add("Rosa", "Lee", { newAddress: homeAddress, contactPreference: "print" });
  await add("Ben", "Lee", { householdId: people["Rosa"]?.householdId });
  await add("Ana", "Ortiz", { newAddress: { ...homeAddress, line1: "9 Elm St" }, contactPreference: "print" });
  await add("Leo", "Ortiz", { householdId: people["Ana"]?.householdId });
  await tell(page, "training.advance", { toOn: `${year}-04-05` });
  await enrol("Rosa", "Basic", `${year}-04-05`);
  await tell(page, "training.advance", { toOn: `${year}-04-15` });
  await enrol("Ana", "Basic", `${year}-04-15`);
  await tell(page, "training.advance", { toOn: `${year}-04-20` });
});

test.afterAll(async () => {
  try {
    await page.context().close();
  } finally {
    await office.stop();
  }
});

const dialog = (): Locator => page.getByRole("dialog");
const happens = (): Locator => dialog().getByRole("region", { name: "What happens" });

async function openChart(name: string, lastName: string): Promise<void> {
  await page.goto(`${office.url}#/patients/${people[name]?.patientId}`);
  await expect(page.getByRole("heading", { level: 1, name: `${name} ${lastName}` })).toBeVisible();
}

async function fromMenu(entry: string): Promise<void> {
  await page.getByRole("button", { name: "More about this chart" }).click();
  await page.getByRole("menuitem", { name: entry }).click();
  await expect(page.getByRole("menuitem", { name: entry })).toBeHidden();
  await expect(dialog()).toBeVisible();
}

async function pick(label: string, text: string, option: RegExp): Promise<void> {
  await dialog().getByRole("textbox", { name: label }).fill(text);
  await page.getByRole("option", { name: option }).click();
}

async function act(name: string | RegExp): Promise<void> {
  const button = dialog().getByRole("button", { name });
  await expect(button).toBeEnabled();
  await button.click();
  await expect(dialog()).toBeHidden();
}

test("MEM-4 a member who joins a household is aligned to its draw day: 18.50 today, or 19.10 on 5 May", async () => {
  await openChart("Ben", "Lee");
  await page.getByRole("link", { name: "Enrol", exact: true }).click();
  await expect(page.getByText("Draws on the 5th of the month")).toBeVisible();
  const plan = async (name: string) => {
    await page.getByRole("combobox", { name: "Plan" }).click();
    await page.getByRole("option", { name }).click();
    await expect(page.getByRole("option", { name })).toBeHidden();
  };
  const quoted = page.getByRole("region", { name: "What happens" });
  await plan("Basic");
  await expect(quoted.getByText("18.50").first()).toBeVisible();
  await plan("Welcome");
  await expect(quoted.getByText("99.00").first()).toBeVisible();
  await expect(quoted.getByRole("row", { name: /5 May/ }).getByText("19.10")).toBeVisible();
  await expect(quoted.getByRole("row", { name: /5 Jun/ }).getByText("37.00")).toBeVisible();
});

test("PPL-7 the household sheet shows members, plans, what is left and the money, and prints on one page", async () => {
  await openChart("Rosa", "Lee");
  await page.getByRole("link", { name: "Household sheet" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Household of Rosa Lee" })).toBeVisible();
  const members = page.getByRole("region", { name: "Members and plans" });
  await expect(members.getByText("Cleanings: 2 of 2")).toBeVisible();
  await expect(members.getByText("not on a plan")).toBeVisible();
  await expect(page.getByRole("region", { name: "Draws" }).getByText("$37.00")).toBeVisible();
  await expectAccessible(page, "household sheet");
  const saved = page.waitForEvent("download");
  await page.getByRole("button", { name: "Save as PDF" }).click();
  expect((await saved).suggestedFilename()).toMatch(/^household-\d+\.pdf$/);
});

test("MEM-15 two households become one: both side by side, one stub, one draw day; and undo", async () => {
  await openChart("Rosa", "Lee");
  await page.getByRole("button", { name: "Merge households…" }).click();
  await pick("Somebody of the other household", "Ortiz", /Ortiz, Ana/);
  await expect(dialog().getByRole("region", { name: "Stays: household of Rosa Lee" }).getByText("the 5th")).toBeVisible();
  await expect(dialog().getByRole("region", { name: "Goes into it: household of Ana Ortiz" }).getByText("the 15th")).toBeVisible();
  // Paid through 14 May: the 21 days to 5 June, of 31, are drawn on 5 May with everybody.
  await expect(happens().getByText(/Ana Ortiz, Basic: the days from 15 May \d+ to 4 Jun \d+ are \$25\.06, charged on 5 May/)).toBeVisible();
  await expectAccessible(page, "merge two households");
  await dialog().getByRole("radio", { name: /^The other one/ }).click();
  await expect(dialog().getByRole("region", { name: "Stays: household of Ana Ortiz" })).toBeVisible();
  await dialog().getByRole("radio", { name: /^This one/ }).click();
  await expect(dialog().getByRole("region", { name: "Stays: household of Rosa Lee" })).toBeVisible();
  await act("Merge the households");
  const family = page.getByRole("navigation", { name: "Household of Rosa Lee" });
  await expect(family.getByRole("link")).toHaveCount(4);
  await expect(page.getByText(/Household \d+ of Ana Ortiz was merged into this one/)).toBeVisible();
  await expectAccessible(page, "chart after a merge");
  await page.getByRole("button", { name: "Undo the merge…" }).click();
  await expect(happens()).toBeVisible();
  await expectAccessible(page, "undo a merge");
  await act("Undo the merge");
  await expect(family.getByRole("link")).toHaveCount(2);
  await expect(page.getByText(/was merged into this one/)).toBeHidden();
});

test("PPL-4 two charts of one person become one; opening the other leads here; and undo", async () => {
  const again = await tell<{ patientId: number; householdId: number }>(page, "patients.add", {
    form: personForm("Rosa", { email: "rosa@example.com", notes: "Likes mornings" }),
    household: { newAddress: homeAddress, contactPreference: "print" },
  });
  await openChart("Rosa", "Lee");
  await fromMenu("Merge with another record…");
  await dialog().getByRole("button", { name: /^Lee, Rosa, chart/ }).click();
  await expect(happens().getByText("rosa@example.com")).toBeVisible();
  await expectAccessible(page, "merge two charts");
  await act("Merge the charts");
  await expect(page.getByText(/Chart \d+ of Rosa Lee was merged into this one/)).toBeVisible();
  await page.goto(`${office.url}#/patients/${again.patientId}`);
  await expect(page).toHaveURL(new RegExp(`/patients/${people["Rosa"]?.patientId}$`));
  await expect(page.getByText("rosa@example.com").first()).toBeVisible();
  await page.getByRole("button", { name: "Undo the merge…" }).click();
  await act("Undo the merge");
  await expect(page.getByText("rosa@example.com")).toHaveCount(0);
  await page.goto(`${office.url}#/patients/${again.patientId}`);
  await expect(page.getByText("Likes mornings").first()).toBeVisible();
});

test("PPL-3 the payer leaves: who pays for those who stay is asked, and the membership goes along", async () => {
  await openChart("Ana", "Ortiz");
  await fromMenu("Move to another account…");
  const move = dialog().getByRole("button", { name: "Move Ana Ortiz to an own account" });
  await expect(happens().getByText("Ana Ortiz pays for the others.")).toBeVisible();
  await expect(move).toBeDisabled();
  await dialog().getByRole("combobox", { name: "Who pays for those who stay" }).click();
  await page.getByRole("option", { name: "Leo Ortiz" }).click();
  await expect(page.getByRole("option", { name: "Leo Ortiz" })).toBeHidden();
  await expect(happens().getByText(/Basic goes along, and days that are paid stay paid/)).toBeVisible();
  await expectAccessible(page, "move to an own account");
  await act("Move Ana Ortiz to an own account");
  await expect(page.getByRole("navigation", { name: "Household of Ana Ortiz" }).getByRole("link")).toHaveCount(1);
  await page.goto(`${office.url}#/patients/${people["Leo"]?.patientId}`);
  await expect(page.getByRole("navigation", { name: "Household of Leo Ortiz" }).getByRole("link")).toHaveCount(1);
});

test("PPL-2 mail that came back is noted, and the chart says so until there is another address", async () => {
  await add("Ida", "Moss", { newAddress: homeAddress, contactPreference: "print" });
  await page.goto(`${office.url}#/patients/${people["Ida"]?.patientId}/edit`);
  await page.getByRole("textbox", { name: "E-mail" }).fill("ida@example.com");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Ida Moss" })).toBeVisible();
  await fromMenu("E-mail came back…");
  await expectAccessible(page, "mail that came back");
  await act("Note it on the chart");
  await expect(page.getByText(/Mail to ida@example.com came back on/)).toBeVisible();
  await expectAccessible(page, "chart with mail that came back");
});

test("PPL-8 policies in order on the chart, one detached into the holding area with why, and attached to another chart", async () => {
  await openChart("Rosa", "Lee");
  const insurance = page.getByRole("region", { name: "Insurance" });
  for (const carrier of ["Bay State Dental", "Pilgrim Vision"]) {
    await insurance.getByRole("button", { name: "Add a policy" }).click();
    await dialog().getByRole("textbox", { name: "Insurance company" }).fill(carrier);
    await dialog().getByRole("textbox", { name: "Member number" }).fill("X 1043");
    if (carrier.startsWith("Bay")) await expectAccessible(page, "add a policy");
    await act("Add the policy");
    await expect(insurance.getByRole("listitem").filter({ hasText: carrier })).toBeVisible();
  }
  const entry = async (carrier: string, name: string) => {
    await insurance.getByRole("button", { name: `More about ${carrier}` }).click();
    await page.getByRole("menuitem", { name }).click();
    await expect(page.getByRole("menuitem", { name })).toBeHidden();
  };
  await entry("Pilgrim Vision", "Make it the first");
  await expect(insurance.getByRole("listitem").first()).toContainText("Pilgrim Vision");
  await entry("Pilgrim Vision", "Detach…");
  await dialog().getByRole("textbox", { name: "Why" }).fill("It is Ben's");
  await expectAccessible(page, "detach a policy");
  await act("Detach the policy");
  await expect(insurance.getByRole("listitem")).toHaveCount(1);
  await insurance.getByRole("link", { name: /Holding area/ }).click();
  const row = page.getByRole("grid", { name: "Policies on no chart" }).getByRole("row").filter({ hasText: "Pilgrim Vision" });
  await expect(row).toContainText("It is Ben's");
  await expectAccessible(page, "holding area");
  await row.getByRole("button", { name: /menu|actions|more/i }).first().click();
  await page.getByRole("menuitem", { name: "Attach to a chart…" }).click();
  await expect(page.getByRole("menuitem", { name: "Attach to a chart…" })).toBeHidden();
  await pick("Whose chart", "Ben", /Lee, Ben/);
  await act(/^Attach it to/);
  await expect(page.getByText("Nothing here", { exact: true })).toBeVisible();
  await openChart("Ben", "Lee");
  await expect(page.getByRole("region", { name: "Insurance" }).getByRole("listitem")).toContainText("Pilgrim Vision");
});
