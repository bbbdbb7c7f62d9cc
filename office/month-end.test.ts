/** On the 1st the month before is kept by itself, as a real PDF, once; payouts are fetched with it (INV-14). */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { toDay } from "#domain/calendar.ts";
import { endMonths } from "./month-end.ts";
import { openScene, type Scene } from "./handlers/operations/scene.fixture.ts";

// A real document is laid out here, also where many tests run at once.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

const day = 86_400_000;
let scene: Scene;
beforeEach(async () => {
  scene = await openScene();
});
afterEach(() => scene.house.dispose());

const kept = () => scene.owner.closing.keptStatements({});
/** Sessions end over the weeks; the person comes back. */
async function passTo(days: number): Promise<void> {
  scene.house.pass(days * day);
  await scene.house.office.tick();
}

test("INV-14 a tick after the month's end keeps its statement as a PDF, and the next tick makes no second one", async () => {
  await scene.invoice(5000);
  const { office, seat } = scene.other.connection.context;
  const cx = () => office.visitorCx(seat);
  await scene.house.office.tick();
  expect(await kept()).toEqual([]);
  await passTo(30);
  const { db } = office.requirePractice();
  const rows = () => db.read((r) => r.all<{ f: string; d: number }>("select from_on as f, document_id as d from location_statement"));
  expect(rows().map(({ f }) => f)).toEqual(["2026-03-01"]);
  const bytes = db.read((r) => r.get<{ bytes: number; pages: number }>("select bytes, pages from document where kind = 'location_statement'"));
  expect(bytes?.bytes).toBeGreaterThan(2000);
  expect(bytes?.pages).toBeGreaterThan(0);
  expect(await endMonths({ cx, keep: () => Promise.reject(new Error("nothing is left to lay out")) })).toBe(0);
});

test("INV-14 when the copy cannot be stored the run is made all the same, and the next one tries again", async () => {
  await scene.invoice(5000);
  scene.house.pass(30 * day);
  const { office, seat } = scene.other.connection.context;
  const cx = () => office.visitorCx(seat);
  await expect(endMonths({ cx, keep: () => Promise.reject(new Error("disk full")) })).rejects.toThrow("disk full");
  const { db } = office.requirePractice();
  expect(db.read((r) => r.get("select 1 from location_statement"))).toBeUndefined();
  const file = { sha256: "b".repeat(64), bytes: 10, pages: 1 };
  const asked: string[] = [];
  const keep = async (paper: { readonly sheet: { readonly period: unknown } }) => {
    asked.push(JSON.stringify(paper.sheet.period));
    return file;
  };
  expect(await endMonths({ cx, keep })).toBe(1);
  expect(asked).toEqual([JSON.stringify({ kind: "range", from: toDay("2026-03-01"), to: toDay("2026-03-31") })]);
  // Its document is not on the disk, so it must not stand when the file is checked as a whole.
  expect(await endMonths({ cx, keep })).toBe(0);
});
