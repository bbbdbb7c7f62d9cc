/** What a decline code means, and the three things each decline shows (BIL-12): staff, patient, next step. */
import type { Day } from "../calendar.ts";
import { dayText } from "../day-text.ts";
import { networkCodes, processorCodes } from "./decline-codes.ts";
import { situations, type DeclineKind, type SituationName } from "./decline-situations.ts";
import { noticeNames, type NoticeKind } from "./notice-kinds.ts";

export type Decline = {
  readonly code: string;
  readonly situation: SituationName;
  readonly kind: DeclineKind;
  readonly staff: string;
  readonly patient: string;
};

/** Any code, as the processor wrote it; one that nobody has heard of is `unknown` and soft. */
export function declineFor(code: string): Decline {
  const trimmed = code.trim();
  const lower = trimmed.toLowerCase();
  const situation =
    own(processorCodes, lower) ?? own(networkCodes, trimmed.toUpperCase()) ?? ("unknown" satisfies SituationName);
  return { code: trimmed, situation, ...situations[situation] };
}

/** A code may be called `constructor`; only the table's own keys count. */
function own(table: Readonly<Record<string, SituationName>>, key: string): SituationName | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}

/** What the machine does next by itself about an unpaid invoice. */
export type NextStep =
  | { readonly kind: "retry"; readonly on: Day }
  | { readonly kind: "notice"; readonly notice: NoticeKind; readonly on: Day }
  /** The final notice waits for the printer; until it is printed nothing lapses. */
  | { readonly kind: "letter_waits"; readonly notice: NoticeKind }
  | { readonly kind: "lapse"; readonly on: Day }
  | { readonly kind: "held" }
  | { readonly kind: "none" };

export function nextStepSentence(step: NextStep): string {
  switch (step.kind) {
    case "retry":
      return `The card is tried again on ${dayText(step.on)}.`;
    case "notice":
      return `“${noticeNames[step.notice]}” is written on ${dayText(step.on)}.`;
    case "letter_waits":
      return step.notice === "past_due_final"
        ? "The final notice waits to be printed. The membership lapses 7 days after that at the earliest."
        : `“${noticeNames[step.notice]}” waits to be printed.`;
    case "lapse":
      return `The membership lapses on ${dayText(step.on)}.`;
    case "held":
      return "On hold: nothing happens by itself until the hold ends.";
    case "none":
      return "Nothing happens by itself.";
  }
}

export type DeclineSentences = { readonly staff: string; readonly patient: string; readonly next: string };

/** The three sentences of one decline (BIL-12). */
export function declineSentences(code: string, step: NextStep): DeclineSentences {
  const { staff, patient } = declineFor(code);
  return { staff, patient, next: nextStepSentence(step) };
}
