/** What was signed is what is kept (MEM-8, F-16): text, prices and hash belong together, and a signature has its signed copy. */
import { createHash } from "node:crypto";
import { hashedText } from "#domain/agreements/agreed.ts";
import type { ReadableDb } from "../database.ts";
import { countRows, mostBreaches, sqlCheck, type Breach, type Check } from "./check.ts";

const pageRows = 500;

type Row = { readonly id: number; readonly text: string; readonly agreed: string; readonly fingerprint: string };

/** Agreements whose words or prices are not those of their hash. In pages: an agreement is a page of text. */
function altered(db: ReadableDb): Breach[] {
  const breaches: Breach[] = [];
  for (let after = 0; breaches.length < mostBreaches; ) {
    const rows = db.all<Row>(
      `select id, text, agreed, text_hash as fingerprint from agreement where id > ? order by id limit ${pageRows}`,
      after,
    );
    for (const { id, text, agreed, fingerprint } of rows) {
      if (createHash("sha256").update(hashedText(text, agreed)).digest("hex") !== fingerprint)
        breaches.push({ what: "The words or prices of an agreement are not those that were agreed", rowIds: [id] });
      after = id;
    }
    if (rows.length < pageRows) break;
  }
  return breaches.slice(0, mostBreaches);
}

export const agreementChecks: readonly Check[] = [
  {
    name: "Agreements say what was agreed",
    rows: (db) => countRows(db, "agreement"),
    breaches: altered,
  },
  sqlCheck({
    name: "What was signed on the screen has its signature and its copy",
    table: "agreement",
    find: `select a.id from agreement a left join document d on d.id = a.document_id
      where a.method = 'screen' and (a.signature is null or a.signer is null or a.signed_at is null or d.id is null)`,
    what: "An agreement is marked as signed on the screen without a signature or a signed copy",
  }),
];
