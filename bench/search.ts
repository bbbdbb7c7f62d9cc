/**
 * Q1, the patient search: prefixes of names, phones, birth dates and chart numbers, the service
 * against a bare prepared statement on the same file, interleaved. Every search must find somebody.
 */
import { openTestFile } from "#db/testing.ts";
import { toDay, toInstant } from "#domain/calendar.ts";
import { noCards } from "#services/gateways/cards.ts";
import type { Cx } from "#services/context.ts";
import { searchPatients } from "#services/people/search-patients.ts";
import { addManyPatients } from "./many-patients.ts";
import { percentile } from "./percentiles.ts";
import type { SearchFigures } from "./search-over-http/measure.ts";
import { floorSearch, rowsShown, typedPrefixes } from "./search-prefixes.ts";

const asked = 2_000;
const warmUp = 300;

export function measureSearch(patients: number, tell: (words: string) => void): SearchFigures {
  const file = openTestFile();
  try {
    tell(`Making ${patients.toLocaleString("en-US")} patients…`);
    addManyPatients(file.db, patients);
    const cx: Cx = {
      db: file.db,
      actor: { staffId: null, workstation: "bench" },
      today: toDay("2026-11-22"),
      now: toInstant("2026-11-22T15:00:00.000Z"),
      gateways: { cards: noCards },
    };
    const typed = file.db.read((db) => typedPrefixes(db, patients, asked));
    const services: number[] = [];
    const floors: number[] = [];
    for (const [round, text] of [...typed.slice(0, warmUp), ...typed].entries()) {
      const floor = timed(() => file.db.read((db) => floorSearch(db, text)));
      const service = timed(() => searchPatients(cx, { text, limit: rowsShown }, { seeInvoices: false }).patients);
      if (service.answer.length === 0) throw new Error(`“${text}” found nobody`);
      if (round < warmUp) continue;
      floors.push(floor.ms);
      services.push(service.ms);
    }
    const [p50Ms, p99Ms] = [percentile(services, 0.5), percentile(services, 0.99)];
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
    file.dispose();
  }
}

function timed<T>(work: () => T): { readonly ms: number; readonly answer: T } {
  const started = performance.now();
  const answer = work();
  return { ms: performance.now() - started, answer };
}
