/**
 * The process that is killed: `node engine.fixture.ts FILE KEY ADDRESS START sound|careless HOLD`.
 * It runs billing once, with the processor at ADDRESS, and says `ready` when it begins, `asked` before
 * and `answered` after each request to charge, and `done` at its end. HOLD: see `kill/hold-at.ts`.
 */
import { Database } from "#db/database.ts";
import { runBillingWithCards } from "../../billing/run-with-cards.ts";
import type { ChargingGateway } from "../../gateways/cards.ts";
import { httpCards } from "../../gateways/http-cards.ts";
import { sayAndHold } from "../kill/hold-at.ts";
import { cxAt } from "./card-club.fixture.ts";
import { chargeThenRecord } from "./careless.fixture.ts";

const [, , path = "", key = "", address = "", start = "0", kind = "sound", hold = ""] = process.argv;
const db = Database.open(path, Buffer.from(key, "hex"), { mustExist: true });
const say = sayAndHold(hold);
const wire = httpCards({ address: () => address, limitMs: 5000 });
const gateway: ChargingGateway = {
  ...wire,
  charge: async (request) => {
    say("asked");
    const answer = await wire.charge(request);
    say("answered");
    return answer;
  },
};
const cx = cxAt(db, Number(start), gateway);

say("ready");
if (kind === "careless") await chargeThenRecord(cx, gateway);
else await runBillingWithCards({ cx: () => cx, gateway }, "start");
say("done");
db.close();
process.exit(0);
