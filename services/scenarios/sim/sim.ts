/**
 * `npm run sim -- --seeds N --first-seed S --days D --members M`: runs the simulation (R5) for N seeds
 * and prints seeds, operations, faults and breaches. `--tell` prints a history as it happens. Exit
 * code 1 when an invariant was broken.
 */
import { parseArgs } from "node:util";
import { makeSimClub } from "./sim-club.ts";
import { simulate } from "./simulation.ts";

const { values } = parseArgs({
  options: {
    seeds: { type: "string", default: "10" },
    "first-seed": { type: "string", default: "1" },
    days: { type: "string", default: "60" },
    members: { type: "string", default: "30" },
    tell: { type: "boolean", default: false },
  },
});
const [seeds, first, days, members] = [values.seeds, values["first-seed"], values.days, values.members].map(Number);
if (![seeds, first, days, members].every((n) => n !== undefined && Number.isSafeInteger(n) && n > 0)) {
  console.error("--seeds, --first-seed, --days and --members take whole numbers above 0.");
  process.exit(2);
}

const club = makeSimClub(members ?? 30);
const sum = { seeds: 0, operations: 0, faults: 0, crashes: 0, charges: 0, breaches: 0 };
const startedAt = performance.now();
let toldAt = startedAt;
try {
  for (let seed = first ?? 1; seed < (first ?? 1) + (seeds ?? 10); seed += 1) {
    const result = await simulate({ club, seed, days: days ?? 60, ...(values.tell ? { tell: (line) => console.log(line) } : {}) });
    sum.seeds += 1;
    sum.operations += result.operations;
    sum.faults += result.faults;
    sum.crashes += result.crashes;
    sum.charges += result.charges;
    if (result.breaches.length > 0) {
      sum.breaches += 1;
      console.log(`seed ${seed} BREACH: ${result.breaches.map((one) => `${one.invariant}: ${one.what}`).join("; ").slice(0, 2000)}`);
    }
    if (performance.now() > toldAt + 60_000) {
      toldAt = performance.now();
      console.log(line());
    }
  }
} finally {
  club.dispose();
}
console.log(line());
process.exitCode = sum.breaches === 0 ? 0 : 1;

function line(): string {
  const seconds = Math.round((performance.now() - startedAt) / 1000);
  return `seeds ${first} to ${(first ?? 1) + sum.seeds - 1} of ${days} days with ${members} members: ${sum.operations} operations, ${sum.faults} faults (${sum.crashes} crashes), ${sum.charges} charges, ${sum.breaches} seeds with breaches, ${seconds} s`;
}
