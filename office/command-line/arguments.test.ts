import { describe, expect, test } from "vitest";
import { readArguments, usage, UsageError } from "./arguments.ts";

const serving = { command: "serve", dataDir: undefined, port: undefined, sample: false };
const working = { dataDir: undefined, practice: undefined };

describe("DSK-12 what may be said on the command line", () => {
  test.each<[line: string, meaning: object]>([
    ["", serving],
    ["serve", serving],
    ["--sample", { ...serving, sample: true }],
    ["--no-open", serving],
    ["--port 0", { ...serving, port: 0 }],
    ["--port 65535 --data /srv/office", { ...serving, port: 65_535, dataDir: "/srv/office" }],
    ["--port=4610", { ...serving, port: 4610 }],
    ["verify", { ...working, command: "verify" }],
    ["verify --practice maple", { ...working, command: "verify", practice: "maple" }],
    ["--data=/srv backup", { ...working, command: "backup", dataDir: "/srv" }],
    ["restore practice.db", { ...working, command: "restore", fileName: "practice.db" }],
    ["training --advance 2027-03-31", { ...working, command: "training", toOn: "2027-03-31" }],
    ["bill --on 2028-02-29 --dry-run", { ...working, command: "bill", onDay: "2028-02-29" }],
    ["--help", { command: "help" }],
    ["bill --help", { command: "help" }],
  ])("%j", (line, meaning) => {
    expect(readArguments(line === "" ? [] : line.split(" "))).toEqual(meaning);
  });

  test.each<[line: string, sentence: RegExp]>([
    ["burn", /no command “burn”/],
    ["--port", /--port/],
    ["--port 65536", /number up to 65535, not “65536”/],
    ["--port 80x", /not “80x”/],
    ["--port 1e3", /not “1e3”/],
    ["--port=-1", /not “-1”/],
    ["--speed 9", /--speed/],
    ["verify --port 1", /--port does not belong to “verify”/],
    ["verify --sample", /--sample does not belong/],
    ["--practice maple", /--practice does not belong to “serve”/],
    ["backup --dry-run", /--dry-run does not belong/],
    ["verify now", /too much or too little/],
    ["restore", /too much or too little/],
    ["restore a.db b.db", /too much or too little/],
    ["training", /--advance takes a day such as/],
    ["training --advance 2027-02-29", /--advance takes a day such as/],
    ["training --advance tomorrow", /--advance takes a day such as/],
    ["bill --on 2027-01-01", /add --dry-run/],
    ["bill --dry-run", /--on takes a day such as/],
    ["--sample=yes", /sample/],
  ])("%j is not understood, and the sentence says what", (line, sentence) => {
    expect(() => readArguments(line.split(" "))).toThrow(UsageError);
    expect(() => readArguments(line.split(" "))).toThrow(sentence);
  });

  test("every command and flag of the usage is understood, and every command that is understood is in it", () => {
    for (const command of ["verify", "backup", "restore", "training", "bill"]) expect(usage).toContain(`\n  ${command}`);
    for (const flag of ["--port", "--sample", "--data", "--practice", "--advance", "--on", "--dry-run"]) expect(usage).toContain(flag);
  });

  test("names from elsewhere are commands of nobody", () => {
    for (const name of ["constructor", "__proto__", "toString", "hasOwnProperty"]) expect(() => readArguments([name])).toThrow(UsageError);
  });
});
