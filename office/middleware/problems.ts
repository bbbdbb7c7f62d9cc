/** What is wrong with an input, field by field, in words that never repeat the value (F-18, control 20). */
import type { z } from "zod";

export type FieldProblem = { readonly path: string; readonly problem: string };

type Issue = z.core.$ZodIssue;

const mostFields = 20;

/** Problems of our own checks in the contract, by the code they carry as their message. */
const ownChecks: ReadonlyMap<string, string> = new Map([
  ["day_not_real", "is not a day of the calendar"],
  ["text_empty", "must not be empty"],
  ["text_not_storable", "contains characters that cannot be kept"],
]);

/** Every problem with its place, such as `members.0.startOn`; at most twenty. */
export function fieldProblems(issues: readonly Issue[]): FieldProblem[] {
  return issues.slice(0, mostFields).map((issue) => ({
    path: issue.path.map(String).join("."),
    problem: problemOf(issue),
  }));
}

function problemOf(issue: Issue): string {
  switch (issue.code) {
    case "invalid_type":
      return issue.message.endsWith("received undefined")
        ? "is missing"
        : `must be ${kindWords.get(issue.expected) ?? "of another kind"}`;
    case "too_big":
      return `must be at most ${issue.maximum}${unitOf(issue.origin)}`;
    case "too_small":
      return issue.origin === "string" && issue.minimum === 1
        ? "must not be empty"
        : `must be at least ${issue.minimum}${unitOf(issue.origin)}`;
    case "unrecognized_keys":
      return "has a field that is not known here";
    case "invalid_value":
      return "is not one of the choices";
    case "invalid_format":
      return "is not written as expected";
    case "custom":
      return ownChecks.get(issue.message) ?? "is not acceptable";
    case "invalid_union":
    case "invalid_key":
    case "invalid_element":
    case "not_multiple_of":
      return "is not acceptable";
  }
}

const kindWords: ReadonlyMap<string, string> = new Map([
  ["string", "text"],
  ["number", "a number"],
  ["int", "a whole number"],
  ["boolean", "yes or no"],
  ["array", "a list"],
  ["object", "a group of fields"],
  ["null", "empty"],
]);

function unitOf(origin: string): string {
  if (origin === "string") return " characters";
  return origin === "array" || origin === "set" ? " entries" : "";
}
