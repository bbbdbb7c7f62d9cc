import { findEverything } from "#domain/imports/file-settings.ts";
import { expect, test } from "vitest";
import { refusalSentence } from "#contract/refusals.ts";
import { toDay } from "#domain/calendar.ts";
import { problemSentence } from "#domain/imports/row-problem.ts";
import { Refusal } from "#domain/refusal.ts";
import { ImportFile, type DryRunOptions } from "./import-file.ts";

/** The same 500 in every run; `HOSTILE_FILES=10000` for the long one, `HOSTILE_SEED` for others. */
const count = Number(process.env.HOSTILE_FILES ?? 500);
const firstSeed = Number(process.env.HOSTILE_SEED ?? 20261122);

const options: DryRunOptions = {
  today: toDay("2026-11-22"),
  homeCountry: "US",
  choices: { importReview: true, importDuplicates: true },
};

type Random = { next(): number; below(limit: number): number; one<T>(from: readonly T[]): T };

/** A small generator with a seed, so that a bad file can be made again. */
function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  return { next, below, one: (from) => from[below(from.length)] as never };
}

const headers = [
  "Id",
  "id",
  "PatNum",
  "FName",
  "LName",
  "first name",
  "LAST",
  "dob",
  "BIRTHDATE",
  "email",
  "phone",
  "zip",
  "state",
  "Guarantor",
  "notes",
  "",
  "__proto__",
  "constructor",
  "toString",
  "hasOwnProperty",
  "SSN",
  "x".repeat(500),
];

const values = [
  "",
  "Ana",
  "O'Brien",
  "Đặng",
  "3/7/1984",
  "31/31/1999",
  "1984-03-07",
  "0001-01-01",
  "99999999",
  "a@b.co",
  "a".repeat(300),
  " ".repeat(3_000),
  "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!",
  `${"a@".repeat(200)}`,
  `${"-".repeat(2_000)}x`,
  "1 1 ".repeat(400),
  "((((((((((((((((((((464",
  "'".repeat(500),
  "=1+1",
  "'=cmd",
  "\0",
  "\ud800",
  "\ufffd",
  "\u202eabc",
  "😀".repeat(30),
  "JosÃ©",
  "Ã".repeat(400),
  '"',
  '""',
  'a"b',
  "\t",
  ";",
  "|",
  "0",
  "00000",
  "2171",
  "1e999",
  "__proto__",
];

const kinds = [
  "rows",
  "rows",
  "rows",
  "quoted",
  "ragged",
  "mixed_delimiters",
  "unbalanced",
  "noise",
  "renamed",
  "json",
  "deep_json",
  "wide",
  "long_line",
  "many_rows",
  "spaces",
] as const;

function hostileText(random: Random): string {
  const kind = random.one(kinds);
  const end = random.one(["\n", "\r\n", "\r", "\n\n"]);
  const delimiter = random.one([",", ";", "\t", "|"]);
  const width = 1 + random.below(12);
  const line = (cells: number): string =>
    Array.from({ length: cells }, () => random.one(values)).join(delimiter);
  const names = Array.from({ length: width }, () => random.one(headers)).join(delimiter);
  const body = (make: (index: number) => string, rows = random.below(40)): string =>
    [names, ...Array.from({ length: rows }, (_, index) => make(index))].join(end);
  switch (kind) {
    case "rows":
      return `${random.one(["", "sep=;\n", "\ufeff", "Report\n\n"])}${body(() => line(width))}`;
    case "quoted":
      return body(() =>
        Array.from({ length: width }, () => `"${random.one(values).replaceAll('"', '""')}"`).join(
          delimiter,
        ),
      );
    case "ragged":
      return body(() => line(random.below(width * 3)));
    case "mixed_delimiters":
      return body(() => line(width).replaceAll(delimiter, random.one([",", ";", "\t", "|"])));
    case "unbalanced":
      return body((index) => (index === 3 ? `"${line(width)}` : line(width)));
    case "noise":
      return Array.from({ length: random.below(4_000) }, () =>
        String.fromCharCode(random.below(0x300)),
      ).join("");
    case "renamed":
      return `${random.one(["PK\x03\x04", "%PDF-1.7", "GIF89a", "<html>", "SQLite format 3\0", "{\\rtf"])}${line(20)}`;
    case "json":
      return (
        random.one([
          "{",
          "[",
          '{"resourceType":"Patient"}',
          '{"resourceType":"Bundle","entry":[{}]}',
          '{"entry":[1,{"resource":{"resourceType":"Patient","name":[{"family":["x"]}]}}]}',
        ]) + line(3)
      );
    case "deep_json":
      return `[{"resourceType":"Patient","name":${"[".repeat(random.below(20_000))}`;
    case "wide":
      return `${names}${end}${delimiter.repeat(random.below(1_000_000))}`;
    case "long_line":
      return `${names}${end}${random.one(["x", '"x', " ", "'", "é"]).repeat(random.below(600_000))}`;
    case "many_rows":
      return body(() => random.one(values).slice(0, 10), 20_000 + random.below(30_000));
    case "spaces":
      return `${names}${end}${" ".repeat(random.below(400_000))}${end}${line(width)}`;
  }
}

function encode(random: Random, text: string): Uint8Array {
  switch (random.below(6)) {
    case 0:
      return Buffer.from(`\ufeff${text}`, "utf16le");
    case 1:
      return Buffer.from(`\ufeff${text}`, "utf16le").swap16();
    case 2:
      return Buffer.from(text, "latin1");
    case 3:
      return Buffer.from(`\ufeff${text}`);
    default:
      return Buffer.from(text);
  }
}

/** Reads a file to the end as the office would, and answers what happened. */
async function outcomeOf(bytes: Uint8Array): Promise<string> {
  try {
    const file = new ImportFile(bytes);
    const { mapping, rowCount, columns } = file.analyse(findEverything, null);
    const usable =
      mapping.columns.includes("birthDate") &&
      mapping.columns.some((field) => field?.endsWith("Name"));
    const forced = columns.map((_, column) =>
      column === 0 ? "lastName" : column === 1 ? "birthDate" : null,
    );
    const report = await file.dryRun(
      { ...mapping, columns: usable ? mapping.columns : forced },
      options,
    );
    const { counts } = report;
    expect(counts.rows).toBe(rowCount);
    expect(
      counts.new +
        counts.known +
        counts.duplicate +
        counts.review +
        counts.invalid +
        counts.skipped,
    ).toBe(rowCount);
    for (const problem of report.problems) {
      expect(problem.line).toBeGreaterThan(0);
      expect(problemSentence(problem)).not.toMatch(/undefined|NaN/);
    }
    let rows = 0;
    for (const { patient } of file.rows()) {
      rows += 1;
      expect(`${patient.firstName}${patient.lastName}`.trim().length).toBeLessThanOrEqual(240);
      expect(JSON.stringify(patient)).not.toContain("\\u0000");
    }
    expect(rows).toBe(counts.new + counts.known);
    return "read";
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    expect(refusalSentence(error.code, error.facts)).not.toMatch(/undefined|NaN/);
    return error.code;
  }
}

test(`S7 ${count} hostile files are read or refused, none crashes, hangs or takes long`, async () => {
  console.info(`Hostile files: ${count} from seed ${firstSeed}.`);
  const outcomes = new Map<string, number>();
  let slowest = { seed: 0, secondsPerMegabyte: 0 };
  for (let seed = firstSeed; seed < firstSeed + count; seed += 1) {
    const random = randomFrom(seed);
    const bytes = encode(random, hostileText(random));
    const before = process.cpuUsage();
    const outcome = await outcomeOf(bytes).catch((error: unknown) => {
      throw new Error(`The file of seed ${seed} made the reader fail`, { cause: error });
    });
    const seconds = process.cpuUsage(before).user / 1e6;
    // Small files are measured as if they were 0.2 MB, since starting costs something, too; and rows
    // of a few letters as if they had 40, since a row costs something whatever stands in it.
    const lines = bytes.reduce((sum, byte) => sum + (byte === 10 || byte === 13 ? 1 : 0), 0);
    const secondsPerMegabyte = seconds / Math.max(0.2, bytes.length / 1e6, (lines * 40) / 1e6);
    if (secondsPerMegabyte > slowest.secondsPerMegabyte) slowest = { seed, secondsPerMegabyte };
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
  }
  console.info(
    `Outcomes: ${JSON.stringify(Object.fromEntries(outcomes))}; slowest seed ${slowest.seed}: ${slowest.secondsPerMegabyte.toFixed(2)} s/MB.`,
  );
  // A reader that looks back over what it has read takes minutes a megabyte; a busy machine does not.
  expect(slowest.secondsPerMegabyte).toBeLessThan(20);
  expect(outcomes.get("read") ?? 0).toBeGreaterThan(count * 0.2);
  expect(outcomes.size).toBeGreaterThan(6);
}, 600_000);
