import { afterEach, beforeEach, expect, test } from "vitest";
import { asId, type ListViewId, type StaffId } from "#domain/identity.ts";
import { viewLimits } from "#domain/lists/list-view.ts";
import type { Cx } from "../context.ts";
import { openDesk, type Desk } from "../payments/desk.fixture.ts";
import { chooseDefaultView } from "./default-view.ts";
import { removeView } from "./remove-view.ts";
import { changeView, renameView, saveView, type NewView } from "./save-view.ts";
import { listViews } from "./views.ts";

let desk: Desk;
let ana: Cx;
let tom: Cx;
beforeEach(() => {
  desk = openDesk();
  const person = (username: string): Cx => {
    const id = desk.db.write(
      (db) =>
        db.exec(
          "insert into staff (name, username, role, created_at) values (?, ?, 'front_desk', '2026-01-01T00:00:00.000Z')",
          username,
          username,
        ).id as never,
    );
    return { ...desk.cx(), actor: { staffId: asId<StaffId>(id), workstation: "Front desk" } };
  };
  ana = person("ana");
  tom = person("tom");
});
afterEach(() => desk.dispose());

const save = (cx: Cx, view: Partial<NewView> = {}): ListViewId =>
  saveView(cx, { list: "invoices", name: "Overdue", shared: false, search: "status=overdue", columns: "+sent", ...view }).viewId;
const seenBy = (cx: Cx) => listViews(cx, "invoices").views.map(({ name, shared }) => (shared ? `${name} (all)` : name));
const audits = () =>
  desk.db.read((db) => db.all<{ action: string; before: string | null; after: string | null }>(
    "select action, before, after from audit where action like 'list_view.%' order by id",
  ));

test("UI-4 a view comes back as it was saved: filters, order and columns", () => {
  const viewId = save(ana, { name: "  Overdue  " });
  expect(listViews(ana, "invoices")).toEqual({
    views: [{ viewId, name: "Overdue", shared: false, search: "status=overdue", columns: "+sent" }],
    defaultId: null,
  });
});

test("UI-4 one's own views are one's own; a shared one is everybody's, and everybody may change it", () => {
  save(ana);
  const shared = save(ana, { name: "Month end", shared: true });
  expect(seenBy(ana)).toEqual(["Month end (all)", "Overdue"]);
  expect(seenBy(tom)).toEqual(["Month end (all)"]);
  changeView(tom, { viewId: shared, search: "status=paid", columns: "" });
  expect(listViews(ana, "invoices").views[0]).toMatchObject({ search: "status=paid", columns: "" });
});

test("UI-4 the same name twice in one drawer is refused, in two drawers it is not", () => {
  save(ana);
  expect(() => save(ana, { name: "OVERDUE" })).toThrow("list_view_name_taken");
  save(tom);
  const shared = save(tom, { shared: true });
  // Taking a shared view for oneself would make two of one name.
  expect(() => renameView(tom, { viewId: shared, name: "Overdue", shared: false })).toThrow("list_view_name_taken");
  renameView(tom, { viewId: shared, name: "overdue", shared: true });
  expect(seenBy(tom)).toEqual(["Overdue", "overdue (all)"]);
});

test.each([
  ["changed", (cx: Cx, viewId: ListViewId) => changeView(cx, { viewId, search: "", columns: "" })],
  ["renamed", (cx: Cx, viewId: ListViewId) => renameView(cx, { viewId, name: "Mine now", shared: true })],
  ["deleted", (cx: Cx, viewId: ListViewId) => removeView(cx, { viewId })],
  ["begun with", (cx: Cx, viewId: ListViewId) => chooseDefaultView(cx, { list: "invoices", viewId })],
])("UI-4 somebody else's own view cannot be %s", (_verb, doing) => {
  const viewId = save(ana);
  expect(() => doing(tom, viewId)).toThrow("list_view_not_found");
  expect(seenBy(ana)).toEqual(["Overdue"]);
});

test("UI-4 the first view is each person's, of the same list, and the plain list again when it is deleted", () => {
  const viewId = save(ana, { shared: true });
  chooseDefaultView(ana, { list: "invoices", viewId });
  expect([listViews(ana, "invoices").defaultId, listViews(tom, "invoices").defaultId]).toEqual([viewId, null]);
  expect(() => chooseDefaultView(ana, { list: "chart-invoices", viewId })).toThrow("list_view_not_found");
  removeView(tom, { viewId });
  expect(listViews(ana, "invoices")).toEqual({ views: [], defaultId: null });
  expect(chooseDefaultView(ana, { list: "invoices", viewId: null })).toEqual({ viewId: null });
});

test("UI-4 a shared view that becomes somebody's own is no longer what others begin with", () => {
  const viewId = save(ana, { shared: true });
  chooseDefaultView(ana, { list: "invoices", viewId });
  chooseDefaultView(tom, { list: "invoices", viewId });
  renameView(tom, { viewId, name: "Overdue", shared: false });
  expect(listViews(ana, "invoices")).toEqual({ views: [], defaultId: null });
  expect(listViews(tom, "invoices").defaultId).toBe(viewId);
});

test("F-11 every change of a view is in the history with what it was before", () => {
  const viewId = save(ana);
  changeView(ana, { viewId, search: "status=void", columns: "" });
  renameView(ana, { viewId, name: "Void", shared: true });
  removeView(ana, { viewId });
  expect(audits().map(({ action }) => action)).toEqual([
    "list_view.saved",
    "list_view.changed",
    "list_view.renamed",
    "list_view.removed",
  ]);
  expect(JSON.parse(audits()[1]?.before ?? "")).toEqual({ search: "status=overdue", columns: "+sent" });
  expect(JSON.parse(audits()[3]?.before ?? "")).toEqual({ name: "Void", search: "status=void", columns: "", shared: true });
});

test("UI-4 a drawer has room for a hundred views, and says so when it is full", () => {
  for (let n = 0; n < viewLimits.perList; n++) save(ana, { name: `View ${n}` });
  expect(() => save(ana, { name: "One more" })).toThrow("list_views_full");
  save(ana, { name: "One more", shared: true });
});

test("F-15 a saved view is saved once, however often the command arrives", () => {
  const cx = { ...ana, request: { id: "00000000-0000-4000-8000-0000000000aa", operation: "invoices.saveView" } };
  expect(save(cx)).toBe(save(cx));
  expect(seenBy(ana)).toEqual(["Overdue"]);
});
