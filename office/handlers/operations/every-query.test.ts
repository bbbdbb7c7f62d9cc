import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { roleMay, roles, type Role } from "#domain/staff/permissions.ts";
import { commandCases, ofTheHouse } from "./commands.fixture.ts";
import { queryCases, type QueryCase } from "./queries.fixture.ts";
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
const cases = [...queryCases];
const isPublic = (name: string): boolean => metaOf(name).permission === "public";
const guarded = cases.filter(([name]) => !isPublic(name));
const may = (role: Role, name: string): boolean => {
  const { permission } = metaOf(name);
  return permission === "public" || roleMay(role, permission);
};

const inputs = new Map<string, Promise<unknown>>();
function inputOf(name: string, { ready }: QueryCase): Promise<unknown> {
  const input = inputs.get(name) ?? ready(scene);
  inputs.set(name, input);
  return input;
}

/** Lists are compared by whether such a row is among theirs. */
function holding(part: unknown): unknown {
  if (Array.isArray(part)) return part.length === 0 ? expect.any(Array) : expect.arrayContaining(part.map(holding));
  if (typeof part !== "object" || part === null || "asymmetricMatch" in part) return part;
  return expect.objectContaining(Object.fromEntries(Object.entries(part).map(([key, value]) => [key, holding(value)])));
}

test("every question of the contract has its case here; every other operation has one elsewhere", () => {
  expect([...queryCases.keys(), ...commandCases.keys(), ...ofTheHouse].toSorted()).toEqual(
    operations.map(({ name }) => name).toSorted(),
  );
});

describe("STF-1 each role is answered, or FORBIDDEN; asking changes nothing but the record of who looked (S13)", () => {
  test.each(cases)("%s", async (name, entry) => {
    const input = await inputOf(name, entry);
    const allowed = roles.filter((role) => may(role, name));
    for (const role of entry.heavy ? allowed.slice(-1) : allowed) {
      const before = scene.hash();
      const place = scene.auditEnd();
      expect(await callBy(scene.window(role).client, name, input), role).toEqual(holding(entry.answer(input as never)));
      const rows = scene.auditAfter(place);
      if (entry.viewed === undefined) expect(scene.hash(), role).toBe(before);
      else
        expect(rows.map(({ action, subject, staffId }) => `${action} ${subject} ${staffId}`), role).toEqual([
          `${entry.viewed.replace(/:(\w+)/, (_, field: string) => String((input as Record<string, unknown>)[field]))} ${scene.staffIdOf(role)}`,
        ]);
    }
    const before = scene.hash();
    for (const role of roles.filter((one) => !may(one, name)))
      await expect(callBy(scene.window(role).client, name, input), role).rejects.toMatchObject({ code: "FORBIDDEN", data: { permission: metaOf(name).permission } });
    expect(scene.hash()).toBe(before);
  });
});

test("S13 the contract's audit class says which questions leave a row, and only those do", () => {
  const declared = operations.filter(({ meta }) => meta.kind === "query" && meta.audit === "view").map(({ name }) => name);
  expect(declared.toSorted()).toEqual(cases.filter(([, { viewed }]) => viewed !== undefined).map(([name]) => name).toSorted());
});

describe("S3 nobody signed in: SIGNED_OUT, unless it is for everybody", () => {
  test.each(cases)("%s", async (name, entry) => {
    const input = await inputOf(name, entry);
    const place = scene.auditEnd();
    expect(await outcomeOf(callBy(scene.house.window().client, name, input))).toBe(isPublic(name) ? "answered" : "SIGNED_OUT");
    expect(scene.auditAfter(place)).toEqual([]);
  });
});

describe("F-18 a malformed question is INVALID with its fields", () => {
  test.each(cases)("%s", async (name, { wrong }) => {
    const place = scene.auditEnd();
    for (const input of [wrong, null, "all", { __extra: 1 }, 7])
      await expect(callBy(scene.owner, name, input)).rejects.toMatchObject({ code: "INVALID", data: { fields: expect.arrayContaining([expect.objectContaining({ problem: expect.any(String) })]) } });
    expect(scene.auditAfter(place)).toEqual([]);
  });
});

describe("S9 behind the lock every question and every command says LOCKED, and nothing is done", () => {
  test("each of them", async () => {
    const desk = scene.window("manager");
    scene.house.office.lockAll("lock-screen");
    const before = scene.hash();
    for (const [name, entry] of guarded.filter(([one]) => may("manager", one)))
      expect(await outcomeOf(callBy(desk.client, name, await inputs.get(name) ?? entry.wrong)), name).toBe("LOCKED");
    for (const [name] of commandCases)
      if (may("manager", name)) expect(await outcomeOf(callBy(desk.client, name, {})), name).toBe("LOCKED");
    expect(scene.hash()).toBe(before);
  });
});
