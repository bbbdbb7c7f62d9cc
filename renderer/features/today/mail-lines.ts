/** The lines of the mail panel: what each counts, and the outbox filtered to it (DOC-11). */
import type { TodayView } from "#contract/billing.ts";
import type { Tone } from "../../styles/palette.ts";

export type MailLine = {
  readonly words: string;
  readonly search: { readonly state: string; readonly by: string };
  readonly count: number;
  /** How it is marked when there is any; null for what only waits its turn. */
  readonly chip: Tone | null;
};

/** What needs a person first. */
export function mailLines({ failed, unsure, letters, waiting }: TodayView["mail"]): readonly MailLine[] {
  return [
    { words: "E-mail that failed", search: { by: "email", state: "failed" }, count: failed, chip: "trouble" },
    { words: "E-mail in doubt", search: { by: "email", state: "unsure" }, count: unsure, chip: "attention" },
    { words: "Paper to print", search: { by: "letter", state: "to_print" }, count: letters, chip: null },
    { words: "E-mail that waits", search: { by: "email", state: "queued" }, count: waiting, chip: null },
  ];
}
