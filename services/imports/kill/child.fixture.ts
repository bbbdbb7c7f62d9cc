/**
 * The process that is killed while it imports: `node child.fixture.ts FILE KEY sound|careless HOLD`.
 * It says `ready` when rows begin to be written, `rows` after each part of them, and `done` only after
 * the import is committed. The
 * careless one writes rows that can be seen at once.
 */
import { Database } from "#db/database.ts";
import { sayAndHold } from "../../scenarios/kill/hold-at.ts";
import { begin, countsOf, cxOn, rowOf } from "../desk.fixture.ts";
import { commitImport } from "../commit-import.ts";
import { stageRows } from "../stage-rows.ts";
import { importedRows } from "./size.ts";

const [, , path = "", key = "", kind = "sound", hold = ""] = process.argv;
const db = Database.open(path, Buffer.from(key, "hex"), { mustExist: true });
const cx = cxOn(db);
const say = sayAndHold(hold);

const rows = Array.from({ length: importedRows }, (_, index) =>
  rowOf({ externalId: `new ${index}`, firstName: `Given${index}`, lastName: `Name${index}` }),
);
const counts = countsOf({ rows: rows.length, new: rows.length, households: rows.length });
const staging = begin(cx, counts);
say("ready");
for (let at = 0; at < rows.length; at += 20) {
  stageRows(cx, staging, rows.slice(at, at + 20));
  if (kind === "careless")
    cx.db.write<void>((write) => {
      write.exec("update household set staged_batch_id = null");
      write.exec("update patient set staged_batch_id = null");
    });
  say("rows");
}
say("staged");
if (kind === "sound") commitImport(cx, staging.batchId, counts);
say("done");
db.close();
