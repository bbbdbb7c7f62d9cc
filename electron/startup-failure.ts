/** What is said when the office does not open: a refusal in its own words, else that it was us (F-17). */
import { refusalSentence, isRefusalCode } from "#contract/refusals.ts";

interface RefusalLike {
  readonly code: unknown;
  readonly facts: unknown;
}

export function startupSentence(error: unknown): string {
  const { code, facts } = (error ?? {}) as Partial<RefusalLike>;
  if (typeof code === "string" && isRefusalCode(code)) return refusalSentence(code, facts as never);
  return "Perennial could not open its data. Nothing was changed. Start it again; if this comes back, restart the computer and restore the latest backup.";
}
