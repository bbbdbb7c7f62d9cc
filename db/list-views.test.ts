import { afterEach, beforeEach, expect, test } from "vitest";
import { toInstant } from "#domain/calendar.ts";
import { asId, type ListViewId, type StaffId } from "#domain/identity.ts";
import {
  countViews,
  deleteView,
  dropDefaultsOfOthers,
  findDefaultView,
  findViewFor,
  insertView,
  isViewNameTaken,
  listViewsFor,
  putDefaultView,
  updateView,
} from "./list-views.ts";
import { openTestFile, type TestFile } from "./testing.ts";

const at = toInstant("2026-11-22T15:00:00.000Z");
let file: TestFile;
let ana: StaffId;
let tom: StaffId;
beforeEach(() => {
  file = openTestFile();
  [ana, tom] = ["ana", "tom"].map((username) =>
    asId<StaffId>(
      file.db.write(
        (db) =>
          db.exec(
            "insert into staff (name, username, role, created_at) values (?, ?, 'front_desk', '2026-01-01T00:00:00.000Z')",
            username,
            username,
          ).id as never,
      ),
    ),
  ) as [StaffId, StaffId];
});
afterEach(() => file.dispose());

function add(name: string, ownerId: StaffId | null, search = "status=void"): ListViewId {
  return file.db.write(
    (db) => insertView(db, { list: "invoices", name, ownerId, search, columns: "", createdBy: ana, createdAt: at }) as never,
  );
}
const names = (staffId: StaffId) =>
  file.db.read((db) => listViewsFor(db, "invoices", staffId)).map((view) => view.name);

test("UI-4 a person sees their own views and the practice's, by name, and nobody else's", () => {
  add("zebra", null);
  add("Apple", ana);
  add("mango", tom);
  expect(names(ana)).toEqual(["Apple", "zebra"]);
  expect(names(tom)).toEqual(["mango", "zebra"]);
  expect(file.db.read((db) => listViewsFor(db, "chart-invoices", ana))).toEqual([]);
  expect(file.db.read((db) => countViews(db, "invoices", null))).toBe(1);
});

test("UI-4 a name is taken in its own drawer only, whatever its capitals, and not by itself", () => {
  const viewId = add("Overdue", ana);
  const taken = (ownerId: StaffId | null, name: string, except: ListViewId | null = null) =>
    file.db.read((db) => isViewNameTaken(db, { list: "invoices", ownerId, name }, except) as never) as boolean;
  expect(taken(ana, "OVERDUE")).toBe(true);
  expect(taken(tom, "Overdue")).toBe(false);
  expect(taken(null, "Overdue")).toBe(false);
  expect(taken(ana, "Overdue", viewId)).toBe(false);
  // The index holds it even against a mistake of ours.
  expect(() => add("overdue", ana)).toThrow("UNIQUE");
});

test("UI-4 somebody else's own view is not found, by its number either", () => {
  const viewId = add("Mine", ana);
  expect(file.db.read((db) => findViewFor(db, viewId, ana))).toMatchObject({ name: "Mine", ownerId: ana });
  expect(file.db.read((db) => findViewFor(db, viewId, tom) ?? null)).toBeNull();
});

test("UI-4 a changed view keeps its place and shows what it was given", () => {
  const viewId = add("Old", ana);
  file.db.write((db) => {
    const view = findViewFor(db, viewId, ana);
    if (view) updateView(db, { ...view, name: "New", ownerId: null, search: "sort=-due", columns: "+sent" }, at);
  });
  expect(file.db.read((db) => findViewFor(db, viewId, tom))).toEqual({
    viewId,
    list: "invoices",
    name: "New",
    ownerId: null,
    search: "sort=-due",
    columns: "+sent",
  });
});

test("UI-4 everybody begins with a view of their own choice, and with the plain list once it is gone", () => {
  const viewId = add("Shared", null);
  const first = (staffId: StaffId) => file.db.read((db) => findDefaultView(db, "invoices", staffId) as never) as ListViewId | null;
  file.db.write((db) => putDefaultView(db, "invoices", ana, viewId));
  file.db.write((db) => putDefaultView(db, "invoices", ana, viewId));
  expect([first(ana), first(tom)]).toEqual([viewId, null]);
  file.db.write((db) => putDefaultView(db, "invoices", tom, viewId));
  file.db.write((db) => dropDefaultsOfOthers(db, viewId, ana));
  expect([first(ana), first(tom)]).toEqual([viewId, null]);
  file.db.write((db) => deleteView(db, viewId));
  expect([first(ana), names(ana)]).toEqual([null, []]);
  file.db.write((db) => putDefaultView(db, "invoices", ana, null));
  expect(first(ana)).toBeNull();
});
