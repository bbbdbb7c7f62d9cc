/** The whole table of answers (BIL-8, BIL-9): every state of an attempt with every answer, and what follows from sequences of them. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { toInstant, type Instant } from "../calendar.ts";
import { addMilliseconds } from "../instant.ts";
import { isLive, type AttemptState } from "./attempt.ts";
import { settleStep, type Answer, type AttemptFacts, type SettleStep } from "./settle-step.ts";

const sentAt = toInstant("2026-12-05T14:00:00.000Z");
const hour = 3_600_000;

const answers = {
  succeeded: { state: "succeeded", processorId: "ch_1" },
  declined: { state: "declined", processorId: "ch_1", code: "insufficient_funds", kind: "soft" },
  pending: { state: "pending", processorId: "ch_1" },
  unknown: { state: "unknown", reason: "no_answer" },
  not_accepted: { state: "not_accepted", reason: "invalid_request" },
  absent: { state: "absent" },
} as const satisfies Record<Answer["state"], Answer>;

type Words = Record<keyof typeof answers, string>;

/** What each state makes of each answer, a quarter of an hour after it was sent, not straight to the first request. */
const table: Readonly<Record<AttemptState, Words>> = {
  sent: {
    succeeded: "book",
    declined: "decline",
    pending: "wait pending",
    unknown: "wait unknown no_answer",
    not_accepted: "wait unknown not_accepted",
    absent: "resend",
  },
  unknown: {
    succeeded: "book",
    declined: "decline",
    pending: "wait pending",
    unknown: "wait unknown no_answer",
    not_accepted: "wait unknown not_accepted",
    absent: "resend",
  },
  pending: {
    succeeded: "book",
    declined: "decline",
    pending: "wait pending",
    unknown: "wait pending no_answer",
    not_accepted: "wait pending not_accepted",
    absent: "wait pending nonsense",
  },
  succeeded: {
    succeeded: "nothing",
    declined: "nothing",
    pending: "nothing",
    unknown: "nothing",
    not_accepted: "nothing",
    absent: "nothing",
  },
  declined: {
    succeeded: "book late",
    declined: "nothing",
    pending: "nothing",
    unknown: "nothing",
    not_accepted: "nothing",
    absent: "nothing",
  },
  failed: {
    succeeded: "book late",
    declined: "decline",
    pending: "revive",
    unknown: "nothing",
    not_accepted: "nothing",
    absent: "nothing",
  },
};

function words(step: SettleStep): string {
  switch (step.do) {
    case "book":
      return step.late ? "book late" : "book";
    case "wait":
      return `wait ${step.state}${step.doubt === null ? "" : ` ${step.doubt}`}`;
    default:
      return step.do;
  }
}

const cells = (Object.keys(table) as AttemptState[]).flatMap((state) =>
  (Object.keys(answers) as (keyof typeof answers)[]).map((answer) => [state, answer, table[state][answer]] as const),
);

test.each(cells)("BIL-8 BIL-9 %s and %s: %s", (state, answer, expected) => {
  const step = settleStep({ state, sentAt, resolution: null }, answers[answer], addMilliseconds(sentAt, hour / 4), false);
  expect(words(step)).toBe(expected);
  // Whatever carries the processor's name for the charge keeps it.
  if ("processorId" in step && step.processorId !== null) expect(step.processorId).toBe("ch_1");
});

describe("BIL-8 what a person entered by hand", () => {
  const byHand = (state: AttemptState, resolution: "charged" | "not_charged", answer: keyof typeof answers): string =>
    words(settleStep({ state, sentAt, resolution }, answers[answer], addMilliseconds(sentAt, hour), false));

  test.each([
    ["succeeded", "charged", "declined", "alarm"],
    ["succeeded", "charged", "succeeded", "nothing"],
    ["succeeded", "charged", "unknown", "nothing"],
    ["failed", "not_charged", "succeeded", "book late"],
    ["failed", "not_charged", "declined", "nothing"],
    ["failed", "not_charged", "pending", "revive"],
  ] as const)("BIL-8 %s because it was entered as %s, and then %s: %s", (state, resolution, answer, expected) => {
    expect(byHand(state, resolution, answer)).toBe(expected);
  });
});

/** An attempt with its outcome as the services keep it: what money was booked and what was said. */
type Kept = AttemptFacts & { readonly booked: number; readonly isAlarmed: boolean };

function take(kept: Kept, answer: Answer, now: Instant, isFirstSend: boolean): Kept {
  const step = settleStep(kept, answer, now, isFirstSend);
  switch (step.do) {
    case "book":
      return { ...kept, state: "succeeded", booked: kept.booked + 1 };
    case "decline":
      return { ...kept, state: "declined" };
    case "wait":
      return { ...kept, state: step.state };
    case "fail":
      return { ...kept, state: "failed" };
    case "revive":
      return { ...kept, state: "pending" };
    case "alarm":
      return { ...kept, isAlarmed: true };
    case "resend":
    case "nothing":
      return kept;
  }
}

const anyAnswer = fc.constantFrom(...Object.values(answers)) as fc.Arbitrary<Answer>;
const anyAnswers = fc.array(fc.record({ answer: anyAnswer, after: fc.integer({ min: 0, max: 30 * 24 }) }), { maxLength: 12 });

function takeAll(said: readonly { readonly answer: Answer; readonly after: number }[]): Kept {
  let kept: Kept = { state: "sent", sentAt, resolution: null, booked: 0, isAlarmed: false };
  said.forEach(({ answer, after }, index) => (kept = take(kept, answer, addMilliseconds(sentAt, after * hour), index === 0)));
  return kept;
}

describe("BIL-9 answers late, twice and in any order", () => {
  test("BIL-9 money is booked exactly once if any answer ever said that it moved, and never otherwise", () => {
    fc.assert(
      fc.property(anyAnswers, (said) => {
        const kept = takeAll(said);
        const moved = said.some(({ answer }) => answer.state === "succeeded");
        expect(kept.booked).toBe(moved ? 1 : 0);
        expect(kept.state === "succeeded").toBe(moved);
      }),
    );
  });

  test("BIL-9 the same answer twice in a row changes nothing the second time", () => {
    fc.assert(
      fc.property(anyAnswers, anyAnswer, fc.integer({ min: 1, max: 500 }), (said, answer, after) => {
        const now = addMilliseconds(sentAt, after * hour);
        const once = take(takeAll(said), answer, now, false);
        expect(take(once, answer, now, false)).toEqual(once);
      }),
    );
  });

  test("BIL-8 silence alone never ends an attempt, however long it lasts", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 10_000 }), { minLength: 1, maxLength: 20 }), (hours) => {
        expect(isLive(takeAll(hours.map((after) => ({ answer: answers.unknown, after }))).state)).toBe(true);
      }),
    );
  });

  test("R3 an attempt ends as failed only by a first request that was refused, or by absence after the key was forgotten", () => {
    fc.assert(
      fc.property(anyAnswers, (said) => {
        if (takeAll(said).state !== "failed") return;
        const wasRefused = said[0]?.answer.state === "not_accepted";
        const wasAbsentLate = said.some(({ answer, after }) => answer.state === "absent" && after >= 23);
        expect(wasRefused || wasAbsentLate).toBe(true);
      }),
    );
  });
});
