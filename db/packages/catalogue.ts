/** Packages that the practice sells (PKG-1). */
import type { Instant } from "#domain/calendar.ts";
import { asId, type PackageId, type StaffId } from "#domain/identity.ts";
import type { PackageTerms } from "#domain/packages/package-terms.ts";
import type { ReadableDb, WritableDb } from "../database.ts";

export type PackageRow = {
  readonly packageId: PackageId;
  readonly terms: PackageTerms;
  readonly version: number;
  readonly retiredAt: Instant | null;
  /** How many were sold, and of those how many can still be used. */
  readonly sold: number;
  readonly running: number;
};

type Stored = Omit<PackageRow, "terms"> & { readonly terms: string };

const columns = `p.id as packageId, p.terms, p.version, p.retired_at as retiredAt,
    (select count(*) from package_sale s where s.package_id = p.id) as sold,
    (select count(*) from package_sale s where s.package_id = p.id and s.cancelled_on is null and exists (
      select 1 from package_unit u where u.sale_id = s.id and not exists (
        select 1 from package_use x where x.unit_id = u.id and x.undone_on is null))) as running
  from package p`;

/** On sale first, then by name; an office has dozens. */
export function listPackages(db: ReadableDb, limit: number): PackageRow[] {
  return db
    .all<Stored>(`select ${columns} order by p.retired_at is not null, p.name collate nocase, p.id limit ?`, limit)
    .map(asRow);
}

export function findPackage(db: ReadableDb, packageId: PackageId): PackageRow | undefined {
  const row = db.get<Stored>(`select ${columns} where p.id = ?`, packageId);
  return row && asRow(row);
}

/** The one on sale that is called so, however it is written. */
export function findPackageByName(db: ReadableDb, name: string): PackageRow | undefined {
  const row = db.get<Stored>(`select ${columns} where p.name = ? collate nocase and p.retired_at is null`, name);
  return row && asRow(row);
}

/** Another package on sale with this name. */
export function isPackageNameTaken(db: ReadableDb, name: string, except: PackageId | null): boolean {
  return db.get("select 1 from package where name = ? collate nocase and retired_at is null and id is not ?", name, except) !== undefined;
}

export function insertPackage(db: WritableDb, row: { terms: PackageTerms; createdBy: StaffId | null; createdAt: Instant }): PackageId {
  return asId<PackageId>(
    db.exec(
      "insert into package (name, terms, created_by, created_at) values (?, ?, ?, ?)",
      row.terms.name,
      JSON.stringify(row.terms),
      row.createdBy,
      row.createdAt,
    ).id,
  );
}

export function updatePackage(db: WritableDb, packageId: PackageId, terms: PackageTerms): void {
  db.exec("update package set name = ?, terms = ?, version = version + 1 where id = ?", terms.name, JSON.stringify(terms), packageId);
}

export function setPackageRetired(db: WritableDb, packageId: PackageId, at: Instant | null): void {
  db.exec("update package set retired_at = ?, version = version + 1 where id = ?", at, packageId);
}

function asRow(row: Stored): PackageRow {
  return { ...row, terms: JSON.parse(row.terms) as PackageTerms };
}
