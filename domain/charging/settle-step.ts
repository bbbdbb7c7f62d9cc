/**
 * What an answer means for an attempt (BIL-8, BIL-9): one pure table. Answers come late, twice and in
 * any order; none of them can book money twice, and none that says money moved is ever lost.
 */
import type { Instant } from "../calendar.ts";
import { isLive, mayResend, type AttemptState, type DeclineKind } from "./attempt.ts";

/** What the processor, or its silence, said of one key. */
export type Answer =
  | { readonly state: "succeeded"; readonly processorId: string }
  | {
      readonly state: "declined";
      readonly processorId: string | null;
      readonly code: string;
      readonly kind: DeclineKind;
    }
  | { readonly state: "pending"; readonly processorId: string }
  | { readonly state: "unknown"; readonly reason: string }
  | { readonly state: "not_accepted"; readonly reason: string }
  /** The processor never executed this key. */
  | { readonly state: "absent" };

export type AttemptFacts = {
  readonly state: AttemptState;
  readonly sentAt: Instant;
  /** What a person entered by hand, if one did. */
  readonly resolution: "charged" | "not_charged" | null;
};

export type SettleStep =
  | { readonly do: "nothing" }
  /** Money moved: book it once. `late`: after the attempt had ended otherwise. */
  | { readonly do: "book"; readonly processorId: string; readonly late: boolean }
  | {
      readonly do: "decline";
      readonly kind: DeclineKind;
      readonly code: string;
      readonly processorId: string | null;
    }
  | { readonly do: "wait"; readonly state: "pending" | "unknown"; readonly processorId: string | null; readonly doubt: string | null }
  /** Nothing was executed and nothing will be: a new key may be used. */
  | { readonly do: "fail"; readonly failure: string }
  | { readonly do: "resend" }
  /** The processor works on a charge that had been given up. */
  | { readonly do: "revive"; readonly processorId: string }
  /** A person said one thing and the processor says another. */
  | { readonly do: "alarm"; readonly reason: "hand_charged_but_declined" };

const nothing: SettleStep = { do: "nothing" };

/**
 * `isFirstSend`: the answer came straight to the first request with this key. Only then does a
 * request that was not accepted prove that nothing was executed; an earlier one may still have been.
 */
export function settleStep(attempt: AttemptFacts, answer: Answer, now: Instant, isFirstSend: boolean): SettleStep {
  if (isLive(attempt.state)) return settleLive(attempt, answer, now, isFirstSend);
  switch (attempt.state) {
    case "succeeded":
      return answer.state === "declined" && attempt.resolution === "charged"
        ? { do: "alarm", reason: "hand_charged_but_declined" }
        : nothing;
    case "declined":
      return answer.state === "succeeded" ? { do: "book", processorId: answer.processorId, late: true } : nothing;
    default:
      return settleFailed(attempt, answer);
  }
}

function settleLive(attempt: AttemptFacts, answer: Answer, now: Instant, isFirstSend: boolean): SettleStep {
  const waiting = attempt.state === "pending" ? ("pending" as const) : ("unknown" as const);
  switch (answer.state) {
    case "succeeded":
      return { do: "book", processorId: answer.processorId, late: false };
    case "declined":
      return { do: "decline", kind: answer.kind, code: answer.code, processorId: answer.processorId };
    case "pending":
      return { do: "wait", state: "pending", processorId: answer.processorId, doubt: null };
    case "unknown":
      return { do: "wait", state: waiting, processorId: null, doubt: answer.reason };
    case "not_accepted":
      return isFirstSend && attempt.state === "sent"
        ? { do: "fail", failure: answer.reason }
        : { do: "wait", state: waiting, processorId: null, doubt: "not_accepted" };
    case "absent":
      // A processor that had the charge in work does not lose it: that is for a person to clear up.
      if (attempt.state === "pending") return { do: "wait", state: "pending", processorId: null, doubt: "nonsense" };
      return mayResend(attempt.sentAt, now) ? { do: "resend" } : absentStep(attempt, now);
  }
}

/** Absent and too old to be sent again. A clock that now stands before the sending proves nothing. */
function absentStep(attempt: AttemptFacts, now: Instant): SettleStep {
  return now < attempt.sentAt
    ? { do: "wait", state: "unknown", processorId: null, doubt: "clock" }
    : { do: "fail", failure: "absent" };
}

function settleFailed(attempt: AttemptFacts, answer: Answer): SettleStep {
  switch (answer.state) {
    case "succeeded":
      return { do: "book", processorId: answer.processorId, late: true };
    case "declined":
      return attempt.resolution === null
        ? { do: "decline", kind: answer.kind, code: answer.code, processorId: answer.processorId }
        : nothing;
    case "pending":
      return { do: "revive", processorId: answer.processorId };
    default:
      return nothing;
  }
}
