/** The tracker's acts over the contract, with the real renderer: one file of many, cancelled or kept, and the list on paper. */
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { InvoiceRunProgress } from "#contract/invoices.ts";
import { addDays } from "#domain/calendar.ts";
import type { InvoiceId } from "#domain/identity.ts";
import { newRequestId } from "../testing.ts";
import { pdfInfo, pdfToolsMissing, printedText } from "../documents/testing.ts";
import { cashOf, openScene, typedLine, type Scene } from "./operations/scene.fixture.ts";

// A compiler of 28 MB starts slowly where many tests run at once.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });
if (pdfToolsMissing !== "") console.warn(`Tests of printed invoices are skipped: ${pdfToolsMissing}.`);

let scene: Scene;
let ids: InvoiceId[];
let numbers: number[];

beforeAll(async () => {
  scene = await openScene("live");
  const made = [];
  for (const cents of [5000, 7000, 9000, 4000]) made.push(await scene.invoice(cents));
  ids = made.map(({ invoiceId }) => invoiceId as InvoiceId);
  numbers = made.map(({ number }) => number);
  const [, , , last] = ids;
  if (last) await scene.owner.invoices.void({ requestId: newRequestId(), invoiceId: last, reason: "Typed twice" });
});
afterAll(() => scene.house.dispose());

const bytes = (file: { base64: string }) => new Uint8Array(Buffer.from(file.base64, "base64"));

async function printed(input: Partial<Parameters<Scene["owner"]["invoices"]["printRun"]>[0]>, signal?: AbortSignal) {
  const events: InvoiceRunProgress[] = [];
  const stream = await scene.owner.invoices.printRun(
    { requestId: newRequestId(), filter: {}, ...input },
    signal ? { signal } : {},
  );
  for await (const event of stream) events.push(event);
  const done = events.at(-1);
  if (done?.state !== "done") throw new Error("the run had no end");
  return { events, done };
}

describe.skipIf(pdfToolsMissing !== "")("invoices on paper", () => {
  test("INV-4 all that match are one file in the order of the list, kept among the documents, void ones left out", async () => {
    const { events, done } = await printed({ sort: "total", descending: true });
    expect(events[0]).toEqual({ state: "working", done: 0, total: 3 });
    expect(done).toMatchObject({ invoiceIds: [ids[2], ids[1], ids[0]], pages: 3, balanceCents: 21000, leftOut: { drafts: 0, voids: 1 } });
    const pdf = bytes(await scene.owner.documents.open({ documentId: done.documentId }));
    const text = printedText(pdf);
    const at = [numbers[2], numbers[1], numbers[0]].map((number) => text.search(new RegExp(`Invoice ${number}\\b`, "u")));
    expect(at.every((place) => place >= 0)).toBe(true);
    expect(at).toEqual(at.toSorted((a, b) => a - b));
    expect(pdfInfo(pdf).get("Pages")).toBe("3");
  });

  test("INV-4 only the selected ones are printed, whatever the filter of the list", async () => {
    const { done } = await printed({ filter: { statuses: ["void"] }, invoiceIds: [ids[0], ids[1]].filter((id) => id !== undefined), sort: "number", descending: false });
    expect(done.invoiceIds).toEqual([ids[0], ids[1]]);
  });

  test("UI-7 a run that is stopped keeps no file and marks nothing", async () => {
    const before = (await scene.owner.documents.list({})).rows.length;
    const stop = new AbortController();
    const stream = await scene.owner.invoices.printRun({ requestId: newRequestId(), filter: {} }, { signal: stop.signal });
    await stream.next();
    stop.abort();
    await expect(
      (async () => {
        for await (const event of stream) if (event.state === "done") throw new Error("it was not stopped");
      })(),
    ).rejects.not.toThrow("it was not stopped");
    expect((await scene.owner.documents.list({})).rows).toHaveLength(before);
    expect((await scene.owner.invoices.list({ filter: {} })).rows.filter((row) => row.lastSentAt !== null)).toEqual([]);
  });

  test("F-17 nothing but void invoices is refused in words, and the office goes on", async () => {
    await expect(printed({ filter: { statuses: ["void"] } })).rejects.toMatchObject({
      code: "REFUSAL",
      data: { code: "invoices_none_to_print" },
    });
    expect((await printed({ invoiceIds: [ids[0]].filter((id) => id !== undefined) })).done.pages).toBe(1);
  });

  test("INV-4 UI-4 the list on paper says what was asked for, its rows in order, its totals and its pages", async () => {
    const file = await scene.owner.invoices.exportPdf({
      filter: { statuses: ["unpaid", "void"], balanceToCents: 800000 as never },
      sort: "total",
      descending: false,
    });
    const text = printedText(bytes(file)).replaceAll(/\s+/gu, " ");
    expect(text).toContain("Maple Street Dental");
    expect(text).toContain("4 invoices as of");
    expect(text).toContain("Status Unpaid, Void");
    expect(text).toContain("Balance up to $8,000.00");
    expect(text).toContain("Page 1 of 1");
    expect(text).toContain("$210.00 $0.00 $210.00");
    const order = [numbers[3], numbers[0], numbers[1], numbers[2]].map((number) => text.search(new RegExp(` ${number} Mar 2, 2026`, "u")));
    expect(order.every((place) => place > 0)).toBe(true);
    expect(order).toEqual(order.toSorted((a, b) => a - b));
  });
});

test("INV-4 what went out by letter is marked, seen by the filter, and undone", async () => {
  const some = ids.slice(0, 2);
  const { sendingId, sent } = await scene.owner.invoices.markSent({ requestId: newRequestId(), invoiceIds: some });
  expect(sent).toBe(2);
  const unsent = async () => (await scene.owner.invoices.list({ filter: { neverSent: true }, sort: "number", descending: false })).rows.map((row) => row.invoiceId);
  expect(await unsent()).toEqual(ids.slice(2));
  expect(await scene.owner.invoices.unmarkSent({ requestId: newRequestId(), sendingId })).toEqual({ undone: 2 });
  expect(await unsent()).toEqual(ids);
  await expect(scene.owner.invoices.unmarkSent({ requestId: newRequestId(), sendingId })).rejects.toMatchObject({
    data: { code: "invoice_sending_not_found" },
  });
});

test("INV-8 credit goes on the chosen invoices of the household that has some, as the preview said", async () => {
  const { owner } = scene;
  const wrong = await scene.invoice(6500);
  await owner.payments.take({ requestId: newRequestId(), householdId: wrong.householdId, tender: cashOf(6500), allocations: null, note: "" });
  const lines = [await typedLine(scene, wrong.patientId, 8000)];
  const { invoiceId } = await owner.invoices.issue({ requestId: newRequestId(), householdId: wrong.householdId, termsDays: 0, lines });
  await owner.invoices.void({ requestId: newRequestId(), invoiceId: wrong.invoiceId as InvoiceId, reason: "Typed twice" });
  const said = await owner.invoices.creditPreview({ filter: {} });
  expect(said).toEqual({ invoices: 1, households: 1, appliedCents: 6500 });
  const [elsewhere] = ids;
  if (elsewhere === undefined) throw new Error("an invoice of another household");
  expect(await owner.invoices.creditPreview({ filter: {}, invoiceIds: [elsewhere] })).toMatchObject({ appliedCents: 0 });
  expect(await owner.invoices.applyCredits({ requestId: newRequestId(), filter: {} })).toEqual(said);
  expect((await owner.invoices.get({ invoiceId })).balanceCents).toBe(1500);
  await expect(owner.invoices.applyCredits({ requestId: newRequestId(), filter: {} })).rejects.toMatchObject({
    data: { code: "no_household_credit" },
  });
});

test("INV-4 the spreadsheet of a selection holds its rows only", async () => {
  const file = await scene.owner.invoices.exportCsv({ filter: {}, invoiceIds: ids.slice(1, 3), sort: "number", descending: true });
  const lines = Buffer.from(file.base64, "base64").toString("utf8").trim().split("\r\n");
  expect(lines.slice(1).map((line) => Number(line.split(",")[0]))).toEqual([numbers[2], numbers[1]]);
});

test("UI-4 a view saved at one window is there at the other, and the first view is each person's", async () => {
  const { viewId } = await scene.owner.invoices.saveView({
    requestId: newRequestId(),
    list: "invoices",
    name: "Due soon",
    shared: true,
    search: `due=..${addDays(await scene.today(), 7)}`,
    columns: "+sent",
  });
  await scene.owner.invoices.chooseDefaultView({ requestId: newRequestId(), list: "invoices", viewId });
  const desk = scene.window("front_desk").client;
  expect(await desk.invoices.views({ list: "invoices" })).toMatchObject({ views: [{ viewId, name: "Due soon", shared: true }], defaultId: null });
  expect((await scene.other.client.invoices.views({ list: "invoices" })).defaultId).toBe(viewId);
});
