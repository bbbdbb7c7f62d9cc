/**
 * What went wrong, in words for the person at the desk (F-17): a refusal says what to do next, an
 * outage that it will go on by itself, a fault only its incident code. The client sorts errors into
 * these; the kit shows them.
 */
export type FieldProblem = { readonly path: string; readonly sentence: string };

export type Failure =
  /** A rule said no; nothing happened. */
  | { readonly kind: "refusal"; readonly code: string; readonly sentence: string }
  /** What was typed does not fit; nothing happened. */
  | {
      readonly kind: "invalid";
      readonly sentence: string;
      readonly fields: readonly FieldProblem[];
    }
  /** The office cannot be reached just now. */
  | { readonly kind: "outage"; readonly sentence: string }
  /** The person may not do this, or has to sign in or unlock first. */
  | { readonly kind: "session"; readonly sentence: string }
  /** Our bug; the code finds it in the log. */
  | { readonly kind: "fault"; readonly sentence: string; readonly incident: string | null };

/** The sentence of one field, for its `error` prop. */
export function fieldProblem(failure: Failure | null, path: string): string | undefined {
  if (failure?.kind !== "invalid") return undefined;
  return failure.fields.find((field) => field.path === path)?.sentence;
}
