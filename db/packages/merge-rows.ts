/** Packages and benefits of a chart that is merged into another (PPL-4): whose they are, and who used them. */
import type { PatientId } from "#domain/identity.ts";
import type { ReadableDb, WritableDb } from "../database.ts";

const columns = { package_sale: "patient_id", package_unit: "holder_id", package_use: "patient_id", benefit_use: "patient_id" } as const;
type Table = keyof typeof columns;

/** Row ids by table, empty ones left out. */
export type PackageRows = Readonly<Partial<Record<Table, readonly number[]>>>;

export function listPackageRows(db: ReadableDb, patientId: PatientId): PackageRows {
  const rows: Partial<Record<Table, readonly number[]>> = {};
  for (const [table, column] of Object.entries(columns) as [Table, string][]) {
    const ids = db.all<{ id: number }>(`select id from ${table} where ${column} = ? order by id`, patientId).map(({ id }) => id);
    if (ids.length > 0) rows[table] = ids;
  }
  return rows;
}

export function givePackageRows(db: WritableDb, rows: PackageRows, to: PatientId): void {
  for (const [table, ids] of Object.entries(rows) as [Table, readonly number[]][])
    for (const id of ids) db.exec(`update ${table} set ${columns[table]} = ? where id = ?`, to, id);
}
