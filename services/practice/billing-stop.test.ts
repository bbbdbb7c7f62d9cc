import { afterEach, beforeEach, expect, test } from "vitest";
import { findPractice } from "#db/practice.ts";
import { addMilliseconds } from "#domain/instant.ts";
import { confirmBillingStop } from "../billing/confirm-stop.ts";
import { runBilling } from "../billing/run.ts";
import type { Cx } from "../context.ts";
import { openStaffDesk, type StaffDesk } from "../staff/desk.fixture.ts";
import { arriveFromElsewhere, mayBill, stopBilling, viewBillingStop } from "./billing-stop.ts";

let desk: StaffDesk;
beforeEach(() => {
  desk = openStaffDesk();
});
afterEach(() => desk.dispose());

const dayMs = 86_400_000;
const later = (days: number): Cx => ({ ...desk.cx, now: addMilliseconds(desk.cx.now, days * dayMs) });

test("F-19 billing goes on while the clock is believed, and stops when it is set back or far ahead", () => {
  expect(mayBill(desk.cx)).toBe(true);
  runBilling(desk.cx, "start");
  expect(mayBill(later(45))).toBe(true);
  expect(viewBillingStop(desk.cx.db)).toBeNull();
  expect(mayBill(later(-1))).toBe(false);
  expect(viewBillingStop(desk.cx.db)).toMatchObject({ reason: "clock" });
  expect(mayBill(later(1))).toBe(false);
});

test.each([46, 400, -1, -400])("F-19 a person's word that a clock %i days away is right lets billing go on from there", (days) => {
  runBilling(desk.cx, "start");
  expect(mayBill(later(days))).toBe(false);
  const ada = desk.add("Ada", "owner");
  confirmBillingStop({ ...later(days), actor: { staffId: ada, workstation: "desk" } }, "looked at the calendar");
  expect(mayBill(later(days))).toBe(true);
  expect(mayBill(later(days + 45))).toBe(true);
  runBilling(later(days), "start");
  expect(mayBill(later(days + 46))).toBe(false);
});

test("F-19 a word given before the last run says nothing about a clock moved after it", () => {
  runBilling(desk.cx, "start");
  mayBill(later(100));
  confirmBillingStop(later(100), "right");
  runBilling(later(100), "start");
  expect(mayBill(later(90))).toBe(false);
});

test("BIL-20 a file that wakes up elsewhere has a higher epoch and waits, once, until somebody confirms", () => {
  expect(arriveFromElsewhere(desk.cx, "other_computer", "there", 0)).toBe(2);
  expect(arriveFromElsewhere(desk.cx, "restored", "there", 7)).toBe(8);
  expect(desk.cx.db.read((db) => findPractice(db))).toMatchObject({ epoch: 8, computer_id: "there" });
  expect(mayBill(desk.cx)).toBe(false);
  expect(viewBillingStop(desk.cx.db)).toEqual({ reason: "other_computer", since: desk.cx.now });
  stopBilling(desk.cx, "restored", "again");
  expect(confirmBillingStop(desk.cx, "checked with the processor")).toEqual({ lifted: 2 });
  expect(mayBill(desk.cx)).toBe(true);
  expect(() => confirmBillingStop(desk.cx, "twice")).toThrowError(expect.objectContaining({ code: "billing_not_stopped" }));
  expect(desk.audits().map(({ action }) => action)).toEqual(["practice.moved", "practice.restored", "billing.stop_lifted"]);
});

test("BIL-20 while billing is stopped a run makes nothing", () => {
  stopBilling(desk.cx, "restored", "test");
  expect(runBilling(desk.cx, "asked")).toMatchObject({ invoicesMade: 0, lapsed: 0 });
});
