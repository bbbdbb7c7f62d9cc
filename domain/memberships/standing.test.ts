import { describe, expect, test } from "vitest";
import { toDay } from "../calendar.ts";
import { standingOf, standingsOf, type StandingFacts } from "./standing.ts";

const today = toDay("2026-12-10");
const nothing: StandingFacts = {
  startOn: toDay("2026-01-01"),
  pending: false,
  lapsedOn: null,
  holds: [],
  cancellation: null,
  unpaidSinceOn: null,
  declinedOn: null,
};
const held = { holds: [{ kind: "pause" as const, from: toDay("2026-12-01"), until: toDay("2026-12-11") }] };

describe("F-12 the standing is derived from records and today, first match wins", () => {
  test.each<[string, Partial<StandingFacts>]>([
    ["active", {}],
    ["past_due", { unpaidSinceOn: toDay("2026-12-05") }],
    ["active", { unpaidSinceOn: today }],
    ["past_due", { declinedOn: today }],
    ["active", { declinedOn: toDay("2026-12-11") }],
    ["on_hold", { ...held, unpaidSinceOn: toDay("2026-12-05") }],
    ["lapsed", { ...held, lapsedOn: today }],
    ["active", { lapsedOn: toDay("2026-12-11") }],
    ["pending", { pending: true, lapsedOn: today, ...held }],
    ["cancelling", { cancellation: { effectiveOn: toDay("2026-12-11"), kind: "cancelled" } }],
    ["cancelled", { cancellation: { effectiveOn: today, kind: "cancelled" }, pending: true }],
    ["expired", { cancellation: { effectiveOn: toDay("2026-12-01"), kind: "expired" } }],
  ])("F-12 %s", (word, facts) => {
    expect(standingOf({ ...nothing, ...facts }, today)).toBe(word);
  });

  test("F-12 the others show as flags", () => {
    expect(
      standingsOf(
        {
          ...nothing,
          ...held,
          unpaidSinceOn: toDay("2026-12-05"),
          cancellation: { effectiveOn: toDay("2027-01-01"), kind: "cancelled" },
        },
        today,
      ),
    ).toEqual(["on_hold", "past_due", "cancelling", "active"]);
  });

  test("MEM-12 the day a hold ends is not held any more", () => {
    expect(standingOf({ ...nothing, ...held }, toDay("2026-12-11"))).toBe("active");
  });
});
