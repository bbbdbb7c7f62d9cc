import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays, toDay } from "../calendar.ts";
import { mayHaveBeenWritten, nextReminderOn, reminderKind, reminderSteps, stepDue } from "./reminder-steps.ts";

const always = toDay("2020-01-01");
/** Net 15 from 1 November 2026. */
const net15 = { invoicedOn: toDay("2026-11-01"), dueOn: toDay("2026-11-16") };
const onReceipt = { invoicedOn: toDay("2026-11-01"), dueOn: toDay("2026-11-01") };
const said = (invoice: typeof net15, today: string, from = always) => {
  const due = stepDue(invoice, from, toDay(today));
  return due === null ? "nothing" : `${due.step} of ${due.on}`;
};

describe("INV-5 the steps of an automatic reminder", () => {
  test.each([
    ["2026-11-01", "nothing"],
    ["2026-11-12", "nothing"],
    ["2026-11-13", "-3 of 2026-11-13"],
    ["2026-11-15", "-3 of 2026-11-13"],
    ["2026-11-16", "0 of 2026-11-16"],
    ["2026-11-22", "0 of 2026-11-16"],
    ["2026-11-23", "7 of 2026-11-23"],
    ["2026-11-30", "14 of 2026-11-30"],
    ["2026-12-15", "14 of 2026-11-30"],
    ["2026-12-16", "30 of 2026-12-16"],
    ["2027-06-01", "30 of 2026-12-16"],
  ])("INV-5 an invoice of 1 November due on the 16th: on %s the latest step is %s", (today, step) => {
    expect(said(net15, today)).toBe(step);
  });

  test.each([
    ["2026-11-01", "nothing"],
    ["2026-11-07", "nothing"],
    ["2026-11-08", "7 of 2026-11-08"],
    ["2026-12-01", "30 of 2026-12-01"],
  ])("INV-5 due on receipt: nobody is reminded of what was just handed over; on %s %s", (today, step) => {
    expect(said(onReceipt, today)).toBe(step);
  });

  test("INV-5 a bill with three days to pay has no step on its own day, with four it has", () => {
    expect(said({ invoicedOn: toDay("2026-11-01"), dueOn: toDay("2026-11-04") }, "2026-11-03")).toBe("nothing");
    expect(said({ invoicedOn: toDay("2026-11-01"), dueOn: toDay("2026-11-05") }, "2026-11-03")).toBe("-3 of 2026-11-02");
  });

  test("INV-5 steps from before reminders were switched on are not made up for", () => {
    expect(said(net15, "2026-11-29", toDay("2026-11-24"))).toBe("nothing");
    expect(said(net15, "2026-11-29", toDay("2026-11-23"))).toBe("7 of 2026-11-23");
    expect(said(net15, "2026-11-30", toDay("2026-11-24"))).toBe("14 of 2026-11-30");
  });

  test("INV-5 day after day, each step comes once, in order, and on its own day", () => {
    const anyDay = fc.integer({ min: 0, max: 2000 }).map((days) => addDays(always, days));
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 0, max: 60 }), fc.integer({ min: -40, max: 60 }), (invoicedOn, terms, switched) => {
        const invoice = { invoicedOn, dueOn: addDays(invoicedOn, terms) };
        const from = addDays(invoicedOn, switched);
        const seen: number[] = [];
        for (let day = 0; day <= 120; day += 1) {
          const today = addDays(invoicedOn, day);
          const due = stepDue(invoice, from, today);
          if (due === null || seen.includes(due.step)) continue;
          expect(due.on).toBe(today);
          expect(due.on >= from && due.on > invoicedOn).toBe(true);
          seen.push(due.step);
        }
        expect(seen).toEqual(
          reminderSteps.filter((step) => addDays(invoice.dueOn, step) > invoicedOn && addDays(invoice.dueOn, step) >= from),
        );
      }),
    );
  });
});

test.each([
  ["2026-11-10", false],
  ["2026-11-11", true],
  ["2026-11-14", true],
  ["2026-11-15", false],
])("INV-5 restored on the 14th from a backup of the 10th: a step of %s may have been written (%s)", (on, may) => {
  expect(mayHaveBeenWritten(toDay(on), [{ after: toDay("2026-11-10"), through: toDay("2026-11-14") }])).toBe(may);
  expect(mayHaveBeenWritten(toDay(on), [])).toBe(false);
});

test.each([
  [null, null],
  ["2026-11-22", "2026-11-25"],
  ["2026-11-20", "2026-11-23"],
  ["2026-11-19", null],
  ["2026-01-01", null],
])("INV-5 reminded of on %s, on 22 November the next is possible from %s", (last, next) => {
  expect(nextReminderOn(last === null ? null : toDay(last), toDay("2026-11-22"))).toBe(next);
});

test("INV-5 until the due day is over a letter says when it is due", () => {
  expect(reminderKind(toDay("2026-11-23"), toDay("2026-11-22"))).toBe("invoice_due_soon");
  expect(reminderKind(toDay("2026-11-22"), toDay("2026-11-22"))).toBe("invoice_due_soon");
  expect(reminderKind(toDay("2026-11-21"), toDay("2026-11-22"))).toBe("invoice_reminder");
});
