/** A long run of labels over the contract, with the real renderer: progress, cancel, one file of whole sheets (DOC-1, UI-7). */
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { LabelsProgress } from "#contract/labels.ts";
import { addFamily, named } from "#db/people/testing.ts";
import type { HouseholdId } from "#domain/identity.ts";
import { labelAt } from "#domain/labels/lay-out-labels.ts";
import { labelSheets } from "#domain/labels/label-sheets.ts";
import { noAddress } from "#domain/people/address.ts";
import { newRequestId } from "../testing.ts";
import { checkPdf, pdfInfo, pdfToolsMissing, printedWords } from "../documents/testing.ts";
import { openScene, type Scene } from "./operations/scene.fixture.ts";

// A compiler of 28 MB starts slowly where many tests run at once.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });
if (pdfToolsMissing !== "") console.warn(`Tests of printed labels are skipped: ${pdfToolsMissing}.`);

const people = 1030;

let scene: Scene;
let householdIds: HouseholdId[];

beforeAll(async () => {
  scene = await openScene("live");
  const { db } = scene.other.connection.context.office.requirePractice();
  householdIds = Array.from({ length: people }, (_, at) => {
    const postalCode = String(20_000 - at);
    return addFamily(db, [named(`Nr${at}`, "Lee", null)], { address: { ...noAddress, line1: `${at + 1} Elm Street`, city: "Lowell", region: "MA", postalCode } }).householdId;
  });
});
afterAll(() => scene.house.dispose());

const ask = (requestId: string) => ({
  requestId,
  whom: { kind: "households" as const, householdIds },
  sheet: { kind: "preset" as const, name: "avery-5160" as const },
  startAt: 11,
});

async function run(requestId = newRequestId()): Promise<{ events: LabelsProgress[]; done: Extract<LabelsProgress, { state: "done" }> }> {
  const events: LabelsProgress[] = [];
  for await (const event of await scene.owner.labels.run(ask(requestId))) events.push(event);
  const done = events.at(-1);
  if (done?.state !== "done") throw new Error("the run had no end");
  return { events, done };
}

const kept = async () => (await scene.owner.documents.list({ householdId: null, limit: 100 })).rows.filter(({ kind }) => kind === "labels");

describe.skipIf(pdfToolsMissing !== "")("DOC-1 a long run of labels", () => {
  test("UI-7 a run that is cancelled on its way leaves nothing behind", async () => {
    const stop = new AbortController();
    const seen: number[] = [];
    const cancelled = async () => {
      for await (const event of await scene.owner.labels.run(ask(newRequestId()), { signal: stop.signal })) {
        if (event.state === "working") seen.push(event.done);
        // The first part is made: the rest is not wanted any more.
        if (seen.length === 2) stop.abort();
      }
    };
    await cancelled().catch(() => undefined);
    expect(seen[0]).toBe(0);
    expect(seen).not.toContain(people);
    expect(await kept()).toEqual([]);
  });

  test("UI-7 DOC-5 tells how far it is, and makes one file in postal order on as few sheets as there are labels", async () => {
    const { events, done } = await run();
    const steps = events.flatMap((event) => (event.state === "working" ? [event.done] : []));
    expect(steps).toEqual(steps.toSorted((a, b) => a - b));
    expect([steps[0], steps[1], steps.at(-1)]).toEqual([0, 8 * 30 - 10, people]);
    // 20 free labels on the first sheet, 30 on each of the next.
    expect(done).toMatchObject({ labels: people, sheets: 35, pages: 35, shrunk: [], leftOut: [], missingCharacters: [] });
    const { base64 } = await scene.owner.documents.open({ documentId: done.documentId });
    const pdf = new Uint8Array(Buffer.from(base64, "base64"));
    checkPdf(pdf);
    expect(pdfInfo(pdf).get("Pages")).toBe("35");
    expect(pdfInfo(pdf).get("Title")).toMatch(/^Mailing labels – .* \(1030\)$/);
    const names = printedWords(pdf).filter(({ text }) => /^Nr\d+$/.test(text));
    expect(names).toHaveLength(people);
    // The last household has the lowest postal code: it is on the first label that is free.
    const first = labelAt(labelSheets["avery-5160"], 10);
    const start = names.find(({ text }) => text === `Nr${people - 1}`);
    expect(start?.page).toBe(1);
    expect(start?.leftMm).toBeGreaterThan(first.xMm);
    expect(start?.topMm).toBeGreaterThan(first.yMm);
    expect(start?.bottomMm).toBeLessThan(first.yMm + first.heightMm);
    expect(names.find(({ text }) => text === "Nr0")?.page).toBe(35);
  });

  test("F-15 a repeated request keeps one document", async () => {
    const before = (await kept()).length;
    const requestId = newRequestId();
    const one = await run(requestId);
    const two = await run(requestId);
    expect(two.done.documentId).toBe(one.done.documentId);
    expect(await kept()).toHaveLength(before + 1);
  });
});
