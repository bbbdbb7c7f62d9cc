/**
 * R2 power cuts: strace records what a real process does to the disk while it works at the desk, and
 * the disk is rebuilt as a cut at any instant could have left it. `IMAGES=` makes more (R2 asks for 2,000), `SEED=`
 * replays.
 */
import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Database } from "#db/database.ts";
import { isDamage } from "#db/driver.ts";
import { verify } from "#db/verify.ts";
import { Refusal } from "#domain/refusal.ts";
import { seededRandom } from "../../demo/random.ts";
import { Disk } from "./disk.ts";
import { fingerprint, makeOfficeFile } from "./office-work.fixture.ts";
import { traceNode, whyNoTrace, type DiskEvent } from "./trace.ts";

const images = Number(process.env["IMAGES"] ?? 600);
const seed = Number(process.env["SEED"] ?? 20261122);

const why = whyNoTrace();
if (why !== undefined) console.warn(`The power-cut tests (R2) are SKIPPED: ${why}.`);

let folder: string;
let path: string;
let base: Buffer;
let key: Buffer;

beforeAll(() => {
  // In memory where there is such a place: the images are many, and no sync of theirs matters.
  folder = mkdtempSync(join(existsSync("/dev/shm") ? "/dev/shm" : tmpdir(), "perennial-power-"));
  path = join(folder, "practice.db");
  key = makeOfficeFile(path);
  base = readFileSync(path);
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Recording = { readonly events: readonly DiskEvent[]; readonly states: readonly string[] };

function record(synchronous: "FULL" | "NORMAL" | "OFF"): Recording {
  writeFileSync(path, base);
  const script = join(import.meta.dirname, "child.fixture.ts");
  const events = traceNode([script, path, key.toString("hex"), synchronous], join(folder, "trace"));
  rmSync(join(folder, "trace"));
  const states = events.flatMap((event) => (event.kind === "said" ? [event.words.trim().split(" ")[1] ?? ""] : []));
  return { events, states };
}

type Fate = "sound" | "corrupt" | "lost" | "torn";
/** `unsettled` cuts fell while something was not synced; `distinct` images differ in some byte. */
type Found = Record<Fate | "unsettled" | "distinct", number>;

/** Cuts the power `count` times and looks at what is left. */
function cut({ events, states }: Recording, count: number): Found {
  const random = seededRandom(seed);
  const found: Found = { sound: 0, corrupt: 0, lost: 0, torn: 0, unsettled: 0, distinct: 0 };
  const known = new Map<string, Fate>();
  const fates = cutsOf(events, count);
  const disk = newDisk();
  let said = 0;
  events.forEach((event, index) => {
    disk.apply(event);
    if (event.kind === "said") said += 1;
    for (let n = 0; n < (fates.get(index) ?? 0); n += 1) {
      if (disk.isUnsettled) found.unsettled += 1;
      const files = disk.image(random);
      const image = `${said} ${nameOf(files)}`;
      const fate = known.get(image) ?? fateOf(files, states, said);
      known.set(image, fate);
      found[fate] += 1;
    }
  });
  return { ...found, distinct: known.size };
}

/** Two images with one name are the same, byte for byte. */
function nameOf(files: ReadonlyMap<string, Buffer>): string {
  const hash = createHash("sha256");
  for (const [name, bytes] of files) hash.update(`${name} ${bytes.length} `).update(bytes);
  return hash.digest("hex");
}

/** How many cuts fall after which event: mostly where something is still under way. */
function cutsOf(events: readonly DiskEvent[], count: number): Map<number, number> {
  const random = seededRandom(seed + 1);
  const disk = newDisk();
  const anywhere: number[] = [];
  const unsettled: number[] = [];
  events.forEach((event, index) => {
    disk.apply(event);
    anywhere.push(index);
    if (disk.isUnsettled) unsettled.push(index);
  });
  const cuts = new Map<number, number>();
  for (let n = 0; n < count; n += 1) {
    const index = random.pick(random.chance(0.9) ? unsettled : anywhere);
    cuts.set(index, (cuts.get(index) ?? 0) + 1);
  }
  return cuts;
}

function newDisk(): Disk {
  return new Disk((name) => name === path || name === `${path}-wal` || name === `${path}-journal`, new Map([[path, base]]));
}

const verified = new Set<string>();

/** Opens what is left as the office does. `said` words had been said: the last of those states is acknowledged. */
function fateOf(files: ReadonlyMap<string, Buffer>, states: readonly string[], said: number): Fate {
  for (const suffix of ["", "-wal", "-shm", "-journal"]) rmSync(`${path}${suffix}`, { force: true });
  for (const [name, bytes] of files) writeFileSync(name, bytes);
  try {
    const db = Database.open(path, key, { mustExist: true });
    try {
      if (db.pragma("integrity_check") !== "ok") return "corrupt";
      const state = fingerprint(db);
      // Before the first word there is nothing but what was in the file before.
      const acknowledged = Math.max(0, said - 1);
      if (state !== states[acknowledged] && state !== states[acknowledged + 1])
        return states.slice(0, acknowledged).includes(state) ? "lost" : "torn";
      // The same content verifies the same, so each state is asked once.
      if (!verified.has(state)) expect(verify(db).breaches).toEqual([]);
      verified.add(state);
      return "sound";
    } finally {
      db.close();
    }
  } catch (error) {
    if (isDamage(error) || error instanceof Refusal) return "corrupt";
    throw error;
  }
}

describe.skipIf(why !== undefined)(`R2 power cuts${why === undefined ? "" : ` (skipped: ${why})`}`, () => {
  test(`R2 after ${images} power cuts the file is whole, no transaction is torn, and everything that was acknowledged is there`, () => {
    const recording = record("FULL");
    expect(recording.states.length).toBeGreaterThan(30);
    expect(new Set(recording.states).size).toBe(recording.states.length);
    const found = cut(recording, images);
    console.log(`power cuts: seed ${seed}, ${recording.states.length - 1} commits, ${images} images, ${JSON.stringify(found)}`);
    expect(found).toMatchObject({ corrupt: 0, lost: 0, torn: 0, sound: images });
    expect(found.unsettled).toBeGreaterThan(images / 2);
    expect(found.distinct).toBeGreaterThan(images / 4);
    expect(verified.size).toBeGreaterThan(recording.states.length / 2);
  }, 600_000);

  test("R2 the control: with synchronous=NORMAL acknowledged work is lost", () => {
    const found = cut(record("NORMAL"), 200);
    console.log(`power cuts, NORMAL: ${JSON.stringify(found)}`);
    expect(found.lost).toBeGreaterThan(0);
  }, 300_000);

  test("R2 the control: with synchronous=OFF the file is damaged", () => {
    const found = cut(record("OFF"), 400);
    console.log(`power cuts, OFF: ${JSON.stringify(found)}`);
    expect(found.corrupt).toBeGreaterThan(0);
  }, 300_000);
});
