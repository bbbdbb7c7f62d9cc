import { describe, expect, test } from "vitest";
import { toDay } from "../calendar.ts";
import { defaultDunning } from "./settings.ts";
import { nextStep, type CaseProgress } from "./next-step.ts";
import { timetable } from "./timetable.ts";

const table = timetable(toDay("2026-12-05"), defaultDunning);
const fresh: CaseProgress = {
  today: toDay("2026-12-05"),
  heldToday: false,
  canRetry: true,
  decidedRetries: new Set(),
  decidedNotices: new Set(["past_due"]),
  waitingNotice: null,
  finalNoticeOn: null,
};

describe("BIL-12 the next automatic step", () => {
  test("BIL-12 after the first failure the card is tried again on day 3", () => {
    expect(nextStep(table, fresh)).toEqual({ kind: "retry", on: "2026-12-08" });
  });

  test("BIL-10 a card that must not be tried again leaves the notices only", () => {
    expect(nextStep(table, { ...fresh, canRetry: false })).toEqual({ kind: "notice", notice: "past_due_fee", on: "2026-12-12" });
  });

  test("BIL-11 after days off it is what happens today, not what was missed", () => {
    expect(nextStep(table, { ...fresh, today: toDay("2026-12-20"), canRetry: false })).toEqual({
      kind: "notice",
      notice: "past_due_reminder",
      on: "2026-12-20",
    });
  });

  const told: CaseProgress = {
    ...fresh,
    today: toDay("2026-12-27"),
    decidedRetries: new Set([3, 7, 14, 21]),
    decidedNotices: new Set(["past_due", "past_due_fee", "past_due_reminder", "past_due_final"]),
  };

  test("BIL-11 with everything sent it is the lapse", () => {
    expect(nextStep(table, { ...told, finalNoticeOn: toDay("2026-12-27") })).toEqual({ kind: "lapse", on: "2027-01-03" });
  });

  test("BIL-11 a final notice that is not printed is what everything waits for", () => {
    expect(nextStep(table, { ...told, waitingNotice: "past_due_final" })).toEqual({ kind: "letter_waits", notice: "past_due_final" });
  });

  test("MEM-12 on hold nothing is next; with nothing left, nothing", () => {
    expect(nextStep(table, { ...fresh, heldToday: true })).toEqual({ kind: "held" });
    expect(nextStep(table, told)).toEqual({ kind: "none" });
  });
});
