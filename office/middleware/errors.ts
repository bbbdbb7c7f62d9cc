/**
 * The one place where errors become answers (F-17): a refusal keeps its code and facts, malformed
 * input names its fields, and anything else is our fault: logged once without values, told as an
 * incident code. Nothing of a stack, a statement or a path leaves the office.
 */
import { AsyncIteratorClass, ORPCError, ValidationError } from "@orpc/server";
import type { z } from "zod";
import { isDamage } from "#db/driver.ts";
import { Refusal } from "#domain/refusal.ts";
import { newIncident } from "../incident.ts";
import { fieldProblems } from "./problems.ts";

/** Told of every fault: the incident code, the operation and the error itself. */
export type FaultReporter = (fault: {
  readonly incident: string;
  readonly operation: string;
  readonly error: unknown;
}) => void;

/** The answer to an error thrown anywhere below; reports faults, and nothing else. */
export function toAnswer(error: unknown, operation: string, report: FaultReporter): ORPCError<string, unknown> {
  if (error instanceof Refusal)
    return answer("REFUSAL", 422, { code: error.code, facts: { ...error.facts } });
  if (error instanceof ORPCError && error.defined) return error;
  if (isDamage(error)) {
    // Told to the person as what it is, and to the office, which writes nothing more to the file.
    report({ incident: newIncident(), operation, error });
    return answer("REFUSAL", 422, { code: "practice_file_damaged", facts: { problems: 1 } });
  }
  if (error instanceof ORPCError && error.code === "BAD_REQUEST") {
    const { cause } = error;
    const issues = cause instanceof ValidationError ? (cause.issues as z.core.$ZodIssue[]) : [];
    return answer("INVALID", 400, { fields: fieldProblems(issues) });
  }
  const incident = newIncident();
  report({ incident, operation, error });
  return answer("FAULT", 500, { incident });
}

function answer(code: string, status: number, data: unknown): ORPCError<string, unknown> {
  return new ORPCError(code, { defined: true, status, message: code, data });
}

/** Runs one call so that only typed errors come out of it, also later out of its stream. */
export async function answering<T>(
  operation: string,
  report: FaultReporter,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw toAnswer(error, operation, report);
  }
}

/**
 * A stream whose errors are typed like those of any other call. It is not a generator: one that
 * waits for its next value could not be closed.
 */
export function answeringStream<T>(
  stream: AsyncIterator<T, void>,
  operation: string,
  report: FaultReporter,
): AsyncIteratorClass<T, void, void> {
  return new AsyncIteratorClass<T, void, void>(
    () => answering(operation, report, async () => stream.next()),
    async (reason) => {
      if (reason !== "next") await stream.return?.();
    },
  );
}

/** Whether a handler's output is a stream. */
export function isStream(output: unknown): output is AsyncIterator<unknown, void> {
  return typeof output === "object" && output !== null && "next" in output && Symbol.asyncIterator in output;
}
