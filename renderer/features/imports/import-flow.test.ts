import { expect, test, vi } from "vitest";
import { ORPCError } from "@orpc/client";
import type { OfficeClient } from "#contract/client.ts";
import { partBytes, type DryRunCountsView, type FileAnalysisView } from "#contract/imports.ts";
import type { ImportMapping, SavedMapping } from "#domain/imports/mapping.ts";
import { ImportFlow, type FileToImport } from "./import-flow.ts";

const mapping: ImportMapping = {
  source: "Old program",
  columns: ["lastName", "firstName", "birthDate", null],
  conventions: "plain",
  dateOrder: null,
  padZip: false,
  damagedText: "ask",
};

const analysis = {
  columns: ["LAST", "FIRST", "DOB", "SEEN"],
  rowCount: 2,
  mapping,
  notImported: [],
  dateOrder: "unproved",
} as unknown as FileAnalysisView;

const counts = { rows: 2, new: 2, known: 0 } as unknown as DryRunCountsView;

type Fake = { readonly office: OfficeClient; readonly calls: [string, unknown][] };

function fakeOffice(answers: Partial<Record<string, (input: never) => unknown>> = {}): Fake {
  const calls: [string, unknown][] = [];
  const operations: Record<string, (input: never) => unknown> = {
    openFile: () => ({ fileId: "f1" }),
    addPart: () => ({ received: 0 }),
    analyse: () => analysis,
    dryRun: () =>
      stream([
        { kind: "progress", done: 1, total: 0 },
        { kind: "done", counts, problems: [], problemCount: 0 },
      ]),
    commit: () =>
      stream([
        { kind: "progress", done: 1, total: 2 },
        { kind: "done", batchId: 4, patients: 2, households: 2, updated: 0 },
      ]),
    closeFile: () => ({ closed: true }),
    ...answers,
  };
  const imports = Object.fromEntries(
    Object.entries(operations).map(([name, answer]) => [
      name,
      async (input: never) => {
        calls.push([name, input]);
        return answer(input);
      },
    ]),
  );
  return { office: { imports } as unknown as OfficeClient, calls };
}

async function* stream(events: readonly unknown[]): AsyncGenerator<unknown> {
  for (const event of events) yield event;
}

function fileOf(text: string, name = "patients.csv"): FileToImport {
  return new File([text], name);
}

test("PPL-17 a file is sent in parts, looked at, and its columns are proposed", async () => {
  const flow = new ImportFlow();
  const { office, calls } = fakeOffice();
  await flow.choose(office, fileOf("x".repeat(partBytes + 10)));
  expect(flow.state()).toMatchObject({ step: "columns", mapping, progress: null, failure: null });
  const parts = calls
    .filter(([name]) => name === "addPart")
    .map(([, input]) => input as { at: number; base64: string });
  expect(parts.map(({ at }) => at)).toEqual([0, partBytes]);
  expect(parts.map(({ base64 }) => atob(base64).length)).toEqual([partBytes, 10]);
});

test("F-17 a refused file stays at the first step with the sentence", async () => {
  const flow = new ImportFlow();
  const { office } = fakeOffice({
    analyse: () => {
      throw new ORPCError("REFUSAL", { data: { code: "import_file_empty", facts: {} } });
    },
  });
  await flow.choose(office, fileOf("x"));
  expect(flow.state()).toMatchObject({
    step: "file",
    failure: { kind: "refusal", code: "import_file_empty" },
  });
  expect(flow.state().failure?.sentence).toContain("empty");
});

test("PPL-17 a field moves from one column to another, and dates are judged anew", async () => {
  const flow = new ImportFlow();
  const { office, calls } = fakeOffice();
  await flow.choose(office, fileOf("x"));
  await flow.setColumn(office, 1, "lastName");
  expect(flow.state().mapping?.columns).toEqual([null, "lastName", "birthDate", null]);
  expect(calls.filter(([name]) => name === "analyse")).toHaveLength(1);
  await flow.setColumn(office, 3, "birthDate");
  expect(flow.state().mapping?.columns).toEqual([null, "lastName", null, "birthDate"]);
  const last = calls.findLast(([name]) => name === "analyse")?.[1] as { columns: unknown };
  expect(last.columns).toEqual([null, "lastName", null, "birthDate"]);
});

test("PPL-17 what the office said about the order of dates stays while columns change", async () => {
  const flow = new ImportFlow();
  const { office } = fakeOffice();
  await flow.choose(office, fileOf("x"));
  flow.setMapping({ dateOrder: "dmy", source: "Ours" });
  await flow.setColumn(office, 3, "firstVisit");
  expect(flow.state().mapping).toMatchObject({ dateOrder: "dmy", source: "Ours" });
});

test("PPL-17 another encoding looks at the file anew and proposes anew", async () => {
  const flow = new ImportFlow();
  const { office, calls } = fakeOffice();
  await flow.choose(office, fileOf("x"));
  await flow.setFileSettings(office, { encoding: "windows-1252" });
  expect(calls.findLast(([name]) => name === "analyse")?.[1]).toMatchObject({
    settings: { encoding: "windows-1252", delimiter: null },
    columns: null,
  });
});

test("PPL-17 a file that was refused can be read another way", async () => {
  const flow = new ImportFlow();
  const analyse = vi.fn();
  analyse.mockImplementationOnce(() => {
    throw new ORPCError("REFUSAL", {
      data: { code: "import_text_after_quote", facts: { line: 4, column: 2 } },
    });
  });
  analyse.mockReturnValue(analysis);
  const { office } = fakeOffice({ analyse });
  await flow.choose(office, fileOf("x"));
  expect(flow.state()).toMatchObject({
    step: "file",
    file: { fileId: "f1" },
    failure: { code: "import_text_after_quote" },
  });
  await flow.setFileSettings(office, { quoted: false });
  expect(flow.state()).toMatchObject({ step: "columns", failure: null });
});

test("PPL-17 a saved mapping is laid over the file's own columns", async () => {
  const flow = new ImportFlow();
  const { office } = fakeOffice();
  await flow.choose(office, fileOf("x"));
  const saved: SavedMapping = {
    kind: "perennial-import-mapping",
    version: 1,
    name: "Ours",
    source: "Our old program",
    conventions: "plain",
    dateOrder: "mdy",
    padZip: false,
    fields: [
      { header: "last", field: "lastName" },
      { header: "Seen", field: "firstVisit" },
    ],
  };
  await flow.applyMapping(office, saved);
  expect(flow.state().mapping).toMatchObject({
    source: "Our old program",
    columns: ["lastName", null, null, "firstVisit"],
    dateOrder: "mdy",
  });
});

test("PPL-18 the check is shown, imported as shown, and ends with what was done", async () => {
  const flow = new ImportFlow();
  const { office, calls } = fakeOffice();
  await flow.choose(office, fileOf("x"));
  await flow.check(office, { importReview: true, importDuplicates: false });
  expect(flow.state()).toMatchObject({ step: "check", report: { counts }, progress: null });
  await flow.import(office);
  expect(calls.at(-1)).toEqual(["commit", { fileId: "f1", counts }]);
  expect(flow.state()).toMatchObject({ step: "done", done: { batchId: 4, patients: 2 } });
});

test("PPL-19 stopping an import goes back to the check without a complaint", async () => {
  const flow = new ImportFlow();
  const { office } = fakeOffice({
    commit: () =>
      (async function* () {
        yield { kind: "progress", done: 1, total: 2 };
        flow.stop();
        throw new Error("aborted");
      })(),
  });
  await flow.choose(office, fileOf("x"));
  await flow.check(office);
  await flow.import(office);
  expect(flow.state()).toMatchObject({ step: "check", done: null, failure: null, progress: null });
});

test("PPL-18 a failed import says so at the check, where it can be tried again", async () => {
  const flow = new ImportFlow();
  const { office } = fakeOffice({
    commit: () => {
      throw new ORPCError("REFUSAL", { data: { code: "import_already_running", facts: {} } });
    },
  });
  await flow.choose(office, fileOf("x"));
  await flow.check(office);
  await flow.import(office);
  expect(flow.state()).toMatchObject({
    step: "check",
    failure: { code: "import_already_running" },
  });
});

test("PPL-17 a file chosen while another is still being sent takes its place", async () => {
  const flow = new ImportFlow();
  const slow = Promise.withResolvers<unknown>();
  const { office } = fakeOffice({
    analyse: vi
      .fn()
      .mockReturnValueOnce(slow.promise)
      .mockReturnValue({ ...analysis, rowCount: 9 }),
  });
  const first = flow.choose(office, fileOf("x", "first.csv"));
  await new Promise((resolve) => setTimeout(resolve, 5));
  await flow.choose(office, fileOf("y", "second.csv"));
  slow.resolve(analysis);
  await first;
  expect(flow.state()).toMatchObject({
    file: { fileName: "second.csv" },
    analysis: { rowCount: 9 },
  });
});

test("S9 another person at the window finds nothing of the file", async () => {
  const flow = new ImportFlow();
  const { office } = fakeOffice();
  flow.belongTo(1);
  await flow.choose(office, fileOf("x"));
  flow.belongTo(1);
  expect(flow.state().file).not.toBeNull();
  flow.belongTo(2);
  expect(flow.state()).toMatchObject({ step: "file", file: null, analysis: null });
});
