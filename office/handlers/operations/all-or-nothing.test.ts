import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { newRequestId } from "../../testing.ts";
import { commandCases } from "./commands.fixture.ts";
import { callBy, openScene, raise, type Scene } from "./scene.fixture.ts";

// Many offices are opened here, also where many tests run at once.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
});
afterAll(() => scene.house.dispose());

const db = () => scene.other.connection.context.office.requirePractice().db;

/**
 * These are many transactions by design, each whole: billing goes household by household (BIL-2), the
 * training clock day by day (F-20), an import in slices that nobody sees (PPL-19), and a charge is
 * claimed before the network is asked and settled after it (control 46).
 */
const inSteps: ReadonlySet<string> = new Set(["billing.runNow", "training.advance", "imports.commit", "charging.chargeNow"]);
/** Of what prints or copies files, these stand for all: printing comes before the one transaction. */
const ofTheHeavy: ReadonlySet<string> = new Set(["statements.make", "imports.undo"]);
const whole = [...commandCases].filter(
  ([name, { audits, afterRun, heavy }]) => audits.length > 0 && afterRun === undefined && !inSteps.has(name) && (heavy === undefined || ofTheHeavy.has(name)),
);

/** Makes the last thing a command writes impossible, as a full disk or a fault of ours would. */
function breaking<T>(action: string, work: () => Promise<T>): Promise<T> {
  db().script(`create trigger broken before insert on audit when new.action = '${action}' begin select raise(abort, 'broken on purpose'); end`);
  return work().finally(() => db().script("drop trigger broken"));
}

describe("F-11, F-17 a command whose last write breaks left nothing at all: no row, no number, no reply, no announcement", () => {
  test.each(whole)("%s", async (name, { ready, audits }) => {
    const input = { requestId: newRequestId(), ...(await ready(scene)) };
    const stop = new AbortController();
    const stream = await scene.other.client.events.subscribe({}, { signal: stop.signal });
    await stream.next();
    const before = scene.hash();
    await breaking(audits.at(-1) ?? raise("an audited command"), async () =>
      expect(callBy(scene.owner, name, input)).rejects.toMatchObject({ code: "FAULT", data: { incident: expect.stringMatching(/^[2-9A-Z]{4}-[2-9A-Z]{4}$/) } }),
    );
    expect(scene.hash()).toBe(before);
    db().write((w) => w.touch("the end"));
    expect((await stream.next()).value).toEqual({ topics: ["the end"] });
    stop.abort();
    await stream.return?.();
    // The same request, tried again when all is well, is not taken for a repeat.
    const place = scene.auditEnd();
    await callBy(scene.owner, name, input);
    expect(scene.auditAfter(place).map(({ action }) => action)).toEqual(audits);
  });
});

test("F-16 after all that the file is whole", async () => {
  expect((await scene.owner.upkeep.verify({})).breaches).toEqual([]);
});
