/** Bringing a practice's people over in a real browser: first run, file, columns, what would happen, import, undo. */
import { existsSync, writeFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect as expectNow, test, type Page } from "@playwright/test";
import { expectAccessible } from "../support/axe.ts";
import { startOffice, type RunningOffice } from "../support/office.ts";

test.describe.configure({ mode: "serial", timeout: 180_000 });

/** Patient: what matters here is that it comes, not how busy the machine is. */
const expect = expectNow.configure({ timeout: 40_000 });

const shared = join(import.meta.dirname, "../../../shared/data/patients");
const password = "violet kettle under bridge";

let office: RunningOffice;
let page: Page;
let folder: string;

test.beforeAll(async ({ browser }) => {
  test.setTimeout(180_000);
  folder = mkdtempSync(join(tmpdir(), "perennial-import-files-"));
  office = await startOffice();
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  page = await context.newPage();
});

test.afterAll(async () => {
  await page.close();
  await office.stop();
  rmSync(folder, { recursive: true, force: true });
});

function fileOf(name: string, content: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

async function choose(path: string): Promise<void> {
  await page.getByLabel("File to import").setInputFiles(path);
}

async function startOver(): Promise<void> {
  await page.goto(`${office.url}#/patients`);
  await page.goto(`${office.url}#/import`);
  const other = page.getByRole("button", {
    name: /Choose another file|Import another file|Back to the columns/,
  });
  while (await other.first().isVisible()) await other.first().click();
  await expect(page.getByRole("button", { name: "Choose a file" })).toBeVisible();
}

test("DSK-2 a new practice with an import leads straight to the import screen", async () => {
  await page.goto(office.url);
  await page.getByRole("button", { name: /New practice with an import/ }).click();
  await page.getByLabel("Name of the practice").fill("Maple Street Dental");
  await page.getByLabel("Owner’s name").fill("Priya Raman");
  await page.getByLabel("User name").fill("priya");
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByLabel("Password again").fill(password);
  await page.getByRole("button", { name: "Create the practice and choose a file" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Import patients" })).toBeVisible();
  await expectAccessible(page, "import: choose a file");
});

test("F-17 a workbook is refused with the way out", async () => {
  await choose(fileOf("people.xlsx", Buffer.from("PK\x03\x04\x14\0[Content_Types].xml", "latin1")));
  await expect(page.getByRole("alert")).toContainText("Save As, “CSV UTF-8”");
});

test("PPL-17 columns are proposed with samples, what is never imported says why, dates are asked for", async () => {
  await choose(
    fileOf(
      "people.csv",
      "id,Last Name,First Name,DOB,SSN,Zip,State,Shoe size\n1,Lee,Rosa,3/7/1984,999-11-2222,2171,MA,38\n2,Ortiz,JosÃ©,4/8/1990,999-11-3333,2138,MA,44\n",
    ),
  );
  await expect(page.getByText("2 rows, 8 columns")).toBeVisible();
  await expect(page.getByLabel("What “Last Name” becomes")).toHaveValue("lastName");
  await expect(page.getByLabel("What “SSN” becomes")).toHaveValue("not imported");
  await expect(page.getByText("Identity numbers are not needed here")).toBeVisible();
  await expect(page.getByText("999-11-2222")).toHaveCount(0);
  await expect(page.getByText("Every date in this file can be read two ways")).toBeVisible();
  await expect(page.getByText("“JosÃ©” should be “José”")).toBeVisible();
  await expect(page.getByLabel("Give 2 ZIP codes their lost zeros back")).toBeChecked();
  await expectAccessible(page, "import: columns");
});

test("PPL-18 without an answer the rows are left out with line and reason; with it they come", async () => {
  await page.getByRole("button", { name: "Show what would happen" }).click();
  const rows = page.getByRole("table", { name: "What becomes of the rows" });
  await expect(rows.getByRole("row", { name: /Cannot be imported/ })).toContainText("2");
  await expect(page.getByRole("button", { name: "Nothing to import" })).toBeDisabled();
  await expect(page.getByText(/can be read two ways\. Say above/).first()).toBeVisible();
  await expectAccessible(page, "import: what would happen");
  await page.getByRole("button", { name: "Back to the columns" }).click();
  await page.getByLabel("Dates").selectOption("mdy");
  await page.getByLabel("Damaged text").selectOption("repair");
  await page.getByRole("button", { name: "Show what would happen" }).click();
  await page.getByRole("button", { name: "Import 2 patients" }).click();
  await expect(page.getByText("2 patients in 2 households were imported.")).toBeVisible();
  await page.getByRole("link", { name: "See the patients" }).click();
  await expect(page.getByText("Ortiz, José")).toBeVisible();
});

test("PPL-17 a second run knows everybody by number and brings up to date what differs", async () => {
  await startOver();
  await choose(
    fileOf(
      "people.csv",
      "id,Last Name,First Name,DOB,Zip,State\n1,Lee,Rosamunde,1984-03-07,02171,MA\n2,Ortiz,José,1990-04-08,02138,MA\n",
    ),
  );
  await page.getByRole("button", { name: "Show what would happen" }).click();
  await page.getByRole("button", { name: "Bring 2 patients up to date" }).click();
  await expect(page.getByText("1 patient was brought up to date.")).toBeVisible();
});

test("PPL-18 an import is taken back from the list while nobody has worked with it", async () => {
  await startOver();
  const list = page.getByRole("region", { name: "Earlier imports" });
  await expect(list.getByText("Untouched").first()).toBeVisible();
  await expectAccessible(page, "import: earlier imports");
  await list
    .getByRole("button", { name: /Actions for people.csv/ })
    .first()
    .click();
  await page.getByRole("menuitem", { name: "Take this import back" }).click();
  await expect(list.getByText("Taken back").first()).toBeVisible();
});

test("PPL-17 a mapping is kept and used for the next file", async () => {
  await choose(fileOf("odd.csv", "A1,B2,C3\nLee,Ana,1984-03-07\n"));
  await page.getByLabel("What “A1” becomes").selectOption("lastName");
  await page.getByLabel("What “B2” becomes").selectOption("firstName");
  await page.getByLabel("What “C3” becomes").selectOption("birthDate");
  await page.getByLabel("Where the file comes from").fill("Odd program");
  await page.getByRole("button", { name: "Saved mappings" }).click();
  await page.getByRole("menuitem", { name: "Save this mapping…" }).click();
  await page.getByRole("button", { name: "Keep the mapping" }).click();
  await expect(page.getByText("The mapping “Odd program” is kept.")).toBeVisible();
  await page.getByRole("button", { name: "Choose another file" }).click();
  await choose(fileOf("odd2.csv", "C3,A1,B2\n1990-01-02,Ortiz,Ben\n"));
  await expect(page.getByLabel("What “A1” becomes")).toHaveValue("not imported");
  await page.getByRole("button", { name: "Saved mappings" }).click();
  await page.getByRole("menuitem", { name: /Odd program/ }).click();
  await expect(page.getByLabel("What “A1” becomes")).toHaveValue("lastName");
  await expect(page.getByLabel("Where the file comes from")).toHaveValue("Odd program");
});

const present = existsSync(shared);
if (!present) console.warn("Skipped: the shared patient files are not on this computer.");

test("PPL-18 F-18 555 people of Synthea and 23 of Open Dental come in with their families, and go again", async () => {
  test.skip(!present, "the shared patient files are not here");
  await startOver();
  await choose(join(shared, "synthea-ma-555-v3.csv"));
  await expect(page.getByText("555 rows, 28 columns")).toBeVisible();
  await page.getByRole("button", { name: "Show what would happen" }).click();
  const facts = page.getByRole("table", { name: "Who comes" });
  await expect(facts.getByRole("row", { name: /^Deceased/ })).toContainText("55");
  await expect(facts.getByRole("row", { name: /^Households 555$/ })).toBeVisible();
  await page.getByRole("button", { name: "Import 555 patients" }).click();
  await expect(page.getByText("555 patients in 555 households were imported.")).toBeVisible({
    timeout: 120_000,
  });
  await page.getByRole("button", { name: "Import another file" }).click();
  await choose(join(shared, "opendental-query-23-families.txt"));
  await page.getByRole("button", { name: "Show what would happen" }).click();
  await expect(facts.getByRole("row", { name: /^Households 15$/ })).toBeVisible();
  await expect(facts.getByRole("row", { name: /^Paid for by somebody else/ })).toContainText("8");
  await page.getByRole("button", { name: "Import 23 patients" }).click();
  await expect(page.getByText("23 patients in 15 households were imported.")).toBeVisible();
  await page.getByRole("button", { name: "Take this import back" }).click();
  await expect(
    page.getByRole("region", { name: "Earlier imports" }).getByText("Taken back").first(),
  ).toBeVisible();
});
