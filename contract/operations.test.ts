import { describe, expect, test } from "vitest";
import { z } from "zod";
import { permissions } from "#domain/staff/permissions.ts";
import { contract } from "./index.ts";
import { limitFaults, listOperations, oddValues, placesOf, sampleOf, spoil, textLimit, without } from "./schema-walk.fixture.ts";

const operations = listOperations(contract);
const named = (name: string) => operations.find((one) => one.name === name);
const inputs = operations.map(({ name, input }) => [name, input] as const);

test("control 16 the walk sees every operation, and each has an input that it takes", () => {
  expect(operations.length).toBeGreaterThan(90);
  expect(new Set(operations.map(({ name }) => name)).size).toBe(operations.length);
  for (const { name, input } of operations)
    expect({ name, issues: input.safeParse(sampleOf(input)).error?.issues }).toEqual({ name, issues: undefined });
});

describe("control 16 what an operation declares", () => {
  test("control 16 a command carries the id of its intent, and no question does", () => {
    for (const { name, meta, input } of operations) {
      const has = Object.hasOwn(sampleOf(input) as object, "requestId");
      // A stream that changes something may have one, too: a print run, with its progress.
      if (meta.kind !== "stream") expect({ name, has }).toEqual({ name, has: meta.kind === "command" });
    }
  });

  test("F-15 the id of an intent is a UUID: a name, a number or nothing is refused", () => {
    for (const { name, input } of operations.filter(({ meta }) => meta.kind !== "query")) {
      if (!Object.hasOwn(sampleOf(input) as object, "requestId")) continue;
      const sample = sampleOf(input);
      for (const wrong of ["7", 7, "", null, "0d9f1c3e-6f0b-4f6e-9b1a"])
        expect({ name, wrong, taken: input.safeParse(spoil(sample, ["requestId"], wrong)).success }).toEqual({ name, wrong, taken: false });
    }
  });

  test("F-11 whatever changes something leaves a record, and a question that does is a view", () => {
    for (const { name, meta } of operations) {
      const fitting = { command: ["change", "security"], query: ["none", "view"], stream: ["none", "change"] }[meta.kind];
      expect({ name, fits: fitting.includes(meta.audit) }).toEqual({ name, fits: true });
    }
  });

  test("control 16 every permission that is asked for exists, and every permission is asked for somewhere", () => {
    const asked = new Set(operations.map(({ meta }) => meta.permission));
    const known: readonly string[] = permissions;
    expect([...asked].filter((one) => one !== "public" && !known.includes(one))).toEqual([]);
  });

  test("control 34 while the screen is locked only these answer", () => {
    expect(operations.filter(({ meta }) => meta.worksWhenLocked).map(({ name }) => name).toSorted()).toEqual([
      "app.status",
      "events.subscribe",
      "sessions.lock",
      "sessions.signIn",
      "sessions.signInAs",
      "sessions.signOut",
      "sessions.unlock",
      "setup.backups",
      "setup.createPractice",
      "setup.openPractice",
      "setup.openSample",
      "setup.restore",
    ]);
  });

  test("control 45 a copy of many people's data is a view that is recorded", () => {
    const copies = operations.filter(({ name }) => /export(Csv|Pdf|Roster)$/.test(name));
    expect(copies.length).toBeGreaterThan(2);
    expect(copies.filter(({ meta }) => meta.audit === "none").map(({ name }) => name)).toEqual([]);
  });
});

describe("control 17 inputs are strict", () => {
  test.each(inputs)("control 17 %s limits every text, list and number, and knows all its keys", (_, input) => {
    expect(limitFaults(input)).toEqual([]);
  });

  test("control 17 the check of limits finds what has none", () => {
    const loose = z.object({ name: z.string(), rows: z.array(z.number()), anything: z.unknown() });
    expect(limitFaults(loose)).toEqual([
      "the input takes keys it does not know",
      "name is a text without a limit",
      "rows is a list without a limit",
      "rows.0 is a number that may have a fraction",
      "anything takes anything",
    ]);
  });

  test.each(inputs)("control 17 %s refuses a key it does not know, at every depth", (_, input) => {
    const sample = sampleOf(input);
    for (const { path, schema } of walk(input)) {
      if (schema._zod.def.type !== "object") continue;
      const here = path.reduce<unknown>((at, step) => (at as Record<string | number, unknown>)[step], sample);
      for (const key of ["isAdmin", "constructor", "toString"]) {
        const more = spoil(sample, path, { ...(here as object), [key]: 1 });
        expect({ path, key, taken: input.safeParse(more).success }).toEqual({ path, key, taken: false });
      }
    }
  });

  test.each(inputs)("control 17 %s refuses a missing key unless it has a default", (_, input) => {
    const sample = sampleOf(input);
    for (const { path, schema } of walk(input)) {
      if (path.length === 0 || typeof path.at(-1) === "number") continue;
      if (isChoice(input, path)) continue;
      const mayMiss = schema.safeParse(undefined).success || takes(input, path, undefined);
      expect({ path, taken: input.safeParse(without(sample, path)).success }).toEqual({ path, taken: mayMiss });
    }
  });
});

const walked = new Map<z.ZodType, ReturnType<typeof placesOf>>();

function walk(input: z.ZodType): ReturnType<typeof placesOf> {
  const places = walked.get(input) ?? placesOf(input);
  walked.set(input, places);
  return places;
}

/** Whether a place takes a value: it stands twice in the walk where it is optional, once as what is inside. */
function takes(input: z.ZodType, path: readonly (string | number)[], value: unknown): boolean {
  const here = path.join();
  return walk(input).some((place) => place.path.join() === here && place.schema.safeParse(value).success);
}

describe("S1 whatever is sent, the answer is taken or refused, and nothing is thrown", () => {
  test.each(inputs)("S1 %s with a wrong value at each of its places", (_, input) => {
    const sample = sampleOf(input);
    for (const { path } of walk(input)) {
      for (const [what, value] of oddValues) {
        const sent = spoil(sample, path, value);
        const result = input.safeParse(sent);
        // The place decides: what its own schema refuses, the whole input refuses.
        if (!takes(input, path, value) && !isChoice(input, path))
          expect({ path, what, taken: result.success }).toEqual({ path, what, taken: false });
        if (result.success) expectPlain(result.data);
      }
    }
  });

  test("S1 numbers that are not whole and finite are refused at every number", () => {
    for (const { name, input } of operations) {
      const sample = sampleOf(input);
      for (const { path, schema } of walk(input).filter((one) => one.schema._zod.def.type === "number")) {
        for (const value of [Number.NaN, Infinity, -Infinity, 1.5, "1", 2 ** 53, true])
          expect({ name, path, value, taken: input.safeParse(spoil(sample, path, value)).success }).toEqual({ name, path, value, taken: false });
        expect(schema.safeParse(Number.NaN).success).toBe(false);
      }
    }
  });

  test("S1 a text beyond its limit is refused wherever a text is taken", () => {
    for (const { name, input } of operations) {
      const sample = sampleOf(input);
      const texts = walk(input).filter((one) => one.schema._zod.def.type === "string");
      for (const { path, schema } of texts) {
        const taken = input.safeParse(spoil(sample, path, "x".repeat(textLimit(schema) + 1))).success;
        expect({ name, path, taken }).toEqual({ name, path, taken: false });
      }
    }
  });

  test("S1 an input that is no object at all is refused", () => {
    for (const { name, input } of operations)
      for (const value of [null, "text", 7, true, [], () => 1])
        expect({ name, taken: input.safeParse(value).success }).toEqual({ name, taken: false });
  });

  test("control 21 a prototype in the input changes no object", () => {
    for (const { input } of operations) {
      const sent = JSON.parse(`{"__proto__": {"isOwner": true}, "constructor": {"prototype": {"isOwner": true}}}`);
      input.safeParse({ ...(sampleOf(input) as object), ...sent });
      input.safeParse(sent);
    }
    expect(({} as { isOwner?: boolean }).isOwner).toBeUndefined();
  });
});

/** A place inside one of several shapes, where another shape may take what this one refuses. */
function isChoice(input: z.ZodType, path: readonly (string | number)[]): boolean {
  return walk(input).some(
    (place) => place.schema._zod.def.type === "union" && place.path.join() === path.slice(0, place.path.length).join(),
  );
}

/** What a handler gets is plain data: it survives JSON. */
function expectPlain(value: unknown): void {
  expect(JSON.parse(JSON.stringify(value ?? null))).toEqual(JSON.parse(JSON.stringify(structuredClone(value ?? null))));
}

describe("control 18 answers", () => {
  const outputs = operations.flatMap(({ name, output }) => (output ? [[name, output] as const] : []));

  test("control 18 only streams have no answer of one piece", () => {
    expect(operations.filter(({ output }) => output === null).every(({ meta }) => meta.kind === "stream")).toBe(true);
  });

  test.each(outputs)("control 18 %s answers plain data, the same after JSON and after a structured clone", (_, output) => {
    const sample = sampleOf(output);
    const parsed = output.parse(sample);
    expect(JSON.parse(JSON.stringify(parsed))).toEqual(parsed);
    expect(structuredClone(parsed)).toEqual(parsed);
    expect(output.parse(parsed)).toEqual(parsed);
  });

  test.each(outputs)("control 18 %s strips what it does not declare", (_, output) => {
    const sample = sampleOf(output);
    if (typeof sample !== "object" || sample === null || Array.isArray(sample)) return;
    const parsed = output.safeParse({ ...sample, passwordHash: "secret" });
    if (parsed.success) expect(Object.hasOwn(parsed.data as object, "passwordHash")).toBe(false);
  });

  test("control 18 no answer carries a secret, a hash, a path or a token of a session", () => {
    const suspicious = /password|secret|hash$|salt|sessionToken|filePath|absolutePath/i;
    const found = outputs.flatMap(([name, output]) =>
      placesOf(output)
        .map(({ path }) => String(path.at(-1) ?? ""))
        .filter((key) => suspicious.test(key))
        .map((key) => `${name}.${key}`),
    );
    expect(found).toEqual([]);
  });
});

test("BIL-7 no input of the contract has a place for a card number", () => {
  const found = operations.flatMap(({ name, input }) =>
    placesOf(input)
      .map(({ path }) => path.join("."))
      .filter((path) => /cardNumber|\bpan\b|cvc|cvv|securityCode/i.test(path))
      .map((path) => `${name}: ${path}`),
  );
  expect(found).toEqual([]);
  expect(named("payments.take")).toBeDefined();
});
