/** Cancellations told as lives (MEM-13): now, on a date, at the end of the paid period, and taken back. */
import { test } from "vitest";
import { tell, type Story } from "./told-life.fixture.ts";

const stories: readonly Story[] = [
  {
    title: "at the end of the month that the activation fee paid, in billing only: the stub after it is not drawn ahead of its days",
    joinedOn: "2026-01-10",
    start: { includesFirstPeriod: true, drawDay: 20 },
    acts: [
      ["2026-01-12", "hold", "2026-01-25", "2026-03-10", "billing_only"],
      ["2026-01-15", "cancel", "end_of_paid_period", null],
    ],
    until: "2026-03-21",
    periods: ["2026-01-10 2026-02-10 covered 0"],
    draws: [],
    backCents: 0,
    standing: "cancelled",
  },
  {
    title: "MEM-13 on a date inside a period: that period is drawn whole, nothing after it",
    joinedOn: "2026-01-05",
    acts: [
      ["2026-01-05", "cancel", "on_date", "2026-03-20"],
    ],
    until: "2026-06-05",
    periods: [
      "2026-01-05 2026-02-05 period 3700",
      "2026-02-05 2026-03-05 period 3700",
      "2026-03-05 2026-04-05 period 3700",
    ],
    draws: ["2026-02-05 3700", "2026-03-05 3700"],
    backCents: 0,
    standing: "cancelled",
  },
  {
    title: "MEM-13 on a draw day: that day is not charged",
    joinedOn: "2026-01-05",
    acts: [
      ["2026-01-05", "cancel", "on_date", "2026-02-05"],
    ],
    until: "2026-04-05",
    periods: [
      "2026-01-05 2026-02-05 period 3700",
    ],
    draws: [],
    backCents: 0,
    standing: "cancelled",
  },
  {
    title: "MEM-13 now, with the running period unpaid: it stays owed, for it began before",
    joinedOn: "2026-01-05",
    acts: [
      ["2026-02-10", "unpaid"],
      ["2026-02-10", "cancel", "now", null],
    ],
    until: "2026-04-05",
    periods: [
      "2026-01-05 2026-02-05 period 3700",
      "2026-02-05 2026-03-05 period 3700",
    ],
    draws: ["2026-02-05 3700"],
    backCents: 0,
    standing: "cancelled",
  },
  {
    title: "MEM-12 MEM-13 a cancellation after a hold: the stub at its end and one draw",
    joinedOn: "2026-01-05",
    acts: [
      ["2026-01-05", "hold", "2026-01-20", "2026-03-20", "pause"],
      ["2026-01-05", "cancel", "on_date", "2026-04-20"],
    ],
    until: "2026-06-05",
    periods: [
      "2026-01-05 2026-01-20 period 1790",
      "2026-03-20 2026-04-05 stub 1910",
      "2026-04-05 2026-05-05 period 3700",
    ],
    draws: ["2026-03-20 1910", "2026-04-05 3700"],
    backCents: 1910,
    standing: "cancelled",
  },
  {
    title: "MEM-12 MEM-13 cancelled while on hold: the paid days ended with the hold's first day, so it ends today",
    joinedOn: "2026-01-05",
    acts: [
      ["2026-01-05", "hold", "2026-01-20", "2026-03-20", "pause"],
      ["2026-02-01", "cancel", "end_of_paid_period", null],
    ],
    until: "2026-06-05",
    periods: [
      "2026-01-05 2026-01-20 period 1790",
    ],
    draws: [],
    backCents: 1910,
    creditCents: 1910,
    standing: "cancelled",
  },
  {
    title: "MEM-13 undone before its day: draws go on as if nothing had been",
    joinedOn: "2026-01-05",
    acts: [
      ["2026-01-05", "cancel", "end_of_paid_period", null],
      ["2026-02-01", "undo"],
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
    standing: "active",
  },
  {
    title: "MEM-13 undone on the day it was entered",
    joinedOn: "2026-01-05",
    acts: [
      ["2026-02-05", "cancel", "on_date", "2026-02-20"],
      ["2026-02-05", "undo"],
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
    standing: "active",
  },
  {
    title: "MEM-13 a year runs to its end and is not drawn again",
    joinedOn: "2026-01-05",
    start: { months: 12 },
    acts: [
      ["2026-01-05", "cancel", "end_of_paid_period", null],
    ],
    until: "2027-02-05",
    periods: [
      "2026-01-05 2027-01-05 period 42500",
    ],
    draws: [],
    backCents: 0,
    standing: "cancelled",
  },
  {
    title: "MEM-3 MEM-13 now, before the days of a stub that was drawn ahead: nothing else is on its invoice, so it is void",
    joinedOn: "2026-01-10",
    start: { drawDay: 20, includesFirstPeriod: true },
    acts: [
      ["2026-01-20", "unpaid"],
      ["2026-01-20", "cancel", "now", null],
    ],
    until: "2026-03-20",
    periods: [
      "2026-01-10 2026-02-10 covered 0",
    ],
    draws: ["2026-01-20 1194"],
    backCents: 0,
    standing: "cancelled",
  },
  {
    title: "MEM-13 on a date inside an unpaid period: the period stays owed",
    joinedOn: "2026-01-05",
    acts: [
      ["2026-02-10", "unpaid"],
      ["2026-02-10", "cancel", "on_date", "2026-02-20"],
    ],
    until: "2026-04-05",
    periods: [
      "2026-01-05 2026-02-05 period 3700",
      "2026-02-05 2026-03-05 period 3700",
    ],
    draws: ["2026-02-05 3700"],
    backCents: 0,
    standing: "cancelled",
  },
  {
    title: "MEM-12 MEM-13 now, while a pause waits: the pause never begins, and nothing is given back for it",
    joinedOn: "2026-03-11",
    acts: [
      ["2026-03-20", "hold", "2026-04-17", "2026-06-11", "pause"],
      ["2026-04-11", "cancel", "now", null],
    ],
    until: "2026-07-01",
    periods: [
      "2026-03-11 2026-04-11 period 3700",
      "2026-04-11 2026-05-11 period 3700",
    ],
    draws: ["2026-04-11 3700"],
    backCents: 0,
    standing: "cancelled",
  },
  {
    title: "MEM-12 MEM-13 at the end of the paid days while an extend runs: the days it moved are covered first",
    joinedOn: "2026-01-05",
    acts: [
      ["2026-01-20", "hold", "2026-01-20", "2026-03-20", "extend"],
      ["2026-02-10", "cancel", "end_of_paid_period", null],
    ],
    until: "2026-06-05",
    periods: [
      "2026-01-05 2026-01-20 period 1790",
      "2026-03-20 2026-04-05 covered 1910",
    ],
    draws: [],
    backCents: 0,
    standing: "cancelled",
  },
  {
    title: "MEM-12 MEM-13 at the end of the paid days while an extend waits: it ends after the days it will move",
    joinedOn: "2026-01-05",
    acts: [
      ["2026-01-10", "hold", "2026-01-20", "2026-03-20", "extend"],
      ["2026-01-12", "cancel", "end_of_paid_period", null],
    ],
    until: "2026-06-05",
    periods: [
      "2026-01-05 2026-01-20 period 1790",
      "2026-03-20 2026-04-05 covered 1910",
    ],
    draws: [],
    backCents: 0,
    standing: "cancelled",
  },
  {
    title: "MEM-2 MEM-13 a full period paid at the start ends where it was paid to, without another draw",
    joinedOn: "2026-01-10",
    start: { drawDay: 20, firstMoney: "full_now" },
    acts: [
      ["2026-01-12", "cancel", "end_of_paid_period", null],
    ],
    until: "2026-04-05",
    periods: [
      "2026-01-10 2026-01-20 stub 3700",
    ],
    draws: [],
    backCents: 0,
    standing: "cancelled",
  },
];

test.each(stories)("$title", tell);
