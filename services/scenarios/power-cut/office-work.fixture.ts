/** An evening at the desk for the power-cut test: payments, corrected charts, imports, and a checkpoint among them. */
import { createHash } from "node:crypto";
import { copyFileSync } from "node:fs";
import { addFamily, blankRecord, named } from "#db/people/testing.ts";
import type { Database, ReadableDb } from "#db/database.ts";
import { openTestFile } from "#db/testing.ts";
import { asId, type HouseholdId, type PatientId } from "#domain/identity.ts";
import { importRows, cxOn, rowOf } from "../../imports/desk.fixture.ts";
import { issueInvoice } from "../../invoices/issue.ts";
import { cash, serviceLine } from "../../payments/desk.fixture.ts";
import { takeAtDesk } from "../../payments/take-at-desk.fixture.ts";
import { editPatient } from "../../people/edit-patient.ts";

const families = 4;

/** Makes a closed practice file of a few families at `path` and answers its key. */
export function makeOfficeFile(path: string): Buffer {
  const file = openTestFile();
  const cx = cxOn(file.db);
  for (let n = 1; n <= families; n += 1) {
    const { householdId } = addFamily(file.db, [named("Ana", `Lee ${n}`)]);
    for (let invoice = 0; invoice < 3; invoice += 1)
      file.db.write((db) =>
        issueInvoice(cx, db, {
          kind: "manual",
          householdId,
          patientId: null,
          drawOn: null,
          invoicedOn: cx.today,
          dueOn: cx.today,
          termsDays: 0,
          lines: [serviceLine(cx.today, 5000 + 100 * n + invoice)],
        }),
      );
  }
  file.db.close();
  copyFileSync(file.path, path);
  file.dispose();
  return file.key;
}

/** The work, one commit after another; after each, `committed` is told. An import is several commits. */
export function* officeWork(db: Database): Generator<void> {
  const cx = cxOn(db);
  for (let round = 0; round < 3; round += 1) {
    for (let n = 1; n <= families; n += 1) {
      takeAtDesk(cx, cash(asId<HouseholdId>(n), 700 * (round + 1) + n));
      yield;
      const patientId = asId<PatientId>(n);
      const notes = `Corrected in round ${round}. `.repeat(40);
      editPatient(cx, { patientId, version: round + 1, form: { ...blankRecord, ...named("Ana", `Lee ${n}`), notes } });
      yield;
    }
    importRows(
      cx,
      Array.from({ length: 6 }, (_, index) => rowOf({ externalId: `r${round} ${index}`, lastName: `New ${round}-${index}` })),
    );
    yield;
    // The log starts again from its beginning after this, over what is there already.
    if (round === 0) db.pragma("wal_checkpoint(RESTART)");
    if (round === 1) db.pragma("wal_checkpoint(PASSIVE)");
  }
}

/** The whole content of the file as one number: two files with the same are in the same state. */
export function fingerprint(db: Database): string {
  return db.read((read) => {
    const hash = createHash("sha256");
    for (const { name } of tablesOf(read)) {
      hash.update(name);
      for (const row of read.all<Record<string, unknown>>(`select * from "${name}"`)) hash.update(JSON.stringify(Object.values(row)));
    }
    return hash.digest("hex");
  });
}

function tablesOf(read: ReadableDb): { name: string }[] {
  return read.all<{ name: string }>("select name from sqlite_master where type = 'table' order by name");
}
