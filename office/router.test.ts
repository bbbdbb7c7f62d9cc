import { readFileSync } from "node:fs";
import { join } from "node:path";
import { call, isProcedure, type AnyProcedure } from "@orpc/server";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { OperationMeta } from "#contract/base.ts";
import { contract } from "#contract/index.ts";
import { asId, type StaffId } from "#domain/identity.ts";
import { roles, type Role } from "#domain/staff/permissions.ts";
import type { Cx } from "#services/context.ts";
import type { Sitting } from "./call.ts";
import type { Call, OfficeCore } from "./office-core.ts";
import { router } from "./router.ts";
import { Seat } from "./seats.ts";
import { openTestOffice, setUpPractice, type TestOffice, type TestWindow } from "./testing.ts";

type Entry = { readonly name: string; readonly procedure: AnyProcedure; readonly meta: OperationMeta };

function entriesOf(tree: object, names: object, path: readonly string[] = []): Entry[] {
  return Object.keys(names).flatMap((key): Entry[] => {
    const node = (tree as Record<string, unknown>)[key];
    const here = [...path, key];
    const name = here.join(".");
    if (isProcedure(node)) return [{ name, procedure: node, meta: node["~orpc"].meta as OperationMeta }];
    if ("~orpc" in ((names as Record<string, object>)[key] ?? {}) || typeof node !== "object" || node === null)
      throw new Error(`${name} has no handler`);
    return entriesOf(node, (names as Record<string, object>)[key] ?? {}, here);
  });
}

const entries = entriesOf(router as unknown as object, contract);

/** The reviewed table: operation, permission, and the roles that have it. */
const reviewed = new Map(
  readFileSync(join(import.meta.dirname, "..", "docs", "permissions.md"), "utf8")
    .split("\n")
    .map((line) => line.split("|").map((cell) => cell.trim()))
    .filter((cells) => cells.length === roles.length + 4 && cells[1]?.startsWith("`"))
    .map(([, name = "", permission = "", ...may]) => [
      name.replaceAll("`", ""),
      {
        isPublic: permission === "*public*",
        worksWhenLocked: permission.includes("🔒"),
        roles: new Set(roles.filter((_, place) => may[place] === "yes")),
      },
    ]),
);

/** A seat in a given state; the guard asks nothing else. */
function contextAt(sitting: Sitting): Call {
  const doors = { sittingAt: () => sitting, contextFor: () => ({}) as Cx, reportFault: () => undefined };
  return { office: doors as unknown as OfficeCore, seat: new Seat("token", "desk") };
}

const person = (role: Role) => ({ staffId: asId<StaffId>(1), name: "Ada", role });

/** How the operation answers somebody; malformed input shows that the door was open. */
async function answerTo(entry: Entry, sitting: Sitting): Promise<string> {
  const answer: unknown = await call(entry.procedure, { nobody: "sends this" }, { context: contextAt(sitting), path: entry.name.split(".") }).catch(
    (error: unknown) => error,
  );
  return (answer as { code?: string }).code ?? "answered";
}

test("every operation of the contract has its handler and its row in the reviewed table", () => {
  expect(entries.map(({ name }) => name).toSorted()).toEqual([...reviewed.keys()].toSorted());
});

describe("S3 the role matrix: every operation, every role, signed out, locked and open", () => {
  test.each(entries.map((entry) => [entry.name, entry] as const))("%s", async (name, entry) => {
    const rule = reviewed.get(name);
    if (!rule) throw new Error(`${name} is not reviewed`);
    const open = "INVALID";
    const out = rule.isPublic ? open : "SIGNED_OUT";
    expect(await answerTo(entry, { state: "signed_out" })).toBe(out);
    expect(await answerTo(entry, { state: "no_practice" })).toBe(rule.isPublic ? open : "NO_PRACTICE");
    for (const role of roles) {
      const allowed = rule.isPublic || rule.roles.has(role) ? open : "FORBIDDEN";
      expect(await answerTo(entry, { state: "open", person: person(role) }), role).toBe(allowed);
      const locked = rule.isPublic || rule.worksWhenLocked ? allowed : "LOCKED";
      expect(await answerTo(entry, { state: "locked", person: person(role) }), role).toBe(locked);
    }
  });
});

describe("S1 garbage over any operation", () => {
  let house: TestOffice;
  let window: TestWindow;
  beforeAll(async () => {
    house = await openTestOffice();
    window = house.window();
    await setUpPractice(window);
  });
  afterAll(() => house.dispose());

  const typed = new Set(["INVALID", "REFUSAL", "FORBIDDEN", "SIGNED_OUT", "LOCKED", "NO_PRACTICE"]);
  /** Streams and the operations that open, close and make practices are tried by their own tests. */
  const tried = entries.filter(({ name, meta }) => meta.kind !== "stream" && !/^(setup|sessions)\./.test(name));
  const hostile = fc.oneof(
    fc.anything({ maxDepth: 3, withNullPrototype: true, withBigInt: true }),
    fc.record({ requestId: fc.uuid(), patientId: fc.oneof(fc.integer(), fc.constant(2 ** 53), fc.string()), __proto__: fc.object() }),
    fc.record({ requestId: fc.uuid(), text: fc.string({ unit: "binary", maxLength: 300 }), limit: fc.oneof(fc.integer(), fc.double()) }),
  );

  test.each(tried.map((entry) => [entry.name, entry] as const))("%s answers with a typed error and changes nothing", async (name, entry) => {
    const context = window.connection.context;
    const changes = () => house.office.createConnection({}).context.office.requirePractice().db.read((db) => db.get("select count(*) as n from audit"));
    const before = changes();
    await fc.assert(
      fc.asyncProperty(hostile, async (input) => {
        const answer: unknown = await call(entry.procedure, input, { context, path: name.split(".") }).catch((error: unknown) => error);
        if (answer instanceof Error) expect(typed, `${name}: ${(answer as { code?: string }).code}`).toContain((answer as { code?: string }).code);
      }),
      { numRuns: 12 },
    );
    expect(changes()).toEqual(before);
  });
});
