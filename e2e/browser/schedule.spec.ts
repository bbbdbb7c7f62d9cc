/** The schedule at the counter: set up, booked, moved, checked in and out with the keys alone, blocked out, missed. */
import { expect as expectNow, test, type Locator, type Page } from "@playwright/test";
import { ask, tell } from "../support/ask.ts";
import { expectAccessible } from "../support/axe.ts";
import { startOffice, type RunningOffice } from "../support/office.ts";
import { homeAddress, makeTrainingPractice, personForm } from "../support/training-practice.ts";

test.describe.configure({ mode: "serial", timeout: 120_000 });

const expect = expectNow.configure({ timeout: 20_000 });

let office: RunningOffice;
let page: Page;
let today: string;
let rosa: number;

test.beforeAll(async ({ browser }) => {
  test.setTimeout(240_000);
  office = await startOffice();
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  page = await context.newPage();
  today = await makeTrainingPractice(page, office);
  const household = { newAddress: homeAddress, contactPreference: "print" };
  const added = await tell<{ patientId: number }>(page, "patients.add", { form: personForm("Rosa"), household });
  rosa = added.patientId;
  await tell(page, "patients.add", { form: personForm("Ben", { lastName: "Ortiz", birthOn: "1991-02-03" }), household: { newAddress: { ...homeAddress, line1: "9 Mill Rd" }, contactPreference: "print" } });
  await tell(page, "services.add", { code: "CLEAN", name: "Cleaning", category: "Hygiene", durationMinutes: 45, taxable: false, taxRatePpm: 0, priceCents: 12_000 });
});

test.afterAll(async () => {
  try {
    await page.context().close();
  } finally {
    await office.stop();
  }
});

const block = (name: string): Locator => page.getByRole("list", { name: "Appointments" }).getByRole("button", { name: new RegExp(`^${name},`) });
const panel = (): Locator => page.getByRole("complementary", { name: "Appointment" });

/** Presses Tab until it has the focus; nothing is clicked. */
async function tabTo(target: Locator): Promise<void> {
  await expect(target).toBeVisible();
  for (let step = 0; step < 80; step += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  await expect(target).toBeFocused();
}

async function openSchedule(search = ""): Promise<void> {
  await page.goto(`${office.url}#/schedule${search}`);
  await expect(page.getByRole("heading", { level: 1, name: "Schedule" })).toBeVisible();
}

test("UI-12 PPL-16 an empty schedule says what to do first, and who sees patients is said in the settings", async () => {
  await openSchedule();
  await expect(page.getByText("Nobody sees patients yet")).toBeVisible();
  await expectAccessible(page, "schedule, empty");
  await page.getByRole("link", { name: "Say who does, and in which rooms" }).click();
  await page.getByRole("combobox", { name: "Somebody of the staff" }).click();
  await page.getByRole("option", { name: "Priya Raman" }).click();
  await page.getByRole("button", { name: "Add to the schedule" }).click();
  await expect(page.getByRole("group", { name: "Priya Raman" })).toBeVisible();
  await page.getByRole("textbox", { name: "Name of a new room" }).fill("Room 1");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("group", { name: "Room 1" })).toBeVisible();
  await expectAccessible(page, "schedule settings");
});

test("PPL-16 UI-5 booking, check-in and check-out with the keys alone", async () => {
  await openSchedule();
  await expect(page.getByRole("button", { name: "Book…" })).toBeEnabled();
  await page.keyboard.press("b");
  const dialog = page.getByRole("dialog");
  const who = dialog.getByRole("textbox", { name: "Patient" });
  await expect(who).toBeFocused();
  await page.keyboard.type("Rosa");
  await expect(page.getByRole("option", { name: /Lee, Rosa/ })).toBeVisible();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(dialog.getByText("Lee, Rosa")).toBeVisible();
  await expect(dialog.getByLabel("Services")).toBeFocused();
  await page.keyboard.type("Clean");
  await expect(page.getByRole("option", { name: /Cleaning/ })).toBeVisible();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(dialog.getByLabel("Minutes")).toHaveValue("45");
  await tabTo(dialog.getByLabel("Begins at"));
  await page.keyboard.type("9");
  await expectAccessible(page, "book an appointment");
  await tabTo(dialog.getByRole("button", { name: /^Book .*9:00 AM$/ }));
  await page.keyboard.press("Enter");
  await expect(dialog).toBeHidden();
  await expect(block("Rosa Lee")).toBeVisible();

  await tabTo(panel().getByRole("button", { name: "Check in" }));
  await expectAccessible(page, "an appointment, booked");
  await page.keyboard.press("Enter");
  await expect(panel().getByText("Checked in", { exact: true })).toBeVisible();
  await tabTo(panel().getByRole("button", { name: "Check out…" }));
  await page.keyboard.press("Enter");
  const act = dialog.getByRole("button", { name: "Check out and invoice 120.00" });
  await expect(act).toBeEnabled();
  await expectAccessible(page, "check out");
  await tabTo(act);
  await page.keyboard.press("Enter");
  await expect(dialog).toBeHidden();
  await expect(panel().getByRole("link", { name: "The invoice of the visit" })).toBeVisible();
  const { household } = await ask<{ household: { balanceCents: number } }>(page, "patients.chart", { patientId: rosa });
  expect(household.balanceCents).toBe(12_000);
});

test("PPL-16 somebody else in the same time is refused in words, and finds the next hour", async () => {
  await openSchedule();
  await page.getByRole("button", { name: "Book…" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox", { name: "Patient" }).fill("Ben");
  await page.getByRole("option", { name: /Ortiz, Ben/ }).click();
  await dialog.getByLabel("Begins at").fill("9:30");
  await dialog.getByRole("button", { name: /^Book / }).click();
  await expect(dialog.getByRole("alert")).toContainText("Priya Raman has Rosa Lee from 09:00 to 09:45");
  await dialog.getByLabel("Begins at").fill("10");
  await dialog.getByRole("button", { name: /^Book .*10:00 AM$/ }).click();
  await expect(dialog).toBeHidden();
  await expect(block("Ben Ortiz")).toHaveAccessibleName(/10:00 AM – 11:00 AM/);
});

test("PPL-16 an appointment moves with the arrows and with the pointer, and Esc leaves it where it was", async () => {
  await openSchedule();
  const ben = block("Ben Ortiz");
  await expect(ben).toBeVisible();
  await ben.focus();
  await page.keyboard.press("Space");
  await expect(page.getByRole("status").filter({ hasText: "Picked up" })).toBeAttached();
  await page.keyboard.press("ArrowDown");
  await expect(page.getByRole("status").filter({ hasText: "10:15 AM – 11:15 AM" })).toBeAttached();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("status").filter({ hasText: "Left where it was" })).toBeAttached();
  await expect(ben).toBeFocused();
  await page.keyboard.press("Space");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Shift+ArrowUp");
  await page.keyboard.press("Enter");
  await expect(ben).toHaveAccessibleName(/10:15 AM – 11:00 AM/);
  await expect(ben).toBeFocused();
  // The office has it, so that the pointer takes up what is there.
  await expect.poll(async () => (await visits()).find(({ patientName }) => patientName === "Ben Ortiz")?.fromMinute).toBe(615);

  const box = await ben.boundingBox();
  if (box === null) throw new Error("the appointment is in sight");
  await page.mouse.move(box.x + 40, box.y + 10);
  await page.mouse.down();
  await page.mouse.move(box.x + 40, box.y + 10 + 54, { steps: 6 });
  await page.mouse.up();
  await expect(ben).toHaveAccessibleName(/11:00 AM – 11:45 AM/);
  await expect.poll(async () => (await visits()).find(({ patientName }) => patientName === "Ben Ortiz")?.fromMinute).toBe(660);
});

const visits = async () => (await ask<{ appointments: { patientName: string; fromMinute: number }[] }>(page, "schedule.view", { firstOn: today, days: 1 })).appointments;

test("PPL-16 time is blocked out and given back; a cancelled visit says first what it costs", async () => {
  await openSchedule();
  await page.getByRole("button", { name: "Block out…" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("What for").fill("Lunch");
  await dialog.getByLabel("It repeats").check();
  await expectAccessible(page, "block time out");
  await dialog.getByRole("button", { name: "Block it out" }).click();
  await expect(dialog).toBeHidden();
  // With Enter: a message that lies over the sheet for a while is in nobody's way.
  await page.getByRole("button", { name: /^Lunch/ }).press("Enter");
  await page.getByRole("dialog", { name: "Change the block-out" }).getByRole("button", { name: "Take it away…" }).click();
  const taking = page.getByRole("dialog", { name: "Lunch" });
  await taking.getByRole("radio", { name: "All of it, on every day" }).check();
  await taking.getByRole("button", { name: "Take it away" }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole("button", { name: /^Lunch/ })).toHaveCount(0);

  await block("Ben Ortiz").press("Enter");
  await panel().getByRole("button", { name: "Cancel the visit…" }).click();
  await expect(dialog.getByText("It costs nothing")).toBeVisible();
  await expectAccessible(page, "cancel a visit");
  await dialog.getByRole("button", { name: "Cancel the visit" }).click();
  await expect(dialog).toBeHidden();
  await panel().getByRole("button", { name: "It is kept after all" }).click();
  await expect(panel().getByText("Booked", { exact: true }).first()).toBeVisible();
});

test("UI-10 PPL-16 the week, the rooms and a patient's appointments: nothing for axe to find", async () => {
  await openSchedule("?view=week");
  await expect(block("Ben Ortiz")).toBeVisible();
  await expectAccessible(page, "schedule: week");
  await openSchedule("?by=room");
  await expect(block("Ben Ortiz")).toBeVisible();
  await expectAccessible(page, "schedule: rooms");
  await page.goto(`${office.url}#/patients/${rosa}?tab=appointments`);
  await expect(page.getByRole("grid", { name: "Appointments" }).getByRole("row").filter({ hasText: "Checked out" })).toBeVisible();
  await expectAccessible(page, "chart: appointments");
});
