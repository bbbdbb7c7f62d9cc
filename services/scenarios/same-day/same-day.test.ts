/** Running the same day again, by one process many times or by two at once, makes nothing new (BIL-2, F-13). */
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterEach, beforeEach, expect, test } from "vitest";
import { runBilling } from "../../billing/run.ts";
import { verifyPractice } from "../../upkeep/verify-practice.ts";
import { households, makeClubFile, openCopy, runOn, workOn } from "../kill/club-file.fixture.ts";

let folder: string;
let path: string;
let key: Buffer;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "perennial-same-day-"));
  path = join(folder, "practice.db");
  key = makeClubFile(path);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test("BIL-2 the same day run a hundred times makes everything once", () => {
  const db = openCopy(path, key);
  const first = runBilling(workOn(db), "start");
  // Two draws were missed by each household.
  expect(first).toMatchObject({ invoicesMade: 2 * households, held: [] });
  const count = (): unknown =>
    db.read((r) =>
      r.get(
        `select (select count(*) from invoice) as invoices, (select count(*) from period) as periods,
           (select count(*) from entry) as entries, (select count(*) from benefit_grant) as grants,
           (select count(*) from audit) as audit`,
      ),
    );
  const made = count();
  for (let again = 0; again < 99; again += 1)
    expect(runBilling(workOn(db), "hourly")).toMatchObject({ invoicesMade: 0, linesMade: 0, totalCents: 0, lapsed: 0 });
  expect(count()).toEqual(made);
  expect(verifyPractice(db).breaches).toEqual([]);
  db.close();
});

type Made = { readonly invoicesMade: number; readonly linesMade: number; readonly held: number };

/** A process that waits at the start; `go` lets it run and answers what it made. */
function startProcess(): { ready: Promise<unknown>; go(): Promise<Made> } {
  const module = join(import.meta.dirname, "run-child.fixture.ts");
  const child = spawn(process.execPath, [module, path, key.toString("hex"), runOn], { stdio: ["pipe", "pipe", "inherit"] });
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  return {
    ready: lines.next(),
    go: async () => {
      child.stdin.end("go\n");
      const { value } = await lines.next();
      if (typeof value !== "string") throw new Error("the process said what it made");
      return JSON.parse(value) as Made;
    },
  };
}

test("F-13 two processes that bill the same day of one file make together what one would make", async () => {
  const [one, other] = [startProcess(), startProcess()];
  await Promise.all([one.ready, other.ready]);
  const made = await Promise.all([one.go(), other.go()]);
  expect(made[0].invoicesMade + made[1].invoicesMade).toBe(2 * households);
  expect(made[0].held + made[1].held).toBe(0);
  const db = openCopy(path, key);
  const twice = db.read((r) =>
    r.all(
      `select household_id, draw_on from invoice where kind = 'draw' group by household_id, draw_on having count(*) > 1`,
    ),
  );
  expect(twice).toEqual([]);
  expect(runBilling(workOn(db), "asked")).toMatchObject({ invoicesMade: 0, held: [] });
  expect(verifyPractice(db).breaches).toEqual([]);
  db.close();
}, 60_000);
