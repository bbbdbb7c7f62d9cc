/**
 * How every operation of the office is declared: a name, exactly one permission, an audit class,
 * strict input and stripped output (control 16–18), and the same few typed errors. A refusal
 * travels as `REFUSAL` with its code and facts (F-17); its sentence is found by the window.
 */
import { oc } from "@orpc/contract";
import { z } from "zod";
import { isDay, isInstant, type Day, type Instant } from "#domain/calendar.ts";
import type { Cents } from "#domain/money.ts";
import type { Permission } from "#domain/staff/permissions.ts";

export type AuditClass = "none" | "view" | "change" | "security";

export type OperationMeta = {
  readonly kind: "query" | "command" | "stream";
  /** `public` operations work without a session: status, first run, sign-in. */
  readonly permission: Permission | "public";
  readonly audit: AuditClass;
  readonly worksWhenLocked: boolean;
  readonly needsReauth: boolean;
};

const undeclared: OperationMeta = {
  kind: "query",
  permission: "public",
  audit: "none",
  worksWhenLocked: false,
  needsReauth: false,
};

const fact = z.union([z.string(), z.number(), z.boolean(), z.null()]);

/** The errors every operation may answer with, besides an outage of the connection itself. */
export const errors = {
  REFUSAL: { status: 422, data: z.object({ code: z.string(), facts: z.record(z.string(), fact) }) },
  INVALID: {
    status: 400,
    data: z.object({ fields: z.array(z.object({ path: z.string(), problem: z.string() })) }),
  },
  SIGNED_OUT: { status: 401, data: z.object({}) },
  LOCKED: { status: 423, data: z.object({}) },
  FORBIDDEN: { status: 403, data: z.object({ permission: z.string() }) },
  NO_PRACTICE: { status: 409, data: z.object({}) },
  FAULT: { status: 500, data: z.object({ incident: z.string() }) },
} as const;

const declared = oc.$meta<OperationMeta>(undeclared).errors(errors);

type Options = Partial<Pick<OperationMeta, "audit" | "worksWhenLocked" | "needsReauth">>;

/** A question: changes nothing (a chart view may still be recorded: audit class `view`). */
export function query(permission: OperationMeta["permission"], options: Options = {}) {
  return declared.meta({ ...undeclared, kind: "query", permission, ...options });
}

/** A live stream of events: announcements, progress. */
export function stream(permission: OperationMeta["permission"], options: Options = {}) {
  return declared.meta({ ...undeclared, kind: "stream", permission, ...options });
}

/**
 * A command: its input carries the request id that the window made for this one intent, so that a
 * repeat answers with the stored reply instead of acting twice (F-15).
 */
export function command<Shape extends z.ZodRawShape>(
  permission: OperationMeta["permission"],
  shape: Shape,
  options: Options = {},
) {
  return declared
    .meta({ ...undeclared, kind: "command", audit: "change", permission, ...options })
    .input(z.strictObject({ requestId: z.uuid(), ...shape }));
}

/** No input at all. */
export const nothing = z.strictObject({});

/** A civil day `YYYY-MM-DD` that exists. */
export const day = z
  .string()
  .max(10)
  .refine((value) => isDay(value), { error: "day_not_real" }) as unknown as z.ZodType<Day, Day>;

/** A UTC instant. */
export const instant = z
  .string()
  .max(40)
  .refine((value) => isInstant(value)) as unknown as z.ZodType<Instant, Instant>;

/** Any amount in minor units, at most ten million of a two-decimal currency either way. */
export const cents = z.int().min(-1_000_000_000).max(1_000_000_000) as unknown as z.ZodType<Cents, Cents>;

/** An amount somebody pays or is asked for: more than zero. */
export const positiveCents = z.int().min(1).max(1_000_000_000) as unknown as z.ZodType<Cents, Cents>;

/** An amount that may be nothing. */
export const notNegativeCents = z.int().min(0).max(1_000_000_000) as unknown as z.ZodType<Cents, Cents>;

/** A sum over many rows, wider than one amount. */
export const sumCents = z.int() as unknown as z.ZodType<Cents, Cents>;

/** A row id, branded for the code on both sides. */
export function id<T extends number>(): z.ZodType<T, T> {
  return z.int().positive() as unknown as z.ZodType<T, T>;
}

/**
 * Free text as typed, up to `max` characters. NUL cannot be stored faithfully and is refused;
 * lone surrogates cannot be written as UTF-8.
 */
export function text(max: number) {
  return z.string().max(max).refine(isStorableText, { error: "text_not_storable" });
}

export function requiredText(max: number) {
  return z
    .string()
    .min(1)
    .max(max)
    .refine((value) => value.trim() !== "", { error: "text_empty" })
    .refine(isStorableText, { error: "text_not_storable" });
}

function isStorableText(value: string): boolean {
  return !value.includes("\u0000") && value.isWellFormed();
}

/** Where a page of a list begins: the opaque place after the last row of the page before. */
export const pageInput = { after: z.string().max(400).nullish(), limit: z.int().min(1).max(200).default(100) };

/** A page of rows with the place to go on from, or null at the end. */
export function pageOf<T extends z.ZodType>(row: T) {
  return z.object({ rows: z.array(row), next: z.string().nullable() });
}

/** Why an amount is what it is: one sentence to read out, the steps, and the rule (MEM-20, UI-4). */
export const explanation = z.object({
  rule: z.string(),
  sentence: z.string(),
  steps: z.array(z.object({ label: z.string(), value: z.string() })),
});
export type Explanation = z.infer<typeof explanation>;

/** A file handed to the window: bytes as base64, so that every transport carries it alike. */
export const fileOut = z.object({
  fileName: z.string(),
  mediaType: z.enum(["application/pdf", "text/csv", "text/plain", "application/json"]),
  base64: z.string(),
});
