/**
 * `npm run soak`: the long runs of the promises of chapter 8, one after another; hours of work, for a
 * night or a schedule. `npm run soak -- crash power` runs those named. Exit code 1 when one failed.
 */
import { spawnSync } from "node:child_process";
import { join } from "node:path";

type Run = { readonly name: string; readonly args: readonly string[]; readonly env: Readonly<Record<string, string>> };

const root = join(import.meta.dirname, "..", "..");
const vitest = [join(root, "node_modules", "vitest", "vitest.mjs"), "run"];

const runs: readonly Run[] = [
  { name: "crash", args: [...vitest, "services/scenarios/crash"], env: { KILLS: "1000" } },
  { name: "kill", args: [...vitest, "services/scenarios/kill"], env: { KILLS: "1000" } },
  { name: "import", args: [...vitest, "services/imports/kill"], env: { KILLS: "200" } },
  { name: "power", args: [...vitest, "services/scenarios/power-cut"], env: { IMAGES: "50000" } },
  { name: "accounts", args: [...vitest, "services/scenarios/accounting"], env: { OPERATIONS: "5000", HISTORIES: "20" } },
  {
    name: "simulation",
    args: [join(root, "services/scenarios/sim/sim.ts"), "--seeds", "10000", "--days", "60", "--members", "30"],
    env: {},
  },
];

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !runs.some((run) => run.name === name));
if (unknown.length > 0) {
  console.error(`There is ${runs.map((run) => run.name).join(", ")}, and no ${unknown.join(", ")}.`);
  process.exit(2);
}
let failed = 0;
for (const { name, args, env } of runs) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  console.log(`── ${name} ──`);
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: "inherit", env: { ...process.env, ...env } });
  if (status !== 0) failed += 1;
}
process.exitCode = failed === 0 ? 0 : 1;
