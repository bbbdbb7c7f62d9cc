/** One of two processes that bill the same day of one file: `node run-child.fixture.ts FILE KEY DAY`. Says what it made. */
import { runBilling } from "../../billing/run.ts";
import { openCopy, workOn } from "../kill/club-file.fixture.ts";

const [, , path = "", key = "", day = ""] = process.argv;
const db = openCopy(path, Buffer.from(key, "hex"));
// The other process waits for the same word, so that both begin together.
process.stdin.once("data", () => {
  const { invoicesMade, linesMade, held } = runBilling(workOn(db, day), "asked");
  db.close();
  console.log(JSON.stringify({ invoicesMade, linesMade, held: held.length }));
  process.stdin.pause();
});
console.log("ready");
