/** Saved views of lists (UI-4), and which one each member of staff begins with. */
import type { Instant } from "#domain/calendar.ts";
import type { ListViewId, StaffId } from "#domain/identity.ts";
import { asId } from "#domain/identity.ts";
import type { ViewContent, ViewList } from "#domain/lists/list-view.ts";
import type { ReadableDb, WritableDb } from "./database.ts";

export type ListViewRow = ViewContent & {
  readonly viewId: ListViewId;
  readonly list: ViewList;
  readonly name: string;
  /** Null for a view of the whole practice. */
  readonly ownerId: StaffId | null;
};

const columns = "id as viewId, list, name, owner_id as ownerId, search, columns";

/** A person's own views and those of the practice, by name. */
export function listViewsFor(db: ReadableDb, list: ViewList, staffId: StaffId | null): ListViewRow[] {
  return db.all<ListViewRow>(
    `select ${columns} from list_view where list = ? and (owner_id is null or owner_id = ?)
     order by name collate nocase, owner_id is null, id`,
    list,
    staffId,
  );
}

/** A view that this person may see. */
export function findViewFor(db: ReadableDb, viewId: ListViewId, staffId: StaffId | null): ListViewRow | undefined {
  return db.get<ListViewRow>(
    `select ${columns} from list_view where id = ? and (owner_id is null or owner_id = ?)`,
    viewId,
    staffId,
  );
}

/** Whether the name is in use in that drawer: the practice's or one person's. */
export function isViewNameTaken(
  db: ReadableDb,
  { list, ownerId, name }: Pick<ListViewRow, "list" | "ownerId" | "name">,
  except: ListViewId | null,
): boolean {
  const row = db.get<{ id: number }>(
    `select id from list_view where list = ? and coalesce(owner_id, 0) = ? and name = ? collate nocase and id <> ?`,
    list,
    ownerId ?? 0,
    name,
    except ?? 0,
  );
  return row !== undefined;
}

export function countViews(db: ReadableDb, list: ViewList, ownerId: StaffId | null): number {
  const row = db.get<{ n: number }>(
    "select count(*) as n from list_view where list = ? and coalesce(owner_id, 0) = ?",
    list,
    ownerId ?? 0,
  );
  return row?.n ?? 0;
}

export function insertView(
  db: WritableDb,
  view: Omit<ListViewRow, "viewId"> & { readonly createdBy: StaffId | null; readonly createdAt: Instant },
): ListViewId {
  const { id } = db.exec(
    `insert into list_view (list, name, owner_id, search, columns, created_by, created_at, changed_at)
     values (?, ?, ?, ?, ?, ?, ?, ?)`,
    view.list,
    view.name,
    view.ownerId,
    view.search,
    view.columns,
    view.createdBy,
    view.createdAt,
    view.createdAt,
  );
  return asId<ListViewId>(id);
}

export function updateView(db: WritableDb, view: ListViewRow, at: Instant): void {
  db.exec(
    "update list_view set name = ?, owner_id = ?, search = ?, columns = ?, changed_at = ? where id = ?",
    view.name,
    view.ownerId,
    view.search,
    view.columns,
    at,
    view.viewId,
  );
}

/** Takes a view away; whoever began with it begins with the plain list again. */
export function deleteView(db: WritableDb, viewId: ListViewId): void {
  db.exec("delete from list_default where view_id = ?", viewId);
  db.exec("delete from list_view where id = ?", viewId);
}

/** A view that became somebody's own is no longer what others begin with. */
export function dropDefaultsOfOthers(db: WritableDb, viewId: ListViewId, ownerId: StaffId): void {
  db.exec("delete from list_default where view_id = ? and staff_id <> ?", viewId, ownerId);
}

export function findDefaultView(db: ReadableDb, list: ViewList, staffId: StaffId | null): ListViewId | null {
  const row = db.get<{ viewId: ListViewId }>(
    "select view_id as viewId from list_default where list = ? and staff_id = ?",
    list,
    staffId,
  );
  return row?.viewId ?? null;
}

export function putDefaultView(db: WritableDb, list: ViewList, staffId: StaffId, viewId: ListViewId | null): void {
  db.exec("delete from list_default where list = ? and staff_id = ?", list, staffId);
  if (viewId !== null) {
    db.exec("insert into list_default (list, staff_id, view_id) values (?, ?, ?)", list, staffId, viewId);
  }
}
