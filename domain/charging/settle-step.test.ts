import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { toInstant, type Instant } from "../calendar.ts";
import { addMilliseconds } from "../instant.ts";
import { isLive, type AttemptState } from "./attempt.ts";
import { settleStep, type Answer, type AttemptFacts } from "./settle-step.ts";

const sentAt = toInstant("2026-12-05T14:00:00.000Z");
const hour = 3_600_000;
const at = (ms: number): Instant => addMilliseconds(sentAt, ms);
const facts = (state: AttemptState, over: Partial<AttemptFacts> = {}): AttemptFacts => ({
  state,
  sentAt,
  resolution: null,
  ...over,
});

const succeeded: Answer = { state: "succeeded", processorId: "ch_1" };
const declined: Answer = { state: "declined", processorId: null, code: "insufficient_funds", kind: "soft" };
const pending: Answer = { state: "pending", processorId: "ch_1" };
const unknown: Answer = { state: "unknown", reason: "no_answer" };
const absent: Answer = { state: "absent" };
const refused: Answer = { state: "not_accepted", reason: "invalid_request" };
const liveStates: AttemptState[] = ["sent", "pending", "unknown"];

describe("BIL-8 an attempt without an outcome", () => {
  test.each(liveStates)("%s: success is booked, a decline is kept, silence leaves it open", (state) => {
    expect(settleStep(facts(state), succeeded, at(1), false)).toEqual({ do: "book", processorId: "ch_1", late: false });
    expect(settleStep(facts(state), declined, at(1), false)).toMatchObject({ do: "decline", kind: "soft" });
    expect(settleStep(facts(state), pending, at(1), false)).toMatchObject({ do: "wait", state: "pending" });
    expect(settleStep(facts(state), unknown, at(1), false)).toMatchObject({
      do: "wait",
      state: state === "pending" ? "pending" : "unknown",
    });
  });

  test("a request that was not accepted ends only the very first send; an earlier one may have been executed", () => {
    expect(settleStep(facts("sent"), refused, at(1), true)).toEqual({ do: "fail", failure: "invalid_request" });
    expect(settleStep(facts("sent"), refused, at(1), false)).toMatchObject({ do: "wait", state: "unknown" });
    expect(settleStep(facts("unknown"), refused, at(1), true)).toMatchObject({ do: "wait", state: "unknown" });
    expect(settleStep(facts("pending"), refused, at(1), true)).toMatchObject({ do: "wait", state: "pending" });
  });

  test("R3 absent within 23 hours is sent again under the same key, later it has definitely failed", () => {
    expect(settleStep(facts("sent"), absent, at(1), false)).toEqual({ do: "resend" });
    expect(settleStep(facts("unknown"), absent, at(23 * hour - 1), false)).toEqual({ do: "resend" });
    expect(settleStep(facts("unknown"), absent, at(23 * hour), false)).toEqual({ do: "fail", failure: "absent" });
    expect(settleStep(facts("unknown"), absent, at(-1), false)).toMatchObject({ do: "wait", doubt: "clock" });
  });

  test("a processor that had the charge in work and then knows nothing of it proves nothing", () => {
    expect(settleStep(facts("pending"), absent, at(48 * hour), false)).toMatchObject({ do: "wait", state: "pending" });
  });
});

describe("BIL-9 an answer to an attempt that has ended", () => {
  test("says nothing new about a success", () => {
    for (const answer of [succeeded, declined, pending, unknown, absent, refused])
      expect(settleStep(facts("succeeded"), answer, at(hour), false)).toEqual({ do: "nothing" });
  });

  test("money that moved after a decline or a failure is booked, late", () => {
    for (const state of ["declined", "failed"] as const)
      expect(settleStep(facts(state), succeeded, at(hour), false)).toEqual({
        do: "book",
        processorId: "ch_1",
        late: true,
      });
  });

  test("BIL-8 what a person entered by hand stands until the processor says otherwise", () => {
    const charged = facts("succeeded", { resolution: "charged" });
    expect(settleStep(charged, declined, at(hour), false)).toMatchObject({ do: "alarm" });
    expect(settleStep(charged, succeeded, at(hour), false)).toEqual({ do: "nothing" });
    const not = facts("failed", { resolution: "not_charged" });
    expect(settleStep(not, declined, at(hour), false)).toEqual({ do: "nothing" });
    expect(settleStep(not, succeeded, at(hour), false)).toMatchObject({ do: "book", late: true });
    expect(settleStep(not, pending, at(hour), false)).toMatchObject({ do: "revive" });
  });

  test("a decline that comes after a failure is what the limits must know", () => {
    expect(settleStep(facts("failed"), declined, at(hour), false)).toMatchObject({ do: "decline" });
  });
});

const answer = fc.constantFrom(succeeded, declined, pending, unknown, absent, refused);
const state = fc.constantFrom<AttemptState>("sent", "pending", "unknown", "succeeded", "declined", "failed");

test("BIL-9 whatever is answered in whatever order, money is booked at most once and never forgotten", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(answer, fc.boolean(), fc.integer({ min: 0, max: 200 * hour })), { maxLength: 12 }), (answers) => {
      let now: AttemptState = "sent";
      let booked = 0;
      for (const [given, first, age] of answers) {
        const step = settleStep(facts(now), given, at(age), first && now === "sent");
        if (step.do === "book") {
          booked += 1;
          now = "succeeded";
        } else if (step.do === "decline") now = "declined";
        else if (step.do === "fail") now = "failed";
        else if (step.do === "wait") now = step.state;
        else if (step.do === "revive") now = "pending";
      }
      expect(booked).toBe(answers.some(([given]) => given.state === "succeeded") ? 1 : 0);
      expect(now === "succeeded").toBe(booked === 1);
    }),
    { numRuns: 1000 },
  );
});

test("BIL-8 only a definite failure frees the invoice for a new key", () => {
  fc.assert(
    fc.property(state, answer, fc.integer({ min: 0, max: 22 * hour }), (from, given, age) => {
      const step = settleStep(facts(from), given, at(age), false);
      // Within 23 hours nothing but the processor's own word ends a live attempt.
      if (isLive(from) && given.state !== "declined") expect(step.do).not.toBe("fail");
      if (!isLive(from)) expect(["nothing", "book", "decline", "revive", "alarm"]).toContain(step.do);
    }),
  );
});
