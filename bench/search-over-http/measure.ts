/**
 * The search as a window asks for it: over real HTTP, through the office with its session, rules and
 * schema, against a bare prepared statement on the same file, interleaved in one run (issue: under
 * 50 ms at 100,000 patients).
 */
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { Database } from "#db/database.ts";
import { openHttp } from "#office/transport/testing.ts";
import { testPassword } from "#office/testing.ts";
import { percentile } from "../percentiles.ts";
import { floorSearch, rowsShown, typedPrefixes } from "../search-prefixes.ts";
import type { HostReady } from "./host.ts";

const asked = 1_500;
const warmUp = 200;

export type SearchFigures = {
  readonly patients: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly floorP50Ms: number;
  readonly floorP99Ms: number;
  readonly ratioP50: number;
  readonly ratioP99: number;
};

export async function measureSearchOverHttp(patients: number, tell: (words: string) => void): Promise<SearchFigures> {
  tell(`Making ${patients.toLocaleString("en-US")} patients behind the office host…`);
  const child = spawn(process.execPath, [new URL("host.ts", import.meta.url).pathname, String(patients)], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const ended = new Promise((resolve) => child.once("exit", resolve));
  try {
    const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
    const { value } = await lines.next();
    if (typeof value !== "string") throw new Error("the office host did not start");
    return await ask(JSON.parse(value) as HostReady, patients, tell);
  } finally {
    child.stdin.end();
    await ended;
  }
}

async function ask(ready: HostReady, patients: number, tell: (words: string) => void): Promise<SearchFigures> {
  const file = Database.open(ready.file, Buffer.from(ready.key, "hex"), { readonly: true });
  try {
    const client = await openHttp({ ...ready, close: () => Promise.resolve() });
    await client.sessions.signIn({ requestId: crypto.randomUUID(), username: "priya", password: testPassword });
    const typed = file.read((db) => typedPrefixes(db, patients, asked));
    tell(`Searching ${typed.length.toLocaleString("en-US")} times over HTTP…`);
    const ours: number[] = [];
    const floors: number[] = [];
    for (const [round, text] of [...typed.slice(0, warmUp), ...typed].entries()) {
      const before = performance.now();
      file.read((db) => floorSearch(db, text));
      const between = performance.now();
      const found = await client.patients.search({ text, limit: rowsShown });
      const after = performance.now();
      if (found.patients.length === 0) throw new Error(`“${text}” found nobody`);
      if (round < warmUp) continue;
      floors.push(between - before);
      ours.push(after - between);
    }
    const [p50Ms, p99Ms] = [percentile(ours, 0.5), percentile(ours, 0.99)];
    const [floorP50Ms, floorP99Ms] = [percentile(floors, 0.5), percentile(floors, 0.99)];
    return {
      patients,
      p50Ms,
      p99Ms,
      floorP50Ms,
      floorP99Ms,
      ratioP50: p50Ms / floorP50Ms,
      ratioP99: p99Ms / floorP99Ms,
    };
  } finally {
    file.close();
  }
}
