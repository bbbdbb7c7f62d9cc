/** Yearly statements over the contract (DOC-6): the very file that was made, in postal order, and what cancelling leaves. */
import { afterEach, describe, expect, test, vi } from "vitest";
import type { YearlyProgress } from "#contract/yearly-statements.ts";
import type { DocumentId, HouseholdId } from "#domain/identity.ts";
import { bare, checkPdf, pdfInfo, pdfToolsMissing, printedText } from "../documents/testing.ts";
import { newRequestId, openTestOffice, setUpPractice, type TestWindow } from "../testing.ts";
import { blankForm, cashOf, someAddress } from "./operations/scene.fixture.ts";

// Documents are made, also where many tests run at once.
vi.setConfig({ testTimeout: 300_000 });
if (pdfToolsMissing !== "") console.warn(`Some tests of yearly statements are skipped: ${pdfToolsMissing}.`);

const open: (() => Promise<unknown> | void)[] = [];
afterEach(async () => {
  for (const close of open.splice(0).toReversed()) await close();
});

async function practice(): Promise<TestWindow> {
  const house = await openTestOffice();
  open.push(() => house.dispose());
  const window = house.window();
  await setUpPractice(window);
  return window;
}

/** A household that paid something, which it has as credit. */
async function paying({ client }: TestWindow, lastName: string, postalCode: string, cents: number): Promise<HouseholdId> {
  const { householdId } = await client.patients.add({
    requestId: newRequestId(),
    form: { ...blankForm, lastName },
    household: { newAddress: { ...someAddress, postalCode }, contactPreference: "print" },
  });
  await client.payments.take({ requestId: newRequestId(), householdId, tender: cashOf(cents), allocations: null, note: "" });
  return householdId;
}

const yearOf = async ({ client }: TestWindow): Promise<number> => Number((await client.app.status({})).practice?.todayOn.slice(0, 4));
const pdfOf = async ({ client }: TestWindow, documentId: DocumentId): Promise<Buffer> =>
  Buffer.from((await client.documents.open({ documentId })).base64, "base64");

type Done = Extract<YearlyProgress, { state: "done" }>;

async function run({ client }: TestWindow, year: number, householdIds: readonly HouseholdId[], signal?: AbortSignal, onStep: (done: number) => void = () => undefined): Promise<Done> {
  const stream = await client.yearlyStatements.runBatch({ requestId: newRequestId(), year, householdIds: [...householdIds] }, signal ? { signal } : {});
  for await (const event of stream) {
    if (event.state === "done") return event;
    onStep(event.done);
  }
  throw new Error("the run had no end");
}

describe.skipIf(pdfToolsMissing !== "")("DOC-6 yearly statements through the office", () => {
  test("DOC-6 the run is one file in postal order, each household on its own page, archived and opened again byte for byte", async () => {
    const window = await practice();
    const year = await yearOf(window);
    const [lee, ortiz] = [await paying(window, "Leeward", "94110", 12_345), await paying(window, "Ortizano", "01970", 700)];
    const steps: number[] = [];
    const done = await run(window, year, [lee, ortiz], undefined, (step) => steps.push(step));
    expect(done).toMatchObject({ statements: 2, pages: 2, leftOut: [], missingCharacters: [] });
    expect(steps[0]).toBe(0);
    const pdf = await pdfOf(window, done.documentId);
    expect(checkPdf(pdf)).toContain("No syntax or stream encoding errors found");
    expect(pdfInfo(pdf).get("Title")).toBe(`Yearly statements ${year} (2)`);
    const page = (number: string) => bare(printedText(pdf, "-f", number, "-l", number));
    expect([page("1").includes("Ortizano"), page("1").includes("Leeward")]).toEqual([true, false]);
    for (const part of ["Leeward", "$123.45", "Kept as credit on the account 123.45", "For the practice"]) expect(page("2"), part).toContain(bare(part));
    expect((await pdfOf(window, done.documentId)).equals(pdf)).toBe(true);
  });

  test("DOC-6 a run that is cancelled leaves no file, no row and no mark; the next one is made all the same", async () => {
    const window = await practice();
    const year = await yearOf(window);
    const lee = await paying(window, "Lee", "01970", 500);
    const stop = new AbortController();
    await expect(run(window, year, [lee], stop.signal, () => stop.abort(new Error("changed my mind")))).rejects.toThrow();
    const { runId } = await run(window, year, [lee]);
    // Documents are made one after the other: the one that was stopped would have been written by now.
    expect((await window.client.yearlyStatements.runs({ year })).map((row) => row.runId)).toEqual([runId]);
    expect((await window.client.documents.list({ householdId: null, limit: 10 })).rows.map(({ kind }) => kind)).toEqual(["yearly_batch"]);
  });

  test("DOC-2 DOC-6 one household's year is kept with its documents and says what the list says", async () => {
    const window = await practice();
    const year = await yearOf(window);
    const lee = await paying(window, "Lee", "01970", 4200);
    const { documentId, pages } = await window.client.yearlyStatements.make({ requestId: newRequestId(), householdId: lee, year });
    expect(pages).toBe(1);
    const [row] = await window.client.yearlyStatements.candidates({ year });
    expect(row).toMatchObject({ householdId: lee, netCents: 4200, problem: "", printedAt: null });
    expect(row?.madeAt).not.toBeNull();
    const text = bare(printedText(await pdfOf(window, documentId)));
    for (const part of [`Yearly statement ${year}`, "Total $42.00", "The year still runs"]) expect(text, part).toContain(bare(part));
    await expect(window.client.yearlyStatements.make({ requestId: newRequestId(), householdId: lee, year: year + 1 })).rejects.toMatchObject({ data: { code: "year_not_there" } });
  });
});
