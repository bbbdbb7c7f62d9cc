/** Enrolling at the counter: a family of three by keyboard alone, signatures on the screen and on paper, the history of it all. */
import { expect as expectNow, test, type Locator, type Page } from "@playwright/test";
import { deflateSync, crc32 } from "node:zlib";
import { readFileSync } from "node:fs";
import { expectAccessible } from "../support/axe.ts";
import { drawSignature } from "../support/signature.ts";
import { startOffice, type RunningOffice } from "../support/office.ts";
import { signInAs } from "../support/sample-screens.ts";

test.describe.configure({ mode: "serial", timeout: 300_000 });

/** Patient: what matters here is that it comes, not how busy the machine is. */
const expect = expectNow.configure({ timeout: 30_000 });

let office: RunningOffice;
let page: Page;

test.beforeAll(async ({ browser }) => {
  test.setTimeout(240_000);
  office = await startOffice(["--sample"]);
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  page = await context.newPage();
  // Every press of a mouse, finger or pen is counted, so that a test can say that there was none.
  await page.addInitScript(() => {
    const count = window as unknown as { pointers: number };
    count.pointers = 0;
    window.addEventListener("pointerdown", () => (count.pointers += 1), true);
  });
  await signInAs(page, office.url, /Helen Marsh/);
});

test.afterAll(async () => {
  try {
    await page.context().close();
  } finally {
    await office.stop();
  }
});

const heading = (name: string | RegExp) => page.getByRole("heading", { level: 1, name });
const act = () => page.getByRole("button", { name: /^Enrol/ });

/** Adds somebody; with a household, to the one of that chart. Answers the address of the new chart. */
async function addPerson(first: string, last: string, birth: string, household?: string): Promise<string> {
  await page.goto(`${office.url}#/patients/new${household === undefined ? "" : `?household=${household}`}`);
  await expect(heading("Add patient")).toBeVisible();
  await page.getByLabel("First name").fill(first);
  await page.getByLabel("Last name").fill(last);
  await page.getByLabel("Birth date").fill(birth);
  if (household === undefined) {
    await page.getByLabel("Street").fill("12 Quince Row");
    await page.getByLabel("City").fill("Lowell");
    await page.getByLabel("State").fill("MA");
    await page.getByLabel(/ZIP|Postal code/).fill("01850");
  }
  await page.getByRole("button", { name: `Add ${first} ${last}` }).click();
  await expect(heading(`${first} ${last}`)).toBeVisible();
  return /patients\/(\d+)/.exec(page.url())?.[1] ?? "";
}

/** Goes on with Tab until something has the focus; a screen that loses it never gets there. */
async function tabTo(target: Locator): Promise<void> {
  await expect(target).toBeVisible();
  for (let presses = 0; presses < 150; presses += 1) {
    if (await target.evaluate((node) => node === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error("150 presses of Tab did not reach it");
}

/** Opens the list of a field that has the focus, goes down to an option and takes it. */
async function choose(field: Locator, option: string): Promise<void> {
  const wanted = page.getByRole("option", { name: option, exact: true });
  await expect(field).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(wanted).toBeVisible();
  // The mark goes down one option a press; where it stands is looked at anew before each.
  await expect(async () => {
    if ((await wanted.getAttribute("data-combobox-selected")) === null) await page.keyboard.press("ArrowDown");
    await expect(wanted).toHaveAttribute("data-combobox-selected", { timeout: 50 });
  }).toPass({ intervals: [1], timeout: 30_000 });
  await page.keyboard.press("Enter");
  await expect(field).toHaveValue(option);
  await expect(wanted).toBeHidden();
}

const pointers = () => page.evaluate(() => (window as unknown as { pointers: number }).pointers);

test("MEM-1 MEM-2 MEM-8 a family of three is enrolled with the keyboard alone", async () => {
  const rosa = await addPerson("Rosalind", "Quimby", "3/7/1984");
  await addPerson("Bertram", "Quimby", "9/2/1982", rosa);
  await addPerson("Mirabel", "Quimby", "4/5/2019", rosa);
  await page.goto(`${office.url}#/patients/${rosa}`);
  await expect(heading("Rosalind Quimby")).toBeVisible();
  const before = await pointers();

  await tabTo(page.getByRole("link", { name: "Enrol the household" }));
  await page.keyboard.press("Enter");
  await expect(heading("Enrol")).toBeVisible();
  const plans = page.getByRole("combobox", { name: "Plan" });
  // Everybody begins with the plan that fits their age.
  await expect(plans).toHaveCount(3);
  await expect(plans.nth(0)).toHaveValue("Healthy Smile Adult");
  await expect(plans.nth(2)).toHaveValue("Healthy Smile Child");
  await expect(act()).toBeVisible();

  // Another draw day than the start's, so that there are days in between to pay for.
  const hint = page.getByText(/^Draws on the \d+(st|nd|rd|th) of the month$/);
  await expect(hint).toBeVisible();
  const other = (await hint.innerText()).includes(" 1st ") ? "2nd" : "1st";
  const drawDay = page.getByRole("combobox", { name: "Draw day" });
  await tabTo(drawDay);
  await choose(drawDay, other);
  await expect(page.getByText(`Draws on the ${other} of the month`)).toBeVisible();
  const ways = page.getByRole("radiogroup", { name: "Days before the first draw" }).getByRole("radio");
  await expect(ways).toHaveCount(3);
  await expect(page.getByRole("region", { name: "When" }).getByText("Today", { exact: true })).toHaveCount(3);
  await tabTo(ways.first());
  await page.keyboard.press("ArrowDown");
  await expect(ways.nth(1)).toBeChecked();
  await page.keyboard.press("ArrowUp");
  await expect(ways.first()).toBeChecked();

  // Two agreements, one signature: by typing the name of whoever signs.
  await expect(page.getByLabel("Signed by")).toHaveValue("Rosalind Quimby");
  await tabTo(page.getByRole("radio", { name: "Draw it here" }));
  await page.keyboard.press("ArrowDown");
  await tabTo(page.getByLabel("Type the full name to sign"));
  await page.keyboard.type("Rosalind Quimby");
  const paidBy = page.getByRole("combobox", { name: "Paid by" });
  await tabTo(paidBy);
  await choose(paidBy, "Cash");
  const take = page.getByRole("button", { name: /^Enrol and take \$/ });
  await expect(take).toBeEnabled();
  await expectAccessible(page, "enrol a family");
  await tabTo(take);
  await page.keyboard.press("Enter");

  await expect(heading("Rosalind Quimby")).toBeVisible();
  await expect(page.getByText("Agreement signed on screen")).toBeVisible();
  expect(await pointers()).toBe(before);
});

test("MEM-8 the signed copies are kept under the household's documents, as PDFs", async () => {
  await page.getByRole("link", { name: "Documents", exact: true }).last().click();
  const grid = page.getByRole("grid", { name: "Documents" });
  await expect(grid.getByRole("row").filter({ hasText: "Signed agreement of" })).toHaveCount(2);
  const row = grid.getByRole("row").filter({ hasText: "Signed agreement of Rosalind Quimby" });
  await row.getByRole("button", { name: /actions/i }).click();
  const download = page.waitForEvent("download");
  await page.getByRole("menuitem", { name: "Save" }).click();
  const file = await (await download).path();
  expect(readFileSync(file).subarray(0, 5).toString("latin1")).toBe("%PDF-");
});

test("MEM-20 the timeline of a membership is filtered, explains its amounts, and is empty in words", async () => {
  await page.getByRole("link", { name: /^Memberships/ }).last().click();
  const story = page.getByRole("list", { name: "History of Healthy Smile Adult" });
  await expect(story.getByText("Enrolled", { exact: false }).first()).toBeVisible();
  await story.getByRole("button", { name: /activation fee: .*Explain/ }).click();
  await expect(page.getByText(/The activation fee is 99\.00/)).toBeVisible();
  await expectAccessible(page, "timeline with an explanation");
  await page.keyboard.press("Escape");
  const show = page.getByRole("group", { name: "Show only" });
  await show.getByText("Agreement").click();
  await expect(story.getByRole("listitem")).toHaveCount(1);
  await expect(story.getByText("Agreement signed")).toBeVisible();
  await expect(page).toHaveURL(/show=agreement/);
  await show.getByText("Agreement").click();
  await show.getByText("Letters").click();
  await expect(page.getByText("Nothing of this kind has happened")).toBeVisible();
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Export" }).click();
  expect(readFileSync(await (await download).path(), "utf8")).toContain("Agreement signed");
});

/** Enrols one person on the adult plan, to be signed as told, paid in cash. */
async function enrolOne(patientId: string, signed: string): Promise<void> {
  await page.goto(`${office.url}#/memberships/enrol?patientId=${patientId}`);
  await expect(page.getByRole("combobox", { name: "Plan" })).toHaveValue("Healthy Smile Adult");
  await page.getByRole("radio", { name: signed, exact: true }).check();
  await page.getByRole("combobox", { name: "Paid by" }).click();
  await page.getByRole("option", { name: "Cash" }).click();
  await expect(page.getByRole("option", { name: "Cash" })).toBeHidden();
  const take = page.getByRole("button", { name: /^Enrol and take \$/ });
  await expect(take).toBeEnabled();
  await take.click();
}

test("MEM-8 a member who waits for a signature signs on the screen with the mouse and is active", async () => {
  const ida = await addPerson("Idalia", "Farnsworth", "1/2/1990");
  await enrolOne(ida, "Later");
  await expect(heading("Idalia Farnsworth")).toBeVisible();
  const card = page.getByRole("region", { name: "Membership Healthy Smile Adult" });
  await expect(card.getByText("Pending")).toBeVisible();
  await card.getByRole("button", { name: "Sign…" }).click();
  const dialog = page.getByRole("dialog", { name: "Sign the agreement" });
  const sign = dialog.getByRole("button", { name: "Sign and keep the copy" });
  await expect(dialog.getByRole("region", { name: /Agreement of Idalia Farnsworth/ })).toContainText("not insurance");
  await expect(sign).toBeDisabled();
  await drawSignature(page, dialog);
  await expect(sign).toBeEnabled();
  await expectAccessible(page, "sign on the screen");
  await sign.click();
  await expect(dialog).toBeHidden();
  await expect(card.getByText("Agreement signed on screen")).toBeVisible();
  await expect(card.getByText("Pending")).toBeHidden();
});

test("MEM-8 paper that was signed gets its scan later; what is no scan is refused in words", async () => {
  const omar = await addPerson("Omari", "Ellsworth", "5/6/1991");
  await enrolOne(omar, "Signed on paper");
  await expect(heading("Omari Ellsworth")).toBeVisible();
  const card = page.getByRole("region", { name: "Membership Healthy Smile Adult" });
  await card.getByRole("button", { name: "Attach the scan…" }).click();
  const dialog = page.getByRole("dialog", { name: "Attach the signed paper" });
  const keep = dialog.getByRole("button", { name: "Keep the scan" });
  await expect(keep).toBeDisabled();
  const scan = dialog.locator("input[type=file]");
  await scan.setInputFiles({ name: "scan.pdf", mimeType: "application/pdf", buffer: Buffer.from("<p>signed</p>") });
  await keep.click();
  await expect(dialog.getByText("This is no PDF, PNG or JPEG")).toBeVisible();
  await expectAccessible(page, "attach a scan");
  await scan.setInputFiles({ name: "scan.png", mimeType: "image/png", buffer: greyPng(60, 80) });
  await keep.click();
  await expect(dialog).toBeHidden();
  await expect(card.getByRole("button", { name: "Show" })).toBeVisible();
});

test("MEM-1 BIL-14 the card on file pays the first money; one that is declined leaves the member pending, in words", async () => {
  const nell = await addPerson("Nellwyn", "Ashgrove", "7/8/1992");
  await page.goto(`${office.url}#/patients/${nell}?tab=cards`);
  await page.getByRole("button", { name: "Add a card" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("radio", { name: /ending in 9995/ }).check();
  await dialog.getByRole("button", { name: /^Add .*9995/ }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole("grid", { name: "Cards on file" }).getByRole("row").filter({ hasText: "9995" })).toBeVisible();
  await page.goto(`${office.url}#/memberships/enrol?patientId=${nell}`);
  await expect(page.getByRole("combobox", { name: "Paid by" })).toHaveValue(/^Card on file: .*9995$/);
  await page.getByRole("radio", { name: "Signed on paper", exact: true }).check();
  const charge = page.getByRole("button", { name: /^Enrol and charge \$/ });
  await expect(charge).toBeEnabled();
  await charge.click();
  await expect(page.getByRole("region", { name: "Enrolled, and not paid yet" })).toBeVisible();
  await expectAccessible(page, "enrolled, card declined");
  await page.getByRole("link", { name: "Open the chart" }).click();
  await expect(heading("Nellwyn Ashgrove")).toBeVisible();
  await expect(page.getByRole("region", { name: "Membership Healthy Smile Adult" }).getByText("Pending")).toBeVisible();
});

test("MEM-6 MEM-21 a typed invoice shows list price, what the plan takes off and why, before it is issued", async () => {
  await page.goto(`${office.url}#/memberships/services`);
  await page.getByRole("button", { name: "New service" }).click();
  const dialog = page.getByRole("dialog", { name: "New service" });
  await dialog.getByLabel("Code").fill("W100");
  await dialog.getByRole("combobox", { name: "Category" }).fill("Whitening");
  await dialog.getByRole("textbox", { name: "Name" }).fill("Whitening visit");
  await dialog.getByLabel("List price").fill("120");
  await dialog.getByRole("button", { name: "Add Whitening visit" }).click();
  await expect(dialog).toBeHidden();

  await page.goto(`${office.url}#/invoices/new`);
  await page.getByLabel("Anybody of the household").fill("Ellsworth");
  await page.getByRole("option", { name: /Ellsworth/ }).first().click();
  await page.getByRole("combobox", { name: "What" }).fill("W100");
  await page.getByRole("option", { name: "W100 Whitening visit" }).click();
  await expect(page.getByRole("combobox", { name: "What" })).toHaveValue("Whitening visit");
  // 15 % of 120.00.
  await expect(page.getByText(/^List 120\.00 · Healthy Smile Adult, 15 % off −18\.00$/)).toBeVisible();
  await page.getByRole("button", { name: /^Line 1: 102\.00\. Explain/ }).click();
  await expect(page.getByText(/Healthy Smile Adult takes off 18\.00/)).toBeVisible();
  await expectAccessible(page, "new invoice at members' prices");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Issue invoice for $102.00" }).click();
  await expect(heading(/^Invoice \d+$/)).toBeVisible();
});

/** A picture of one grey, as small as a PNG can be. */
function greyPng(width: number, height: number): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 0, 0, 0, 0], 8);
  const rows = Buffer.alloc((width + 1) * height, 0x80);
  for (let row = 0; row < height; row += 1) rows[row * (width + 1)] = 0;
  const start = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([start, chunk("IHDR", head), chunk("IDAT", deflateSync(rows)), chunk("IEND", Buffer.alloc(0))]);
}

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, "latin1"), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}
