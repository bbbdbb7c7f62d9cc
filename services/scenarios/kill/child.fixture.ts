/**
 * The process that is killed: `node child.fixture.ts FILE KEY sound|careless HOLD`. It says `ready`
 * when the work begins, `slice` after each part of the run, and `paid N` only after the payment with
 * receipt N is committed. HOLD: see `hold-at.ts`.
 */
import { asId, type HouseholdId } from "#domain/identity.ts";
import { toCents } from "#domain/money.ts";
import { billingSlices } from "../../billing/run.ts";
import { takeAtDesk } from "../../payments/take-at-desk.fixture.ts";
import { runCarelessly } from "./broken-run.fixture.ts";
import { openCopy, workOn } from "./club-file.fixture.ts";
import { sayAndHold } from "./hold-at.ts";

const [, , path = "", key = "", kind = "sound", hold = ""] = process.argv;
const db = openCopy(path, Buffer.from(key, "hex"));
const say = sayAndHold(hold);

say("ready");
if (kind === "careless") runCarelessly(db, () => say("made"));
else
  for (const run = billingSlices(workOn(db), "start"); ; ) {
    if (run.next().done) break;
    say("slice");
  }
for (const { id, cents } of db.read((r) =>
  r.all<{ id: number; cents: number }>("select id, balance_cents as cents from household where balance_cents > 0 order by id"),
)) {
  const { receiptNumber } = takeAtDesk(workOn(db, undefined, `pay-${id}`), {
    householdId: asId<HouseholdId>(id),
    tender: "cash",
    amountCents: toCents(cents),
    tenderedCents: null,
    reference: "",
    choices: null,
    note: "",
  });
  say(`paid ${receiptNumber}`);
}
say("done");
db.close();
