/** Sorts what a call threw into the failures of the kit, with words for the desk (F-17). */
import { ORPCError } from "@orpc/client";
import type { RefusalFacts } from "#domain/refusal.ts";
import { isRefusalCode, refusalSentence } from "#contract/refusals.ts";
import type { Failure, FieldProblem } from "../../kit/failure.ts";
import { OutageError } from "./connection.ts";

export function failureOf(error: unknown): Failure {
  if (error instanceof OutageError) {
    return {
      kind: "outage",
      sentence: "The office does not answer just now. This goes on by itself as soon as it does.",
    };
  }
  if (error instanceof ORPCError) return failureOfAnswer(error.code, error.data);
  return {
    kind: "fault",
    sentence: "Something went wrong on our side. Nothing was saved.",
    incident: null,
  };
}

function failureOfAnswer(code: string, data: unknown): Failure {
  const facts = typeof data === "object" && data !== null ? (data as Record<string, unknown>) : {};
  switch (code) {
    case "REFUSAL":
      return refusal(String(facts["code"]), facts["facts"]);
    case "INVALID":
      return {
        kind: "invalid",
        sentence: "Some of what was typed does not fit yet. Nothing was saved.",
        fields: fieldProblems(facts["fields"]),
      };
    case "FORBIDDEN":
      return {
        kind: "session",
        sentence:
          "Your role does not include this. Ask the practice owner to do it or to change your role.",
      };
    case "SIGNED_OUT":
      return { kind: "session", sentence: "You are signed out. Sign in, then do it again." };
    case "LOCKED":
      return { kind: "session", sentence: "This window is locked. Unlock it, then do it again." };
    case "NO_PRACTICE":
      return { kind: "session", sentence: "No practice is open. Open one, then do it again." };
    default:
      return {
        kind: "fault",
        sentence: "Something went wrong on our side. Nothing was saved.",
        incident: typeof facts["incident"] === "string" ? facts["incident"] : null,
      };
  }
}

function refusal(code: string, facts: unknown): Failure {
  if (!isRefusalCode(code)) {
    return {
      kind: "refusal",
      code,
      sentence:
        "The office said no, with a reason this window does not know. Reload the window, then try again.",
    };
  }
  // The office types facts by code; what arrives here was checked there.
  const sentence = refusalSentence(code, facts as RefusalFacts[typeof code]);
  return { kind: "refusal", code, sentence };
}

/** Problems that the contract's schemas name by a code. */
const problemSentences: Readonly<Record<string, string>> = {
  day_not_real: "This is not a day of the calendar.",
  text_empty: "Fill this in.",
  text_not_storable: "This holds characters that cannot be saved. Type it again.",
};

function fieldProblems(fields: unknown): FieldProblem[] {
  if (!Array.isArray(fields)) return [];
  return fields.map(({ path = "", problem = "" }: { path?: string; problem?: string }) => ({
    path,
    sentence: problemSentences[problem] ?? problem,
  }));
}

/** Whether trying again by itself may help: only when the office could not be asked. */
export function isOutage(error: unknown): boolean {
  return error instanceof OutageError;
}
