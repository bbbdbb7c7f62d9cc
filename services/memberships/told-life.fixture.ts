/**
 * A story of a membership as a table: what the desk did on which day, and what must stand in the books
 * at the end. Every preview is held to its word on the way (MEM-21), and a second run makes nothing.
 */
import { expect } from "vitest";
import type { PeriodMonths } from "#domain/calendar.ts";
import type { Hold } from "#domain/memberships/draw-facts.ts";
import type { CancelInput } from "./cancel.ts";
import { Life, type LifeStart } from "./member-life.fixture.ts";
import type { PlanMoveInput } from "./move-plan.ts";

/** What was done on a day; amounts are those that the act itself answers. */
export type Act =
  | readonly [on: string, act: "day", drawDay: number, towards: "later" | "earlier"]
  | readonly [on: string, act: "shift", collectOn: string]
  | readonly [
      on: string,
      act: "move",
      monthlyCents: number,
      when: PlanMoveInput["when"],
      periodMonths: PeriodMonths,
      answer: { readonly dueCents: number; readonly creditCents: number },
    ]
  | readonly [on: string, act: "hold", from: string, until: string | null, kind: Hold["kind"]]
  | readonly [on: string, act: "resume", at: string]
  | readonly [on: string, act: "cancel", when: CancelInput["when"], onDate: string | null]
  | readonly [on: string, act: "undo"]
  | readonly [
      on: string,
      act: "rejoin",
      drawDay: number | null,
      fee: { readonly cents: number; readonly reason: string } | null,
      dueCents: number,
    ]
  /** Nothing is paid up to this day. */
  | readonly [on: string, act: "unpaid"];

export type Story = {
  readonly title: string;
  readonly joinedOn: string;
  readonly start?: LifeStart;
  readonly acts: readonly Act[];
  readonly until: string;
  /** The periods in force at the end: from, to, kind, cents. */
  readonly periods: readonly string[];
  /** The invoices of draws and moves: day, cents. */
  readonly draws: readonly string[];
  /** What was given back for days that were billed and not used. */
  readonly backCents: number;
  /** Household credit that is left. */
  readonly creditCents?: number;
  readonly standing?: string;
};

export function tell(story: Story): void {
  const life = new Life(story.joinedOn, story.start);
  for (const act of story.acts) perform(life.until(act[0], { pays: act[1] !== "unpaid" }), act);
  life.until(story.until);
  expect(life.periods()).toEqual(story.periods);
  expect(life.draws(0).filter((draw) => !draw.startsWith("null"))).toEqual(story.draws);
  expect(life.givenBack()).toBe(story.backCents);
  expect(life.club.balance(life.householdId)).toEqual({ balanceCents: 0, creditCents: story.creditCents ?? 0 });
  if (story.standing !== undefined) expect(life.card().standing).toBe(story.standing);
  life.end();
}

function perform(life: Life, act: Act): void {
  switch (act[1]) {
    case "day":
      expect(life.changeDay(act[2], act[3])).toEqual([life.membershipId]);
      break;
    case "shift":
      life.shift(act[2]);
      break;
    case "move":
      expect(life.move(act[2], act[3], act[4])).toMatchObject(act[5]);
      break;
    case "hold":
      life.hold(act[2], act[3], act[4]);
      break;
    case "resume":
      life.resume(act[2]);
      break;
    case "cancel":
      life.cancel(act[2], act[3]);
      break;
    case "undo":
      life.undoCancel();
      break;
    case "rejoin":
      expect(life.rejoin(act[2], act[3]).dueCents).toBe(act[4]);
      break;
    case "unpaid":
      break;
  }
}
