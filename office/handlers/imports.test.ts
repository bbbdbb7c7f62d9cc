import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { OfficeClient } from "#contract/client.ts";
import { partBytes, type DryRunCountsView, type FileAnalysisView } from "#contract/imports.ts";
import { findEverything } from "#domain/imports/file-settings.ts";
import {
  newRequestId,
  openTestOffice,
  setUpPractice,
  testPassword,
  type TestOffice,
} from "../testing.ts";

let office: TestOffice;
let client: OfficeClient;
beforeEach(async () => {
  office = await openTestOffice({ now: () => "2026-11-22T15:00:00.000Z" as never });
  const window = office.window();
  client = window.client;
  await setUpPractice(window);
});
afterEach(() => office.dispose());

async function upload(fileName: string, bytes: Uint8Array): Promise<string> {
  const { fileId } = await client.imports.openFile({
    requestId: newRequestId(),
    fileName,
    bytes: bytes.length,
  });
  for (let at = 0; at < bytes.length; at += partBytes) {
    const base64 = Buffer.from(bytes.subarray(at, at + partBytes)).toString("base64");
    await client.imports.addPart({ requestId: newRequestId(), fileId, at, base64 });
  }
  return fileId;
}

type DryRunDone = { readonly counts: DryRunCountsView; readonly problemCount: number };

async function runDry(
  fileId: string,
  mapping: FileAnalysisView["mapping"],
  choices = { importReview: false, importDuplicates: false },
): Promise<DryRunDone> {
  for await (const event of await client.imports.dryRun({ fileId, mapping, ...choices })) {
    if (event.kind === "done") return event;
  }
  throw new Error("the dry run had no end");
}

async function commit(fileId: string, counts: DryRunCountsView) {
  const progress: number[] = [];
  for await (const event of await client.imports.commit({ fileId, counts })) {
    if (event.kind === "done") return { ...event, progress };
    progress.push(event.done);
  }
  throw new Error("the import had no end");
}

async function importText(text: string, fileName = "patients.csv") {
  const fileId = await upload(fileName, Buffer.from(text));
  const { mapping } = await client.imports.analyse({
    fileId,
    settings: findEverything,
    columns: null,
  });
  const { counts } = await runDry(fileId, mapping);
  return { fileId, counts, done: await commit(fileId, counts) };
}

const data = join(import.meta.dirname, "../../../shared/data/patients");
const present = existsSync(data);
if (!present) console.warn("Skipped: the shared patient files are not on this computer.");

test.skipIf(!present)(
  "PPL-18 555 patients come in with 55 deceased and 91 living minors, and can be taken back",
  async () => {
    const fileId = await upload("synthea.csv", readFileSync(join(data, "synthea-ma-555-v3.csv")));
    const analysis = await client.imports.analyse({
      fileId,
      settings: findEverything,
      columns: null,
    });
    expect(analysis).toMatchObject({ rowCount: 555, preset: "synthea" });
    const { counts } = await runDry(fileId, analysis.mapping);
    expect(counts).toMatchObject({
      rows: 555,
      new: 555,
      deceased: 55,
      minors: 91,
      households: 555,
      invalid: 0,
    });
    const done = await commit(fileId, counts);
    expect(done).toMatchObject({ patients: 555, households: 555, updated: 0 });
    expect(done.progress.length).toBeGreaterThan(0);
    expect(await client.patients.count({})).toMatchObject({
      total: 555,
      deceased: 55,
      minors: 91,
      households: 555,
    });
    const found = await client.patients.search({ text: "kirlin939 theda" });
    expect(found.patients.map(({ name }) => name)).toEqual(["Kirlin939, Theda286 Shara355"]);
    expect((await client.upkeep.verify({})).breaches).toEqual([]);
    const [batch] = await client.imports.list({});
    expect(batch).toMatchObject({
      fileName: "synthea.csv",
      source: "Synthea",
      state: "committed",
      canUndo: true,
    });
    await client.imports.undo({ requestId: newRequestId(), batchId: done.batchId });
    expect(await client.patients.count({})).toMatchObject({ total: 0, households: 0 });
    expect((await client.imports.list({}))[0]).toMatchObject({ state: "undone", canUndo: false });
    expect((await client.upkeep.verify({})).breaches).toEqual([]);
  },
);

test.skipIf(!present)(
  "PPL-17 a second run of the same file knows everybody and adds nobody",
  async () => {
    const bytes = readFileSync(join(data, "opendental-query-23-families.txt"));
    const first = await upload("families.txt", bytes);
    const { mapping } = await client.imports.analyse({
      fileId: first,
      settings: findEverything,
      columns: null,
    });
    const { counts } = await runDry(first, mapping);
    expect(counts).toMatchObject({ rows: 23, new: 23, households: 15, dependents: 8, families: 6 });
    await commit(first, counts);
    const second = await upload("families.txt", bytes);
    const again = await runDry(second, mapping);
    expect(again.counts).toMatchObject({
      rows: 23,
      new: 0,
      known: 23,
      households: 0,
      duplicate: 0,
    });
    expect(await commit(second, again.counts)).toMatchObject({ patients: 0, updated: 0 });
    expect(await client.patients.count({})).toMatchObject({ total: 23, households: 15 });
  },
);

test.skipIf(!present)(
  "PPL-18 dependents are on the guarantor's account with their own name and address",
  async () => {
    const bytes = readFileSync(join(data, "opendental-query-23-families.txt"));
    const fileId = await upload("families.txt", bytes);
    const { mapping } = await client.imports.analyse({
      fileId,
      settings: findEverything,
      columns: null,
    });
    const { counts } = await runDry(fileId, mapping);
    await commit(fileId, counts);
    const [smith] = (await client.patients.search({ text: "smith norma" })).patients;
    const chart = await client.patients.chart({ patientId: smith?.patientId as never });
    expect(chart.household).toMatchObject({
      payerName: "Heather G Miller",
      address: { line1: "3111 Johnson Flats" },
    });
    expect(chart.household.members).toHaveLength(3);
    expect(chart.form.ownAddress).toMatchObject({ line1: "3337 Zachary Turnpike" });
    expect(chart.importedFrom).toBe("families.txt");
  },
);

test("PPL-4 somebody who is a patient already is held back under a number from elsewhere", async () => {
  await importText("id,lname,fname,dob,street,zip\n1,Nuñez,José,1984-03-07,12 Mill St,02171\n");
  const fileId = await upload(
    "other.csv",
    Buffer.from("id,lname,fname,dob,street,zip\n77,Nunez,Jose,1984-03-07,12 Mill St,02171\n"),
  );
  const { mapping } = await client.imports.analyse({
    fileId,
    settings: findEverything,
    columns: null,
  });
  const report = await runDry(fileId, mapping);
  expect(report).toMatchObject({ counts: { new: 0, duplicate: 1 }, problemCount: 1 });
  const csv = Buffer.from(
    (await client.imports.problemsCsv({ fileId })).base64,
    "base64",
  ).toString();
  expect(csv).toContain("same_person_in_practice");
  expect(csv).toContain("José Nuñez");
  await expect(commit(fileId, report.counts)).rejects.toMatchObject({
    data: { code: "import_nothing_to_import" },
  });
  const anyway = await runDry(fileId, mapping, { importReview: false, importDuplicates: true });
  expect(await commit(fileId, anyway.counts)).toMatchObject({ patients: 1 });
});

test("PPL-18 only what the dry run showed can be imported", async () => {
  const fileId = await upload("a.csv", Buffer.from("lname,dob\nLee,1984-03-07\n"));
  const { mapping } = await client.imports.analyse({
    fileId,
    settings: findEverything,
    columns: null,
  });
  const { counts } = await runDry(fileId, mapping);
  await expect(commit(fileId, { ...counts, new: 2 })).rejects.toMatchObject({
    data: { code: "import_not_run_dry" },
  });
  await commit(fileId, counts);
  await expect(commit(fileId, counts)).rejects.toMatchObject({
    data: { code: "import_not_run_dry" },
  });
});

/** Different people, enough of them for an import to be under way for a while. */
function people(count: number): string {
  const lines = ["id,lname,fname,dob"];
  for (let index = 0; index < count; index += 1) {
    lines.push(
      `${index},Name${index},Given${(index * 7919) % 100_003},${1940 + (index % 60)}-0${1 + (index % 9)}-1${index % 9}`,
    );
  }
  return lines.join("\n");
}

test("PPL-19 leaving an import before its end takes everything back", async () => {
  const fileId = await upload("many.csv", Buffer.from(people(3_000)));
  const { mapping } = await client.imports.analyse({
    fileId,
    settings: findEverything,
    columns: null,
  });
  const { counts } = await runDry(fileId, mapping);
  for await (const event of await client.imports.commit({ fileId, counts })) {
    if (event.kind === "progress" && event.done > 300) break;
  }
  expect(await client.patients.count({})).toMatchObject({ total: 0 });
  // The rows go slice by slice; a new import waits for that and then has the file for itself.
  await expect
    .poll(
      async () =>
        commit(fileId, counts).then(
          ({ patients }) => patients,
          () => 0,
        ),
      { timeout: 20_000 },
    )
    .toBe(3_000);
  expect((await client.imports.list({})).map(({ state }) => state)).toEqual(["committed"]);
  expect((await client.upkeep.verify({})).breaches).toEqual([]);
}, 60_000);

test("PPL-19 the desk goes on working while an import is under way, and sees nothing of it", async () => {
  const fileId = await upload("many.csv", Buffer.from(people(1_500)));
  const { mapping } = await client.imports.analyse({
    fileId,
    settings: findEverything,
    columns: null,
  });
  const { counts } = await runDry(fileId, mapping);
  const seen: number[] = [];
  for await (const event of await client.imports.commit({ fileId, counts })) {
    if (event.kind !== "progress") continue;
    seen.push((await client.patients.count({})).total);
    if (event.done > counts.rows / 2) continue;
    await expect(runDry(fileId, mapping)).rejects.toMatchObject({
      data: { code: "import_already_running" },
    });
  }
  expect(seen.length).toBeGreaterThan(2);
  expect(new Set(seen)).toEqual(new Set([0]));
  expect(await client.patients.count({})).toMatchObject({ total: 1_500 });
}, 60_000);

test("F-17 a file that cannot be read is refused in words over the contract", async () => {
  const fileId = await upload(
    "patients.xlsx",
    Buffer.from("PK\x03\x04[Content_Types].xml", "latin1"),
  );
  await expect(
    client.imports.analyse({ fileId, settings: findEverything, columns: null }),
  ).rejects.toMatchObject({
    code: "REFUSAL",
    data: { code: "import_file_is_not_text", facts: { kind: "xlsx" } },
  });
});

test("F-18 parts that do not fit together are refused, and a repeated part does no harm", async () => {
  const bytes = Buffer.from("lname,dob\nLee,1984-03-07\n");
  const { fileId } = await client.imports.openFile({
    requestId: newRequestId(),
    fileName: "a.csv",
    bytes: bytes.length,
  });
  const part = (at: number, base64: string) =>
    client.imports.addPart({ requestId: newRequestId(), fileId, at, base64 });
  const whole = bytes.toString("base64");
  await expect(part(5, whole)).rejects.toMatchObject({ data: { code: "import_file_incomplete" } });
  await expect(
    client.imports.analyse({ fileId, settings: findEverything, columns: null }),
  ).rejects.toMatchObject({
    data: { code: "import_file_incomplete" },
  });
  expect(await part(0, whole)).toEqual({ received: bytes.length });
  expect(await part(0, whole)).toEqual({ received: bytes.length });
  expect(
    (await client.imports.analyse({ fileId, settings: findEverything, columns: null })).rowCount,
  ).toBe(1);
  expect(await part(0, whole)).toEqual({ received: bytes.length });
  expect(await client.imports.closeFile({ requestId: newRequestId(), fileId })).toEqual({
    closed: true,
  });
  await expect(part(0, whole)).rejects.toMatchObject({ data: { code: "import_file_gone" } });
});

test("S7 a file of more than 50 MB is refused before a byte is sent", async () => {
  await expect(
    client.imports.openFile({
      requestId: newRequestId(),
      fileName: "big.csv",
      bytes: 60 * 1024 * 1024,
    }),
  ).rejects.toMatchObject({
    data: { code: "import_file_too_large", facts: { megabytes: 60, limit: 50 } },
  });
});

test("STF-1 the front desk may not import", async () => {
  await client.staff.add({
    requestId: newRequestId(),
    name: "Dana",
    username: "dana",
    role: "front_desk",
    password: testPassword,
  } as never);
  const other = office.window();
  await other.client.sessions.signIn({
    requestId: newRequestId(),
    username: "dana",
    password: testPassword,
  });
  await expect(other.client.imports.list({})).rejects.toMatchObject({ code: "FORBIDDEN" });
});

test("PPL-17 a mapping is saved for the next file and removed again", async () => {
  const saved = {
    kind: "perennial-import-mapping" as const,
    version: 1 as const,
    name: "Ours",
    source: "Old",
    conventions: "plain" as const,
    dateOrder: null,
    padZip: false,
    fields: [{ header: "X", field: "lastName" as const }],
  };
  await client.imports.saveMapping({ requestId: newRequestId(), saved });
  const [mapping] = await client.imports.mappings({});
  expect(mapping?.saved).toEqual(saved);
  await client.imports.removeMapping({
    requestId: newRequestId(),
    mappingId: mapping?.mappingId ?? 0,
  });
  expect(await client.imports.mappings({})).toEqual([]);
});
