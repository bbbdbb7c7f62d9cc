/**
 * Q1, the patient search: prefixes of names, phones, birth dates and chart numbers at 100,000
 * patients, the service against a bare prepared statement on the same file, interleaved. Prints
 * p50 and p99 of both and the ratio. Every search must find somebody.
 */
import { openTestFile } from "#db/testing.ts";
import { toDay, toInstant } from "#domain/calendar.ts";
import { queryTerms } from "#domain/people/search-keys.ts";
import { noCards } from "#services/gateways/cards.ts";
import type { Cx } from "#services/context.ts";
import { searchPatients } from "#services/people/search-patients.ts";
import { addManyPatients, seeded } from "./many-patients.ts";

const count = Number(process.argv.find((word) => /^\d+$/.test(word)) ?? 100_000);
const asked = 2_000;
const limit = 12;

/** What one would write by hand: the first twelve of a prefix with what a row shows. */
const floorText = `select p.id, p.first_name, p.last_name, p.birth_on, p.status, p.email, h.city, h.balance_cents,
    (select number from phone where patient_id = p.id order by id limit 1) as phone
  from patient_search s cross join patient p on p.id = s.patient_id join household h on h.id = p.household_id
  where s.token >= ? and s.token < ? limit 12`;

const file = openTestFile();
try {
  console.log(`Making ${count.toLocaleString("en-US")} patients…`);
  addManyPatients(file.db, count);
  const cx: Cx = {
    db: file.db,
    actor: { staffId: null, workstation: "bench" },
    today: toDay("2026-11-22"),
    now: toInstant("2026-11-22T15:00:00.000Z"),
    gateways: { cards: noCards },
  };
  const typed = typedPrefixes();
  const services: number[] = [];
  const floors: number[] = [];
  for (const [round, text] of [...typed.slice(0, 300), ...typed].entries()) {
    const token = queryTerms(text, "mdy")[0]?.[0]?.token ?? text;
    const floor = timed(() => file.db.read((db) => db.all(floorText, token, `${token}\u{10ffff}`)));
    const service = timed(() => searchPatients(cx, { text, limit }, { seeInvoices: false }).patients);
    if (service.answer.length === 0) throw new Error(`“${text}” found nobody`);
    // The first rounds warm both up.
    if (round < 300) continue;
    floors.push(floor.ms);
    services.push(service.ms);
  }
  report("floor  ", floors);
  report("service", services);
  console.log(`ratio    p50 ${ratio(0.5)}×   p99 ${ratio(0.99)}×   (budget: p99 ≤ 2 ms and ≤ 4× at 100,000)`);

  function ratio(at: number): string {
    return (percentile(services, at) / percentile(floors, at)).toFixed(1);
  }
} finally {
  file.dispose();
}

/** Beginnings of one to ten letters or digits of what is on file. */
function typedPrefixes(): string[] {
  type Row = { first: string; last: string; birth: string; chart: string; phone: string | null };
  const rows = file.db.read((db) =>
    db.all<Row>(
      `select first_name as first, last_name as last, birth_on as birth, chart_number as chart,
         (select number from phone where patient_id = patient.id) as phone
       from patient where id % ? = 0 limit ?`,
      Math.max(1, Math.floor(count / asked)),
      asked,
    ),
  );
  const random = seeded(7);
  return rows.map((row, index) => {
    const whole = [row.last, row.first, row.birth, row.chart, (row.phone ?? row.last).replace(/\D/g, "") || row.last][
      index % 5
    ] as string;
    const letters = [...whole];
    return letters.slice(0, 1 + Math.floor(random() * letters.length)).join("").replace(/['\-\s]+$/, "") || row.last;
  });
}

function timed<T>(work: () => T): { readonly ms: number; readonly answer: T } {
  const started = performance.now();
  const answer = work();
  return { ms: performance.now() - started, answer };
}

function percentile(values: readonly number[], at: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * at))] ?? Number.NaN;
}

function report(name: string, values: readonly number[]): void {
  const [p50, p99, most] = [percentile(values, 0.5), percentile(values, 0.99), Math.max(...values)];
  console.log(`${name}  p50 ${p50.toFixed(3)} ms   p99 ${p99.toFixed(3)} ms   max ${most.toFixed(2)} ms`);
}
