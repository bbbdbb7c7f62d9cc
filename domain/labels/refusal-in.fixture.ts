/** What a rule says no with, or null. */
import { Refusal, type RefusalCode } from "../refusal.ts";

export function refusalIn(work: () => unknown): { readonly code: RefusalCode; readonly facts: unknown } | null {
  try {
    work();
    return null;
  } catch (error) {
    if (error instanceof Refusal) return { code: error.code, facts: error.facts };
    throw error;
  }
}
