/**
 * Reads the contract's schemas as data, for tests that must hold for every operation: a sample that
 * a schema takes, every way of spoiling it at every place, and the limits that an input must have.
 */
import type { z } from "zod";
import type { OperationMeta } from "./base.ts";

export type Operation = {
  readonly name: string;
  readonly meta: OperationMeta;
  readonly input: z.ZodType;
  /** Null for a stream, whose events are checked one by one. */
  readonly output: z.ZodType | null;
};

type Def = {
  readonly type: string;
  readonly shape?: Readonly<Record<string, z.ZodType>>;
  readonly catchall?: z.ZodType;
  readonly element?: z.ZodType;
  readonly options?: readonly z.ZodType[];
  readonly innerType?: z.ZodType;
  readonly keyType?: z.ZodType;
  readonly valueType?: z.ZodType;
  readonly entries?: Readonly<Record<string, unknown>>;
  readonly values?: readonly unknown[];
  readonly checks?: readonly { readonly _zod: { readonly def: Check } }[];
  readonly format?: string;
};
type Check = {
  readonly check: string;
  readonly format?: string;
  readonly value?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly length?: number;
};

export const defOf = (schema: z.ZodType): Def => schema._zod.def as unknown as Def;
const checksOf = (schema: z.ZodType): Check[] => (defOf(schema).checks ?? []).map((one) => one._zod.def);

/** Every operation of a contract tree. */
export function listOperations(tree: object, path: readonly string[] = []): Operation[] {
  return Object.entries(tree).flatMap(([key, node]: [string, unknown]) => {
    if (typeof node !== "object" || node === null) return [];
    const name = [...path, key];
    if (!("~orpc" in node)) return listOperations(node, name);
    const declared = node["~orpc"] as { meta: OperationMeta; inputSchema: z.ZodType; outputSchema: unknown };
    const output = declared.outputSchema;
    return [
      {
        name: name.join("."),
        meta: declared.meta,
        input: declared.inputSchema,
        output: typeof output === "object" && output !== null && "_zod" in output ? (output as z.ZodType) : null,
      },
    ];
  });
}

/** Texts of which one fits every text of the contract: days, instants, times, codes, words. */
const texts = [
  "Rosa",
  "2026-03-05",
  "2026-03-05T14:00:00.000Z",
  "0d9f1c3e-6f0b-4f6e-9b1a-2d3c4b5a6f70",
  "09:00",
  "US",
  "USD",
  "America/New_York",
  "123456",
  "4242",
  "a",
  "aaaaaaaaaaaaaaaaaaaa",
  "a quiet street with maples 12",
  "ab".repeat(32),
];
const numbers = [1, 0, 2, 5, 12, 45, 1000, 2026];

/** A value that the schema takes: the plainest there is. Throws where the walk does not know a shape. */
export function sampleOf(schema: z.ZodType): unknown {
  const def = defOf(schema);
  switch (def.type) {
    case "object":
      return Object.fromEntries(Object.entries(def.shape ?? {}).map(([key, one]) => [key, sampleOf(one)]));
    case "array": {
      const least = checksOf(schema).find((check) => check.check === "min_length")?.minimum ?? 0;
      return Array.from({ length: Math.max(1, least) }, () => sampleOf(def.element as z.ZodType));
    }
    case "union":
      return firstOf(schema, (def.options ?? []).map(sampleOf));
    case "nullable":
    case "optional":
    case "default":
    case "readonly":
      return sampleOf(def.innerType as z.ZodType);
    case "record":
      return { [String(sampleOf(def.keyType as z.ZodType))]: sampleOf(def.valueType as z.ZodType) };
    case "enum":
      return Object.values(def.entries ?? {})[0];
    case "literal":
      return def.values?.[0];
    case "boolean":
      return true;
    case "null":
      return null;
    case "unknown":
      return "anything";
    case "number":
      return firstOf(schema, numbers);
    case "string":
      return firstOf(schema, texts);
    default:
      throw new Error(`no sample of ${def.type} yet`);
  }
}

function firstOf(schema: z.ZodType, values: readonly unknown[]): unknown {
  const found = values.find((value) => schema.safeParse(value).success);
  if (found === undefined) throw new Error(`none of ${JSON.stringify(values)} fits`);
  return found;
}

/** The most characters a text may have; a pattern or a format that says so itself counts as 1,000. */
export function textLimit(schema: z.ZodType): number {
  const limits = checksOf(schema).map((check) => check.maximum ?? check.length ?? 0);
  return Math.max(...limits, 0) || 1000;
}

export type Place = { readonly path: readonly (string | number)[]; readonly schema: z.ZodType };

/** Every place in a schema's sample that holds a value, the whole first. */
export function placesOf(schema: z.ZodType, path: readonly (string | number)[] = []): Place[] {
  const here = { path, schema };
  const def = defOf(schema);
  switch (def.type) {
    case "object":
      return [here, ...Object.entries(def.shape ?? {}).flatMap(([key, one]) => placesOf(one, [...path, key]))];
    case "array":
      return [here, ...placesOf(def.element as z.ZodType, [...path, 0])];
    case "nullable":
    case "optional":
    case "default":
    case "readonly": {
      const [inner, ...rest] = placesOf(def.innerType as z.ZodType, path);
      return inner ? [here, inner, ...rest] : [here];
    }
    case "union": {
      const value = sampleOf(schema);
      const chosen = (def.options ?? []).find((option) => option.safeParse(value).success);
      return [here, ...(chosen ? placesOf(chosen, path) : [])];
    }
    default:
      return [here];
  }
}

/** A copy of a value with another one at a place; `drop` leaves the key out. */
export function spoil(value: unknown, path: readonly (string | number)[], other: unknown): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return other;
  if (Array.isArray(value)) return value.map((one, index) => (index === step ? spoil(one, rest, other) : one));
  const copy: Record<string, unknown> = { ...(value as Record<string, unknown>) };
  copy[step] = spoil(copy[step], rest, other);
  return copy;
}

export function without(value: unknown, path: readonly (string | number)[]): unknown {
  const key = path.at(-1);
  const parent = path.slice(0, -1);
  const holder = parent.reduce<unknown>((at, step) => (at as Record<string | number, unknown>)[step], value);
  const copy = { ...(holder as Record<string, unknown>) };
  if (key !== undefined) delete copy[String(key)];
  return spoil(value, parent, copy);
}

/** What an input lacks (control 17): strict objects, whole bounded numbers, bounded texts and lists. */
export function limitFaults(schema: z.ZodType): string[] {
  return placesOf(schema).flatMap(({ path, schema: one }) => {
    const def = defOf(one);
    const checks = checksOf(one);
    const at = path.join(".") || "the input";
    const has = (...names: string[]) => checks.some((check) => names.includes(check.check));
    const faults: string[] = [];
    if (def.type === "object" && (!def.catchall || defOf(def.catchall).type !== "never"))
      faults.push(`${at} takes keys it does not know`);
    if (def.type === "string" && def.format === undefined && !has("max_length", "length_equals") && !isShortByPattern(checks))
      faults.push(`${at} is a text without a limit`);
    if (def.type === "array" && !has("max_length", "length_equals")) faults.push(`${at} is a list without a limit`);
    if (def.type === "number" && def.format !== "safeint" && !checks.some((check) => check.format === "safeint"))
      faults.push(`${at} is a number that may have a fraction`);
    if (def.type === "unknown" || def.type === "any") faults.push(`${at} takes anything`);
    return faults;
  });
}

/** A pattern with a counted repetition to its end limits the length by itself. */
function isShortByPattern(checks: readonly Check[]): boolean {
  return checks.some((check) => check.check === "string_format");
}

/** Values that are wrong almost everywhere, and never harmless. */
export const oddValues: readonly (readonly [what: string, value: unknown])[] = [
  ["nothing", undefined],
  ["null", null],
  ["a text", "Robert'); DROP TABLE patient;--"],
  ["an empty text", ""],
  ["a text with NUL", "a\u0000b"],
  ["half a character", "\ud800"],
  ["a long text", "x".repeat(100_001)],
  ["a fraction", 0.5],
  ["a negative number", -1],
  ["not a number", Number.NaN],
  ["endless", Number.POSITIVE_INFINITY],
  ["beyond the safe integers", 2 ** 53],
  ["a big integer", 1n],
  ["true", true],
  ["a list", []],
  ["a list in a list", [[[[]]]]],
  ["an object", {}],
  ["a date", new Date(0)],
  ["a function", () => 1],
  ["a symbol", Symbol("x")],
  ["a map", new Map([["a", 1]])],
  ["an object with a prototype of its own", JSON.parse('{"__proto__": {"isOwner": true}}')],
];
