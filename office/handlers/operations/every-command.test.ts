import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { roleMay, roles, type Role } from "#domain/staff/permissions.ts";
import { newRequestId } from "../../testing.ts";
import { commandCases, ofTheHouse, type CommandCase } from "./commands.fixture.ts";
import { callBy, openScene, operationsOf, outcomeOf, raise, type Scene } from "./scene.fixture.ts";

// Many offices are opened here, also where many tests run at once.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
});
afterAll(() => scene.house.dispose());

const operations = operationsOf();
const metaOf = (name: string) => operations.find((operation) => operation.name === name)?.meta ?? raise(name);
const cases = [...commandCases];

/** Streams with an effect are commands too, in all but their form. */
const changing = operations.filter(({ meta }) => meta.kind === "command" || (meta.kind === "stream" && meta.audit === "change"));

const carriesRequest = (name: string): boolean => name !== "imports.commit";
const withRequest = (name: string, input: object, requestId = newRequestId()): object => (carriesRequest(name) ? { requestId, ...input } : input);

const allowed = (name: string): Role[] => {
  const { permission } = metaOf(name);
  return roles.filter((role) => permission !== "public" && roleMay(role, permission));
};

test("every command of the contract has its case here, or is one of windows and practices", () => {
  expect([...commandCases.keys(), ...ofTheHouse].toSorted()).toEqual(
    [...changing.map(({ name }) => name), "events.subscribe"].toSorted(),
  );
});

const prepared = new Map<string, Promise<Readonly<Record<string, unknown>>>>();

/** Input that would work, prepared once for all the calls that must not have any effect. */
function untouched(name: string, { ready }: CommandCase): Promise<Readonly<Record<string, unknown>>> {
  const input = prepared.get(name) ?? ready(scene);
  prepared.set(name, input);
  return input;
}

/** A call and everything it left behind: its reply, its audit rows, what another desk heard. */
async function watched(name: string, role: Role, input: object): Promise<{ reply: unknown; audits: ReturnType<Scene["auditAfter"]>; heard: string[] }> {
  const stop = new AbortController();
  const stream = await scene.other.client.events.subscribe({}, { signal: stop.signal });
  await stream.next();
  const place = scene.auditEnd();
  const reply = await callBy(scene.window(role).client, name, input);
  const audits = scene.auditAfter(place);
  // A last word of our own ends the listening.
  const { office } = scene.other.connection.context;
  office.requirePractice().db.write((db) => db.touch("status"));
  const heard: string[] = [];
  while (!heard.includes("status")) {
    const step = await stream.next();
    heard.push(...(step.done ? raise("the stream ended") : step.value.topics));
  }
  stop.abort();
  await stream.return?.();
  return { reply, audits, heard };
}

describe("F-11, S13 every role that may: the command works, is in the audit trail under its name, and every desk hears of it", () => {
  test.each(cases)("%s", async (name, { ready, audits, topics, afterRun, heavy }: CommandCase) => {
    for (const role of heavy ? allowed(name).slice(-1) : allowed(name)) {
      const input = withRequest(name, await ready(scene));
      const seen = await watched(name, role, input);
      const actions = seen.audits.map(({ action }) => action);
      expect(afterRun ? actions.slice(-audits.length) : actions, role).toEqual(audits);
      const who = scene.staffIdOf(role);
      expect(seen.audits.every(({ staffId }) => staffId === who), role).toBe(true);
      const heard = seen.heard.map((topic) => topic.replace(/\/\d+$/, "/:id"));
      expect(heard, role).toEqual(expect.arrayContaining([...topics]));
    }
  });
});

describe("STF-1 every role that may not: FORBIDDEN with the permission's name, and nothing changes", () => {
  test.each(cases)("%s", async (name, entry) => {
    const input = await untouched(name, entry);
    const before = scene.hash();
    const may = new Set(allowed(name));
    for (const role of roles.filter((one) => !may.has(one))) {
      await expect(callBy(scene.window(role).client, name, withRequest(name, input)), role).rejects.toMatchObject({
        code: "FORBIDDEN",
        data: { permission: metaOf(name).permission },
      });
    }
    expect(scene.hash()).toBe(before);
  });
});

describe("S3 signed out: SIGNED_OUT, and nothing changes", () => {
  test.each(cases)("%s", async (name, entry) => {
    const input = withRequest(name, await untouched(name, entry));
    const before = scene.hash();
    expect(await outcomeOf(callBy(scene.house.window().client, name, input))).toBe("SIGNED_OUT");
    expect(scene.hash()).toBe(before);
  });
});

describe("F-18 malformed input: INVALID with its fields, and nothing changes", () => {
  const broken: [what: string, change: (input: Record<string, unknown>, wrong: CommandCase["wrong"]) => unknown][] = [
    ["a field that cannot be", (input, wrong) => ({ ...input, ...wrong })],
    ["an unknown field", (input) => ({ ...input, __extra: 1 })],
    ["no fields at all", () => ({})],
    ["a list", (input) => [input]],
    ["nothing", () => null],
    ["text", () => "all of it"],
  ];
  test.each(cases)("%s", async (name, entry) => {
    const input = await untouched(name, entry);
    const before = scene.hash();
    for (const [what, change] of broken) {
      const said = change(withRequest(name, input) as Record<string, unknown>, entry.wrong);
      await expect(callBy(scene.owner, name, said), what).rejects.toMatchObject({ code: "INVALID", data: { fields: expect.arrayContaining([{ path: expect.any(String), problem: expect.any(String) }]) } });
    }
    expect(scene.hash()).toBe(before);
  });

  test.each(cases.filter(([name]) => carriesRequest(name)))("%s needs a request id that is one", async (name, entry) => {
    const input = await untouched(name, entry);
    const before = scene.hash();
    for (const requestId of [undefined, "", "7", 7, "../../x"])
      await expect(callBy(scene.owner, name, { ...input, requestId })).rejects.toMatchObject({ code: "INVALID", data: { fields: [{ path: "requestId" }] } });
    expect(scene.hash()).toBe(before);
  });
});

describe("F-15 a repeated request id answers the same and acts once; it is nobody else's and no other command's", () => {
  const repeated = cases.filter(([name]) => carriesRequest(name));
  test.each(repeated)("%s", async (name, { ready }) => {
    const input = withRequest(name, await ready(scene));
    const first = await callBy(scene.owner, name, input);
    const after = scene.hash();
    expect(await callBy(scene.owner, name, input)).toEqual(first);
    expect(scene.hash()).toBe(after);
  });

  /** These leave no reply in the practice file: they are remembered by the window they came from. */
  const kept = repeated.filter(([name]) => !/^imports\.(openFile|addPart|closeFile)$|^training\.|^upkeep\.|^billing\.runNow$/.test(name));
  test.each(kept)("%s is not for another person with the same id", async (name, { ready }) => {
    const requestId = newRequestId();
    await callBy(scene.owner, name, { requestId, ...(await ready(scene)) });
    const others = allowed(name).filter((role) => role !== "owner");
    const again = await ready(scene);
    const after = scene.hash();
    for (const role of others)
      await expect(callBy(scene.window(role).client, name, { requestId, ...again }), role).rejects.toMatchObject({
        code: "INVALID",
        data: { fields: [{ path: "requestId", problem: "was used for something else" }] },
      });
    await expect(callBy(scene.owner, name === "plans.add" ? "staff.add" : "plans.add", { requestId })).rejects.toMatchObject({ code: "INVALID" });
    expect(scene.hash()).toBe(after);
  });
});

test("F-16 after all that the file is whole", async () => {
  expect((await scene.owner.upkeep.verify({})).breaches).toEqual([]);
});
