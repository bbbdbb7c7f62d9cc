import { expect, test } from "vitest";
import { entriesFor, isWithin, navigation } from "./navigation.ts";

test("UI-1 the navigation has the eleven places in their order, Settings at the foot", () => {
  expect(navigation.map((entry) => entry.label)).toEqual([
    "Today",
    "Schedule",
    "Patients",
    "Memberships",
    "Packages",
    "Invoices",
    "Payments",
    "Documents",
    "Reports",
    "Help",
    "Settings",
  ]);
  expect(navigation.filter((entry) => entry.foot === true).map((entry) => entry.label)).toEqual([
    "Settings",
  ]);
  expect(new Set(navigation.map((entry) => entry.key)).size).toBe(navigation.length);
});

test("UI-1 a place that is not built or not allowed is left out", () => {
  const built = (path: string) => path === "/patients" || path === "/reports";
  expect(entriesFor(built, () => true).map((entry) => entry.path)).toEqual([
    "/patients",
    "/reports",
  ]);
  expect(
    entriesFor(built, (permission) => permission !== "reports.view").map((entry) => entry.path),
  ).toEqual(["/patients"]);
});

test("UI-1 a chart belongs to Patients, and Today does not belong to a longer name", () => {
  expect(isWithin("/patients", "/patients/12")).toBe(true);
  expect(isWithin("/patients", "/patients")).toBe(true);
  expect(isWithin("/today", "/today-board")).toBe(false);
});
