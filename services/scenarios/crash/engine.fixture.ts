/**
 * The process that is killed: `node engine.fixture.ts FILE KEY ADDRESS START sound|careless`. It runs
 * billing once, with the processor at ADDRESS, and says `ready` when it begins and `done` at its end.
 */
import { writeSync } from "node:fs";
import { Database } from "#db/database.ts";
import { runBillingWithCards } from "../../billing/run-with-cards.ts";
import { httpCards } from "../../gateways/http-cards.ts";
import { cxAt } from "./card-club.fixture.ts";
import { chargeThenRecord } from "./careless.fixture.ts";

const [, , path = "", key = "", address = "", start = "0", kind = "sound"] = process.argv;
const db = Database.open(path, Buffer.from(key, "hex"), { mustExist: true });
const gateway = httpCards({ address: () => address, limitMs: 5000 });
const cx = cxAt(db, Number(start), gateway);
// Straight to the descriptor: what was said must have left this process before it is killed.
const say = (word: string): void => void writeSync(1, `${word}\n`);

say("ready");
if (kind === "careless") await chargeThenRecord(cx, gateway);
else await runBillingWithCards({ cx: () => cx, gateway }, "start");
say("done");
db.close();
process.exit(0);
