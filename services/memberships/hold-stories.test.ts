/**
 * Holds of each kind on each edge, told as lives (MEM-12): what is billed, what is given back, and that the
 * preview of each hold had promised it. Amounts are cents; a stub is its share of the aligned period (F-8).
 */
import { expect, test } from "vitest";
import type { Hold } from "#domain/memberships/draw-facts.ts";
import { Life, type LifeStart } from "./member-life.fixture.ts";

type Act =
  | readonly [on: string, act: "hold", from: string, until: string | null, kind: Hold["kind"]]
  | readonly [on: string, act: "resume", at: string];

type Story = {
  readonly title: string;
  readonly joinedOn: string;
  readonly start?: LifeStart;
  readonly acts: readonly Act[];
  readonly until: string;
  /** The periods in force at the end: from, to, kind, cents. */
  readonly periods: readonly string[];
  /** The draws after the enrolment: day, cents. */
  readonly draws: readonly string[];
  /** What was given back for days that were paid and not used. */
  readonly backCents: number;
};

const stories: readonly Story[] = [
  {
    title: "a pause from a draw day gives back the whole period that was drawn that morning",
    joinedOn: "2026-01-05",
    acts: [
      ["2026-02-05", "hold", "2026-02-05", "2026-03-05", "pause"],
    ],
    until: "2026-04-05",
    periods: [
      "2026-01-05 2026-02-05 period 3700",
      "2026-03-05 2026-04-05 period 3700",
      "2026-04-05 2026-05-05 period 3700",
    ],
    draws: ["2026-02-05 3700", "2026-03-05 3700", "2026-04-05 3700"],
    backCents: 3700,
  },
  {
    title: "a pause booked before the draw day it begins on skips that draw and gives nothing back",
    joinedOn: "2026-01-05",
    acts: [
      ["2026-01-20", "hold", "2026-02-05", "2026-03-05", "pause"],
    ],
    until: "2026-04-05",
    periods: [
      "2026-01-05 2026-02-05 period 3700",
      "2026-03-05 2026-04-05 period 3700",
      "2026-04-05 2026-05-05 period 3700",
    ],
    draws: ["2026-03-05 3700", "2026-04-05 3700"],
    backCents: 0,
  },
  {
    title: "a pause from the day of joining gives back the whole first period",
    joinedOn: "2026-01-05",
    acts: [
      ["2026-01-05", "hold", "2026-01-05", "2026-02-05", "pause"],
    ],
    until: "2026-03-05",
    periods: [
      "2026-02-05 2026-03-05 period 3700",
      "2026-03-05 2026-04-05 period 3700",
    ],
    draws: ["2026-02-05 3700", "2026-03-05 3700"],
    backCents: 3700,
  },
  {
    title: "a pause from the day before a draw to the day after the next one gives back one day",
    joinedOn: "2026-01-05",
    acts: [
      ["2026-01-20", "hold", "2026-02-04", "2026-03-06", "pause"],
    ],
    until: "2026-04-05",
    periods: [
      "2026-01-05 2026-02-04 period 3581",
      "2026-03-06 2026-04-05 stub 3581",
      "2026-04-05 2026-05-05 period 3700",
    ],
    draws: ["2026-03-06 3581", "2026-04-05 3700"],
    backCents: 119,
  },
  {
    title: "a pause from the day after a draw gives back all of it but one day",
    joinedOn: "2026-01-05",
    acts: [
      ["2026-01-20", "hold", "2026-02-06", "2026-03-06", "pause"],
    ],
    until: "2026-04-05",
    periods: [
      "2026-01-05 2026-02-05 period 3700",
      "2026-02-05 2026-02-06 period 132",
      "2026-03-06 2026-04-05 stub 3581",
      "2026-04-05 2026-05-05 period 3700",
    ],
    draws: ["2026-02-05 3700", "2026-03-06 3581", "2026-04-05 3700"],
    backCents: 3568,
  },
  {
    title: "an extend from a draw day moves the whole period behind the hold",
    joinedOn: "2026-01-05",
    acts: [
      ["2026-02-05", "hold", "2026-02-05", "2026-03-05", "extend"],
    ],
    until: "2026-04-05",
    periods: [
      "2026-01-05 2026-02-05 period 3700",
      "2026-03-05 2026-04-02 covered 3700",
      "2026-04-02 2026-04-05 stub 358",
      "2026-04-05 2026-05-05 period 3700",
    ],
    draws: ["2026-02-05 3700", "2026-03-05 358", "2026-04-05 3700"],
    backCents: 0,
  },
  {
    title: "an extend booked before the draw day it begins on finds nothing to move",
    joinedOn: "2026-01-05",
    acts: [
      ["2026-01-20", "hold", "2026-02-05", "2026-03-05", "extend"],
    ],
    until: "2026-04-05",
    periods: [
      "2026-01-05 2026-02-05 period 3700",
      "2026-03-05 2026-04-05 period 3700",
      "2026-04-05 2026-05-05 period 3700",
    ],
    draws: ["2026-03-05 3700", "2026-04-05 3700"],
    backCents: 0,
  },
  {
    title: "an extend from the day of joining moves the whole first period",
    joinedOn: "2026-01-05",
    acts: [
      ["2026-01-05", "hold", "2026-01-05", "2026-02-05", "extend"],
    ],
    until: "2026-04-05",
    periods: [
      "2026-02-05 2026-03-08 covered 3700",
      "2026-03-08 2026-04-05 stub 3342",
      "2026-04-05 2026-05-05 period 3700",
    ],
    draws: ["2026-03-05 3342", "2026-04-05 3700"],
    backCents: 0,
  },
  {
    title: "billing only from a draw day that was billed, for one month, changes nothing",
    joinedOn: "2026-01-05",
    acts: [
      ["2026-02-05", "hold", "2026-02-05", "2026-03-05", "billing_only"],
    ],
    until: "2026-05-05",
    periods: [
      "2026-01-05 2026-02-05 period 3700",
      "2026-02-05 2026-03-05 period 3700",
      "2026-03-05 2026-04-05 period 3700",
      "2026-04-05 2026-05-05 period 3700",
      "2026-05-05 2026-06-05 period 3700",
    ],
    draws: ["2026-02-05 3700", "2026-03-05 3700", "2026-04-05 3700", "2026-05-05 3700"],
    backCents: 0,
  },
  {
    title: "billing only over two draw days leaves those days unbilled, and the rest of the period is a stub",
    joinedOn: "2026-01-05",
    acts: [
      ["2026-01-20", "hold", "2026-02-05", "2026-03-20", "billing_only"],
    ],
    until: "2026-05-05",
    periods: [
      "2026-01-05 2026-02-05 period 3700",
      "2026-03-20 2026-04-05 stub 1910",
      "2026-04-05 2026-05-05 period 3700",
      "2026-05-05 2026-06-05 period 3700",
    ],
    draws: ["2026-03-20 1910", "2026-04-05 3700", "2026-05-05 3700"],
    backCents: 0,
  },
  {
    title: "billing only from the middle of a paid period leaves the paid days alone",
    joinedOn: "2026-01-05",
    acts: [
      ["2026-01-20", "hold", "2026-01-20", "2026-03-20", "billing_only"],
    ],
    until: "2026-05-05",
    periods: [
      "2026-01-05 2026-02-05 period 3700",
      "2026-03-20 2026-04-05 stub 1910",
      "2026-04-05 2026-05-05 period 3700",
      "2026-05-05 2026-06-05 period 3700",
    ],
    draws: ["2026-03-20 1910", "2026-04-05 3700", "2026-05-05 3700"],
    backCents: 0,
  },
  {
    title: "29 February: a pause from the leap day to 29 March skips exactly one draw",
    joinedOn: "2027-11-30",
    start: { drawDay: 29 },
    acts: [
      ["2028-02-20", "hold", "2028-02-29", "2028-03-29", "pause"],
    ],
    until: "2028-05-29",
    periods: [
      "2027-11-30 2027-12-29 stub 3577",
      "2027-12-29 2028-01-29 period 3700",
      "2028-01-29 2028-02-29 period 3700",
      "2028-03-29 2028-04-29 period 3700",
      "2028-04-29 2028-05-29 period 3700",
      "2028-05-29 2028-06-29 period 3700",
    ],
    draws: ["2027-12-29 3700", "2028-01-29 3700", "2028-03-29 3700", "2028-04-29 3700", "2028-05-29 3700"],
    backCents: 0,
  },
  {
    title: "29 February: a member on day 31 pauses on the leap day, and comes back to the last day of April",
    joinedOn: "2027-11-30",
    start: { drawDay: 31 },
    acts: [
      ["2028-02-29", "hold", "2028-02-29", "2028-04-10", "pause"],
    ],
    until: "2028-05-31",
    periods: [
      "2027-11-30 2027-12-31 period 3700",
      "2027-12-31 2028-01-31 period 3700",
      "2028-01-31 2028-02-29 period 3700",
      "2028-04-10 2028-04-30 stub 2467",
      "2028-04-30 2028-05-31 period 3700",
      "2028-05-31 2028-06-30 period 3700",
    ],
    draws: ["2027-12-31 3700", "2028-01-31 3700", "2028-02-29 3700", "2028-04-10 2467", "2028-04-30 3700", "2028-05-31 3700"],
    backCents: 3700,
  },
  {
    title: "29 February: a year that began on the leap day has 365 days to give back from, and restarts on the 29th",
    joinedOn: "2028-02-29",
    start: { months: 12 },
    acts: [
      ["2028-06-01", "hold", "2028-06-01", "2028-09-01", "pause"],
    ],
    until: "2029-03-29",
    periods: [
      "2028-02-29 2028-06-01 period 10829",
      "2028-09-01 2028-09-29 stub 3251",
      "2028-09-29 2029-09-29 period 42500",
    ],
    draws: ["2028-09-01 3251", "2028-09-29 42500"],
    backCents: 31671,
  },
  {
    title: "29 February: a pause over the end of a leap-day year gives back the year's last 44 days",
    joinedOn: "2028-02-29",
    start: { months: 12 },
    acts: [
      ["2028-12-01", "hold", "2029-01-15", "2029-03-15", "pause"],
    ],
    until: "2029-05-01",
    periods: [
      "2028-02-29 2029-01-15 period 37377",
      "2029-03-15 2029-03-29 stub 1630",
      "2029-03-29 2030-03-29 period 42500",
    ],
    draws: ["2029-03-15 1630", "2029-03-29 42500"],
    backCents: 5123,
  },
  {
    title: "29 February: an extend over the end of a leap-day year moves its last 44 days behind the hold",
    joinedOn: "2028-02-29",
    start: { months: 12 },
    acts: [
      ["2028-12-01", "hold", "2029-01-15", "2029-03-15", "extend"],
    ],
    until: "2029-06-01",
    periods: [
      "2028-02-29 2029-01-15 period 37377",
      "2029-03-15 2029-04-28 covered 5123",
      "2029-04-28 2029-04-29 stub 116",
      "2029-04-29 2030-04-29 period 42500",
    ],
    draws: ["2029-03-29 116", "2029-04-29 42500"],
    backCents: 0,
  },
  {
    title: "a quarter from 31 January to 30 April gives back 51 of its 89 days",
    joinedOn: "2026-01-31",
    start: { months: 3 },
    acts: [
      ["2026-03-10", "hold", "2026-03-10", "2026-04-20", "pause"],
    ],
    until: "2026-08-01",
    periods: [
      "2026-01-31 2026-03-10 period 4611",
      "2026-04-20 2026-04-30 stub 1213",
      "2026-04-30 2026-07-31 period 10800",
      "2026-07-31 2026-10-31 period 10800",
    ],
    draws: ["2026-04-20 1213", "2026-04-30 10800", "2026-07-31 10800"],
    backCents: 6189,
  },
  {
    title: "a quarter moves 51 days behind an extend, and its stub goes with the last draw day before they end",
    joinedOn: "2026-01-31",
    start: { months: 3 },
    acts: [
      ["2026-03-10", "hold", "2026-03-10", "2026-04-20", "extend"],
    ],
    until: "2026-09-01",
    periods: [
      "2026-01-31 2026-03-10 period 4611",
      "2026-04-20 2026-06-10 covered 6189",
      "2026-06-10 2026-06-30 stub 2374",
      "2026-06-30 2026-09-30 period 10800",
    ],
    draws: ["2026-05-31 2374", "2026-06-30 10800"],
    backCents: 0,
  },
  {
    title: "a quarter on billing only over its end begins again with a stub",
    joinedOn: "2026-01-31",
    start: { months: 3 },
    acts: [
      ["2026-03-10", "hold", "2026-03-10", "2026-05-20", "billing_only"],
    ],
    until: "2026-09-01",
    periods: [
      "2026-01-31 2026-04-30 period 10800",
      "2026-05-20 2026-05-31 stub 1291",
      "2026-05-31 2026-08-31 period 10800",
      "2026-08-31 2026-11-30 period 10800",
    ],
    draws: ["2026-05-20 1291", "2026-05-31 10800", "2026-08-31 10800"],
    backCents: 0,
  },
  {
    title: "a pause that ends on the day another begins bills that day's stub and gives all of it back",
    joinedOn: "2026-01-05",
    acts: [
      ["2026-02-10", "hold", "2026-02-10", "2026-03-10", "pause"],
      ["2026-03-10", "hold", "2026-03-10", "2026-04-10", "pause"],
    ],
    until: "2026-05-05",
    periods: [
      "2026-01-05 2026-02-05 period 3700",
      "2026-02-05 2026-02-10 period 661",
      "2026-04-10 2026-05-05 stub 3083",
      "2026-05-05 2026-06-05 period 3700",
    ],
    draws: ["2026-02-05 3700", "2026-03-10 3103", "2026-04-10 3083", "2026-05-05 3700"],
    backCents: 6142,
  },
  {
    title: "two holds booked back to back, a pause and an extend, are one break without a stub between",
    joinedOn: "2026-01-05",
    acts: [
      ["2026-02-01", "hold", "2026-02-10", "2026-03-10", "pause"],
      ["2026-02-01", "hold", "2026-03-10", "2026-04-10", "extend"],
    ],
    until: "2026-05-05",
    periods: [
      "2026-01-05 2026-02-05 period 3700",
      "2026-02-05 2026-02-10 period 661",
      "2026-04-10 2026-05-05 stub 3083",
      "2026-05-05 2026-06-05 period 3700",
    ],
    draws: ["2026-02-05 3700", "2026-04-10 3083", "2026-05-05 3700"],
    backCents: 3039,
  },
  {
    title: "a pause straight after an extend gives back the days that were moved, at what they had cost",
    joinedOn: "2026-01-05",
    acts: [
      ["2026-02-10", "hold", "2026-02-10", "2026-03-10", "extend"],
      ["2026-03-10", "hold", "2026-03-10", "2026-04-10", "pause"],
    ],
    until: "2026-06-05",
    periods: [
      "2026-01-05 2026-02-05 period 3700",
      "2026-02-05 2026-02-10 period 661",
      "2026-04-10 2026-05-05 stub 3083",
      "2026-05-05 2026-06-05 period 3700",
      "2026-06-05 2026-07-05 period 3700",
    ],
    draws: ["2026-02-05 3700", "2026-03-10 358", "2026-04-10 3083", "2026-05-05 3700", "2026-06-05 3700"],
    backCents: 3397,
  },
  {
    title: "an open-ended pause ends by itself after three months",
    joinedOn: "2026-01-05",
    acts: [
      ["2026-02-10", "hold", "2026-02-10", null, "pause"],
    ],
    until: "2026-06-05",
    periods: [
      "2026-01-05 2026-02-05 period 3700",
      "2026-02-05 2026-02-10 period 661",
      "2026-05-10 2026-06-05 stub 3103",
      "2026-06-05 2026-07-05 period 3700",
    ],
    draws: ["2026-02-05 3700", "2026-05-10 3103", "2026-06-05 3700"],
    backCents: 3039,
  },
  {
    title: "an open-ended extend ends by itself after three months, with the paid days after it",
    joinedOn: "2026-01-05",
    acts: [
      ["2026-02-10", "hold", "2026-02-10", null, "extend"],
    ],
    until: "2026-07-05",
    periods: [
      "2026-01-05 2026-02-05 period 3700",
      "2026-02-05 2026-02-10 period 661",
      "2026-05-10 2026-06-02 covered 3039",
      "2026-06-02 2026-06-05 stub 358",
      "2026-06-05 2026-07-05 period 3700",
      "2026-07-05 2026-08-05 period 3700",
    ],
    draws: ["2026-02-05 3700", "2026-05-10 358", "2026-06-05 3700", "2026-07-05 3700"],
    backCents: 0,
  },
  {
    title: "an open-ended billing only ends by itself after three months",
    joinedOn: "2026-01-05",
    acts: [
      ["2026-02-10", "hold", "2026-02-10", null, "billing_only"],
    ],
    until: "2026-07-05",
    periods: [
      "2026-01-05 2026-02-05 period 3700",
      "2026-02-05 2026-03-05 period 3700",
      "2026-05-10 2026-06-05 stub 3103",
      "2026-06-05 2026-07-05 period 3700",
      "2026-07-05 2026-08-05 period 3700",
    ],
    draws: ["2026-02-05 3700", "2026-05-10 3103", "2026-06-05 3700", "2026-07-05 3700"],
    backCents: 0,
  },
  {
    title: "a pause that is told early when it will end is billed from that day",
    joinedOn: "2026-01-05",
    acts: [
      ["2026-02-10", "hold", "2026-02-20", null, "pause"],
      ["2026-03-01", "resume", "2026-03-15"],
    ],
    until: "2026-05-05",
    periods: [
      "2026-01-05 2026-02-05 period 3700",
      "2026-02-05 2026-02-20 period 1982",
      "2026-03-15 2026-04-05 stub 2506",
      "2026-04-05 2026-05-05 period 3700",
      "2026-05-05 2026-06-05 period 3700",
    ],
    draws: ["2026-02-05 3700", "2026-03-15 2506", "2026-04-05 3700", "2026-05-05 3700"],
    backCents: 1718,
  },
  {
    title: "an extend ended on a draw day has its moved days first and the stub that day",
    joinedOn: "2026-01-05",
    acts: [
      ["2026-02-10", "hold", "2026-02-10", null, "extend"],
      ["2026-03-05", "resume", "2026-03-05"],
    ],
    until: "2026-05-05",
    periods: [
      "2026-01-05 2026-02-05 period 3700",
      "2026-02-05 2026-02-10 period 661",
      "2026-03-05 2026-03-28 covered 3039",
      "2026-03-28 2026-04-05 stub 955",
      "2026-04-05 2026-05-05 period 3700",
      "2026-05-05 2026-06-05 period 3700",
    ],
    draws: ["2026-02-05 3700", "2026-03-05 955", "2026-04-05 3700", "2026-05-05 3700"],
    backCents: 0,
  },
  {
    title: "billing only ended early is billed from that day",
    joinedOn: "2026-01-05",
    acts: [
      ["2026-02-10", "hold", "2026-02-10", null, "billing_only"],
      ["2026-03-20", "resume", "2026-03-20"],
    ],
    until: "2026-05-05",
    periods: [
      "2026-01-05 2026-02-05 period 3700",
      "2026-02-05 2026-03-05 period 3700",
      "2026-03-20 2026-04-05 stub 1910",
      "2026-04-05 2026-05-05 period 3700",
      "2026-05-05 2026-06-05 period 3700",
    ],
    draws: ["2026-02-05 3700", "2026-03-20 1910", "2026-04-05 3700", "2026-05-05 3700"],
    backCents: 0,
  },
  {
    title: "a year that was paid at once is not touched by billing only",
    joinedOn: "2026-01-05",
    start: { months: 12 },
    acts: [
      ["2026-01-05", "hold", "2026-01-05", "2026-03-10", "billing_only"],
    ],
    until: "2026-06-05",
    periods: [
      "2026-01-05 2027-01-05 period 42500",
    ],
    draws: [],
    backCents: 0,
  },
  {
    title: "a quarter that was paid at once is not touched by billing only that ends inside it",
    joinedOn: "2026-01-31",
    start: { months: 3 },
    acts: [
      ["2026-01-31", "hold", "2026-01-31", "2026-03-10", "billing_only"],
    ],
    until: "2026-08-01",
    periods: [
      "2026-01-31 2026-04-30 period 10800",
      "2026-04-30 2026-07-31 period 10800",
      "2026-07-31 2026-10-31 period 10800",
    ],
    draws: ["2026-04-30 10800", "2026-07-31 10800"],
    backCents: 0,
  },
  {
    title: "a quarter moved whole from its draw day ends in September, with a stub drawn on 31 August",
    joinedOn: "2026-01-31",
    start: { months: 3 },
    acts: [
      ["2026-04-30", "hold", "2026-04-30", "2026-06-15", "extend"],
    ],
    until: "2026-12-01",
    periods: [
      "2026-01-31 2026-04-30 period 10800",
      "2026-06-15 2026-09-15 covered 10800",
      "2026-09-15 2026-09-30 stub 1761",
      "2026-09-30 2026-12-31 period 10800",
    ],
    draws: ["2026-04-30 10800", "2026-08-31 1761", "2026-09-30 10800"],
    backCents: 0,
  },
  {
    title: "a year whose draw falls into billing only begins again on the next draw day of the month",
    joinedOn: "2026-01-05",
    start: { months: 12 },
    acts: [
      ["2026-12-10", "hold", "2026-12-20", "2027-02-20", "billing_only"],
    ],
    until: "2027-04-05",
    periods: [
      "2026-01-05 2027-01-05 period 42500",
      "2027-02-20 2027-03-05 stub 1514",
      "2027-03-05 2028-03-05 period 42500",
    ],
    draws: ["2027-02-20 1514", "2027-03-05 42500"],
    backCents: 0,
  },
  {
    title: "an extend moves the included month and the stub drawn ahead of its days alike",
    joinedOn: "2026-01-10",
    start: { drawDay: 20, includesFirstPeriod: true },
    acts: [
      ["2026-01-15", "hold", "2026-02-01", "2026-03-10", "extend"],
    ],
    until: "2026-06-20",
    periods: [
      "2026-01-10 2026-02-01 covered 0",
      "2026-03-10 2026-03-29 covered 1194",
      "2026-03-29 2026-04-20 stub 2626",
      "2026-04-20 2026-05-20 period 3700",
      "2026-05-20 2026-06-20 period 3700",
      "2026-06-20 2026-07-20 period 3700",
    ],
    draws: ["2026-01-20 1194", "2026-03-20 2626", "2026-04-20 3700", "2026-05-20 3700", "2026-06-20 3700"],
    backCents: 0,
  },
  {
    title: "a pause booked in the included month skips the stub that would have been drawn ahead",
    joinedOn: "2026-01-10",
    start: { drawDay: 20, includesFirstPeriod: true },
    acts: [
      ["2026-01-15", "hold", "2026-02-01", "2026-03-10", "pause"],
    ],
    until: "2026-05-20",
    periods: [
      "2026-01-10 2026-02-01 covered 0",
      "2026-03-10 2026-03-20 stub 1321",
      "2026-03-20 2026-04-20 period 3700",
      "2026-04-20 2026-05-20 period 3700",
      "2026-05-20 2026-06-20 period 3700",
    ],
    draws: ["2026-03-10 1321", "2026-03-20 3700", "2026-04-20 3700", "2026-05-20 3700"],
    backCents: 0,
  },
  {
    title: "every other month on hold from 29 February: the days in between are whole periods",
    joinedOn: "2024-02-29",
    start: { drawDay: 29 },
    acts: [
      ["2024-02-29", "hold", "2024-03-29", "2024-04-29", "pause"],
      ["2024-02-29", "hold", "2024-05-29", "2024-06-29", "pause"],
    ],
    until: "2024-08-29",
    periods: [
      "2024-02-29 2024-03-29 period 3700",
      "2024-04-29 2024-05-29 period 3700",
      "2024-06-29 2024-07-29 period 3700",
      "2024-07-29 2024-08-29 period 3700",
      "2024-08-29 2024-09-29 period 3700",
    ],
    draws: ["2024-04-29 3700", "2024-06-29 3700", "2024-07-29 3700", "2024-08-29 3700"],
    backCents: 0,
  },
  {
    title: "a hold booked later for an earlier time joins the one that was there",
    joinedOn: "2026-01-05",
    acts: [
      ["2026-01-10", "hold", "2026-03-10", "2026-04-10", "pause"],
      ["2026-01-10", "hold", "2026-02-10", "2026-03-10", "pause"],
    ],
    until: "2026-06-05",
    periods: [
      "2026-01-05 2026-02-05 period 3700",
      "2026-02-05 2026-02-10 period 661",
      "2026-04-10 2026-05-05 stub 3083",
      "2026-05-05 2026-06-05 period 3700",
      "2026-06-05 2026-07-05 period 3700",
    ],
    draws: ["2026-02-05 3700", "2026-04-10 3083", "2026-05-05 3700", "2026-06-05 3700"],
    backCents: 3039,
  },
  {
    title: "a pause withdrawn before it began leaves no trace in the draws",
    joinedOn: "2026-01-05",
    acts: [
      ["2026-01-20", "hold", "2026-02-10", "2026-04-10", "pause"],
      ["2026-02-05", "resume", "2026-02-05"],
    ],
    until: "2026-04-05",
    periods: [
      "2026-01-05 2026-02-05 period 3700",
      "2026-02-05 2026-03-05 period 3700",
      "2026-03-05 2026-04-05 period 3700",
      "2026-04-05 2026-05-05 period 3700",
    ],
    draws: ["2026-02-05 3700", "2026-03-05 3700", "2026-04-05 3700"],
    backCents: 0,
  },
  {
    title: "a pause ended and begun again on one day gives back twice what was billed twice",
    joinedOn: "2026-01-05",
    acts: [
      ["2026-02-10", "hold", "2026-02-10", "2026-03-10", "pause"],
      ["2026-02-10", "resume", "2026-02-10"],
      ["2026-02-10", "hold", "2026-02-10", "2026-03-10", "pause"],
    ],
    until: "2026-04-05",
    periods: [
      "2026-01-05 2026-02-05 period 3700",
      "2026-02-05 2026-02-10 period 661",
      "2026-03-10 2026-04-05 stub 3103",
      "2026-04-05 2026-05-05 period 3700",
    ],
    draws: ["2026-02-05 3700", "2026-02-10 3039", "2026-03-10 3103", "2026-04-05 3700"],
    backCents: 6078,
  },
  {
    title: "an extend ended and begun again on one day moves the same days once",
    joinedOn: "2026-01-05",
    acts: [
      ["2026-02-10", "hold", "2026-02-10", "2026-03-10", "extend"],
      ["2026-02-10", "resume", "2026-02-10"],
      ["2026-02-10", "hold", "2026-02-10", "2026-03-10", "extend"],
    ],
    until: "2026-05-05",
    periods: [
      "2026-01-05 2026-02-05 period 3700",
      "2026-02-05 2026-02-10 period 661",
      "2026-03-10 2026-04-02 covered 3039",
      "2026-04-02 2026-04-05 stub 358",
      "2026-04-05 2026-05-05 period 3700",
      "2026-05-05 2026-06-05 period 3700",
    ],
    draws: ["2026-02-05 3700", "2026-03-10 358", "2026-04-05 3700", "2026-05-05 3700"],
    backCents: 0,
  },
  {
    title: "the month that the activation fee pays for moves behind an extend like any other",
    joinedOn: "2026-01-10",
    start: { drawDay: 20, includesFirstPeriod: true },
    acts: [
      ["2026-01-10", "hold", "2026-01-10", "2026-02-20", "extend"],
    ],
    until: "2026-05-20",
    periods: [
      "2026-02-20 2026-03-23 covered 0",
      "2026-03-23 2026-04-20 stub 3342",
      "2026-04-20 2026-05-20 period 3700",
      "2026-05-20 2026-06-20 period 3700",
    ],
    draws: ["2026-03-20 3342", "2026-04-20 3700", "2026-05-20 3700"],
    backCents: 0,
  },
  {
    title: "free days before the first draw are frozen with the pause and not given again",
    joinedOn: "2026-01-10",
    start: { drawDay: 20, firstMoney: "free_until_draw" },
    acts: [
      ["2026-01-15", "hold", "2026-01-15", "2026-02-20", "pause"],
    ],
    until: "2026-04-20",
    periods: [
      "2026-01-10 2026-01-15 free 0",
      "2026-02-20 2026-03-20 period 3700",
      "2026-03-20 2026-04-20 period 3700",
      "2026-04-20 2026-05-20 period 3700",
    ],
    draws: ["2026-02-20 3700", "2026-03-20 3700", "2026-04-20 3700"],
    backCents: 0,
  },
  {
    title: "five paid days of a first stub move behind an extend up to the very draw day",
    joinedOn: "2026-01-10",
    start: { drawDay: 20 },
    acts: [
      ["2026-01-15", "hold", "2026-01-15", "2026-02-15", "extend"],
    ],
    until: "2026-04-20",
    periods: [
      "2026-01-10 2026-01-15 stub 597",
      "2026-02-15 2026-02-20 covered 597",
      "2026-02-20 2026-03-20 period 3700",
      "2026-03-20 2026-04-20 period 3700",
      "2026-04-20 2026-05-20 period 3700",
    ],
    draws: ["2026-02-20 3700", "2026-03-20 3700", "2026-04-20 3700"],
    backCents: 0,
  },
];

test.each(stories)("MEM-12 MEM-21 $title", ({ joinedOn, start, acts, until, periods, draws, backCents }) => {
  const life = new Life(joinedOn, start);
  for (const act of acts) {
    life.until(act[0]);
    if (act[1] === "hold") life.hold(act[2], act[3], act[4]);
    else life.resume(act[2]);
  }
  life.until(until);
  expect(life.periods()).toEqual(periods);
  expect(life.draws()).toEqual(draws);
  expect(life.givenBack()).toBe(backCents);
  life.end();
});
