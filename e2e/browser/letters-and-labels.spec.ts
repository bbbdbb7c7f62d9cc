/** Mailing labels, recall letters, plan offers and brochures (DOC-1), from the lists and charts where they are asked for. */
import { expect as expectNow, test, type Locator, type Page } from "@playwright/test";
import { tell } from "../support/ask.ts";
import { expectAccessible } from "../support/axe.ts";
import { startOffice, type RunningOffice } from "../support/office.ts";
import { cleanings, homeAddress, makeTrainingPractice, personForm, plainTerms } from "../support/training-practice.ts";

test.describe.configure({ mode: "serial", timeout: 120_000 });

const expect = expectNow.configure({ timeout: 20_000 });

let office: RunningOffice;
let page: Page;
let mia: { patientId: number; householdId: number };
let today: string;
let serviceId: number;

const plusDays = (day: string, days: number): string => new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

test.beforeAll(async ({ browser }) => {
  test.setTimeout(240_000);
  office = await startOffice();
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  page = await context.newPage();
  const joinedOn = await makeTrainingPractice(page, office);
  const { planVersionId } = await tell<{ planVersionId: number }>(page, "plans.add", {
    terms: plainTerms("Smile", 5000, {
      prices: [{ months: 12, priceCents: 50_000 }],
      benefits: cleanings(2),
      discounts: [{ on: { kind: "all" }, off: { kind: "percent", basisPoints: 2000 } }],
    }),
    state: "on_sale",
  });
  const family = (firstName: string, lastName: string, address: object) =>
    tell<{ patientId: number; householdId: number }>(page, "patients.add", {
      form: personForm(firstName, { lastName }),
      household: { newAddress: { ...homeAddress, ...address }, contactPreference: "print" },
    });
  for (const [first, last] of [
    ["Rosa", "Lee"],
    ["Ben", "Ortiz"],
  ] as const) {
    const { patientId, householdId } = await family(first, last, {});
    await tell(page, "memberships.enrol", {
      enrolment: {
        householdId,
        startOn: joinedOn,
        drawDay: null,
        firstMoney: "stub_now",
        members: [{ patientId, planVersionId, periodMonths: 12, waiveActivationReason: null }],
        agreement: "not_needed",
        couponCode: null,
      },
      expectedTodayCents: 50_000,
      payment: { tender: "cash", amountCents: 50_000, tenderedCents: null, reference: "" },
    });
  }
  mia = await family("Mia", "Stone", { line1: "7 Pier" });
  await family("Gus", "Noway", { line1: "" });
  // Within the 120 days before the benefit year ends, before the 60: the recall list asks for Rosa and Ben.
  today = plusDays(joinedOn, 265);
  await tell(page, "training.advance", { toOn: today });
  ({ serviceId } = await tell<{ serviceId: number }>(page, "services.add", {
    code: "CRN",
    name: "Crown, porcelain",
    category: "Restorative",
    durationMinutes: 60,
    taxable: false,
    taxRatePpm: 0,
    priceCents: 120_000,
  }));
  await crowns(1);
});

test.afterAll(async () => {
  try {
    await page.context().close();
  } finally {
    await office.stop();
  }
});

const dialog = (name: string | RegExp): Locator => page.getByRole("dialog", { name });
const go = async (hash: string, title: string | RegExp): Promise<void> => {
  await page.goto(`${office.url}#${hash}`);
  await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
};
const rowOf = (name: string | RegExp): Locator => page.getByRole("row").filter({ hasText: name });

/** So many crowns of 1,200.00 for Mia today. */
async function crowns(quantity: number): Promise<void> {
  await tell(page, "invoices.issue", {
    householdId: mia.householdId,
    lines: [{ patientId: mia.patientId, kind: "service", serviceId, description: "Crown, porcelain", serviceOn: today, quantity, unitCents: 120_000, taxRatePpm: 0 }],
    termsDays: 0,
  });
}

async function expectArchived(title: string | RegExp): Promise<void> {
  await go("/documents", "Documents");
  await expect(rowOf(title)).toHaveCount(1);
}

test("DOC-1 labels of everybody on the patient list: foretold, made, kept", async () => {
  await go("/patients", "Patients");
  await expect(rowOf("Stone")).toHaveCount(1);
  await page.getByRole("button", { name: "Mailing labels…" }).click();
  const asked = dialog("Mailing labels");
  await expect(asked.getByText("3 labels on 1 sheet")).toBeVisible();
  await expect(asked.getByText("Gus Noway: No street in the address")).toBeVisible();
  await expectAccessible(page, "mailing labels");
  await asked.getByLabel("First free label").fill("29");
  await expect(asked.getByText("3 labels on 2 sheets")).toBeVisible();
  await asked.getByRole("button", { name: "Make 3 labels" }).click();
  const made = dialog("3 labels on 2 sheets");
  await expect(made.getByRole("button", { name: "Print" })).toBeVisible();
  await expectAccessible(page, "labels made");
  await made.getByRole("button", { name: "Close", exact: true }).last().click();
  await expect(made).toBeHidden();
  await expectArchived("3 mailing labels");
});

test("DOC-1 an own sheet that cannot be is refused in words, for people chosen in the list", async () => {
  await go("/patients", "Patients");
  await page.getByRole("checkbox", { name: "Select Stone, Mia" }).check();
  await page.getByText("1 selected").locator("xpath=..").getByRole("button", { name: "Mailing labels…" }).click();
  const asked = dialog("Mailing labels");
  await expect(asked.getByText("1 label on 1 sheet")).toBeVisible();
  await asked.getByRole("combobox", { name: "Labels" }).click();
  await page.getByRole("option", { name: "Own sheet, by its measures" }).click();
  await asked.getByLabel("One to the next across").fill("40");
  await expect(asked.getByText(/would overlap with 40 mm/)).toBeVisible();
  await expect(asked.getByRole("button", { name: /^Make/ })).toBeDisabled();
  await asked.getByLabel("One to the next across").fill("70.64");
  await expect(asked.getByRole("button", { name: "Make 1 label" })).toBeEnabled();
  await expectAccessible(page, "own sheet of labels");
  await page.keyboard.press("Escape");
  await expect(asked).toBeHidden();
});

test("PKG-10 a letter is written from the recall list, printed there, and not written twice without a warning", async () => {
  await go("/memberships/recall", "Recall list");
  await expect(rowOf("Rosa Lee")).toContainText("To call");
  await rowOf("Rosa Lee").click({ button: "right" });
  await page.getByRole("menuitem", { name: "Write a letter…" }).click();
  const asked = dialog("Write to Rosa Lee");
  await expect(asked.getByText("1 letter about 1 member.")).toBeVisible();
  await expectAccessible(page, "recall letter");
  await asked.getByRole("button", { name: "Write 1 letter" }).click();
  await expect(asked).toBeHidden();
  await expect(rowOf("Rosa Lee")).toContainText("Written");
  await page.getByRole("button", { name: "Print the letter now" }).click();
  await expect(page.getByText(/1 letter is ready/)).toBeVisible();
  await expect(rowOf("Rosa Lee")).toContainText("Printed");
  await expectAccessible(page, "recall letter printed");
  await rowOf("Rosa Lee").click({ button: "right" });
  await page.getByRole("menuitem", { name: "Write again…" }).click();
  const again = dialog("Write to Rosa Lee");
  await expect(again.getByText(/A letter was written on .* less than 60 days ago/)).toBeVisible();
  await expect(again.getByRole("button", { name: "Write", exact: true })).toBeDisabled();
  await again.getByLabel("Write to them all the same").check();
  await expect(again.getByText(/Written to again, although we wrote lately: Rosa Lee/)).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(again).toBeHidden();
});

test("DOC-1 a plan offer shows first that the plan would have cost more, and with more visits what it saves", async () => {
  await go(`/patients/${mia.patientId}`, /Stone/);
  const openOffer = async (): Promise<Locator> => {
    await page.getByRole("button", { name: "Add new" }).last().click();
    await page.getByRole("menuitem", { name: "Plan offer…" }).click();
    return dialog("Plan offer");
  };
  const first = await openOffer();
  // A crown of 1,200.00 for 960.00, and dues of 500.00: 260.00 more.
  await expect(first.getByText("With Smile it would have cost $260.00 more.")).toBeVisible();
  await expect(first.getByRole("table", { name: "Visits and sums" })).toContainText("1,460.00");
  await expectAccessible(page, "plan offer, dearer");
  await page.keyboard.press("Escape");
  await expect(first).toBeHidden();
  await crowns(2);
  const second = await openOffer();
  await expect(second.getByText("$220.00 less with Smile")).toBeVisible();
  await expectAccessible(page, "plan offer, cheaper");
  await second.getByRole("button", { name: "Make the offer" }).click();
  const made = dialog("The offer of Smile is ready");
  await expect(made.getByRole("button", { name: "Send by e-mail" })).toBeVisible();
  await made.getByRole("button", { name: "Send by e-mail" }).click();
  await expect(made.getByRole("alert")).toBeVisible();
  await made.getByRole("button", { name: "Close", exact: true }).last().click();
  await expect(made).toBeHidden();
  await expectArchived("Offer of Smile for Mia Stone");
});

test("DOC-1 a brochure of the plans on sale is made and kept", async () => {
  await go("/memberships/plans", "Plans");
  await page.getByRole("button", { name: "Brochure…" }).click();
  const asked = dialog("Brochure of plans");
  await expect(asked.getByRole("checkbox", { name: "Smile (1)" })).toBeChecked();
  await asked.getByRole("checkbox", { name: /^Smile/ }).uncheck();
  await expect(asked.getByRole("button", { name: "Make the brochure" })).toBeDisabled();
  await asked.getByRole("checkbox", { name: "Smile" }).check();
  await expectAccessible(page, "brochure");
  await asked.getByRole("button", { name: "Make the brochure" }).click();
  const made = dialog("The brochure is ready");
  await expect(made).toBeVisible();
  await made.getByRole("button", { name: "Close", exact: true }).last().click();
  await expect(made).toBeHidden();
  await expectArchived("Brochure: Smile");
});
