/**
 * The process that is watched: `node child.fixture.ts FILE KEY FULL|NORMAL|OFF`. It says `start` and
 * after each commit `saved`, with the fingerprint of what is in the file then, as the office answers
 * a window after the commit and never before. FULL is what the database module sets by itself.
 */
import { writeSync } from "node:fs";
import { Database, type Sync, type WritableDb } from "#db/database.ts";
import { fingerprint, officeWork } from "./office-work.fixture.ts";

const [, , path = "", key = "", synchronous = "FULL"] = process.argv;
const db = Database.open(path, Buffer.from(key, "hex"), { mustExist: true });
if (synchronous !== "FULL") db.pragma(`synchronous = ${synchronous}`);
const say = (word: string): void => void writeSync(1, `${word} ${fingerprint(db)}\n`);

say("start");
const write = db.write.bind(db);
db.write = <T>(work: (db: WritableDb) => Sync<T>): Sync<T> => {
  const result = write(work);
  say("saved");
  return result;
};
for (const _ of officeWork(db));
db.close();
