/** Refusal codes of the recall list (F-17). */
import type { Day } from "../calendar.ts";

export type BenefitRecallRefusals = {
  /** The benefit year has ended, everything is used, or the member has an appointment by now. */
  recall_not_there: Record<never, never>;
  recall_call_gone: Record<never, never>;
  /** Everybody chosen was written to within the span. */
  recall_written_recently: { readonly people: number; readonly onDay: Day; readonly days: number };
  /** The letter went out, or was called off before. */
  recall_letter_gone: Record<never, never>;
};
