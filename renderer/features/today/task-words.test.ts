import { expect, test } from "vitest";
import { taskKinds } from "#domain/plan-upkeep/task-kinds.ts";
import type { TodayView } from "#contract/billing.ts";
import { placeOf, taskWords } from "./task-words.ts";

type Task = TodayView["tasks"][number];
const task = (kind: Task["kind"], over: Partial<Task> = {}): Task =>
  ({ kind, title: "Ida Lee", detail: "Young", patientId: 7, membershipId: 3, onDay: null, ...over }) as Task;

test("UI-2 every kind of task has a word of its own and a place where it is done", () => {
  expect(new Set(taskKinds.map((kind) => taskWords[kind])).size).toBe(taskKinds.length);
  for (const kind of taskKinds) expect(placeOf(task(kind)), kind).toMatch(/^#\//);
});

test.each([
  ["age_out_decide", "#/memberships/ahead?q=Ida%20Lee"],
  ["term_ends", "#/memberships/ahead?tab=renewals&q=Ida%20Lee"],
  ["renewal_unpaid", "#/collections?tab=unpaid"],
  ["price_letters", "#/collections?tab=letters"],
  ["nobodys_charge", "#/cards?tab=nobodys"],
  ["missing_birth_date", "#/patients/7/edit"],
  ["unsigned_agreement", "#/patients/7"],
  ["open_hold_ends", "#/patients/7"],
] as const)("UI-2 %s leads to %s", (kind, place) => {
  expect(placeOf(task(kind))).toBe(place);
});

test("UI-2 a task of a household without a chart leads nowhere rather than astray", () => {
  expect(placeOf(task("unsigned_agreement", { patientId: null }))).toBeNull();
  expect(placeOf(task("missing_birth_date", { patientId: null }))).toBeNull();
});
