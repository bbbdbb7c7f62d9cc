/**
 * The application's side of the billing run (B1, B2, B3): the run itself, with every rule, history
 * and idempotency, on a copy of the club. `node application.ts FOLDER batch|charge time|count MEMBERS`.
 */
import { join } from "node:path";
import { approvePause, askPause, findWaitingPause } from "#db/charging/pauses.ts";
import { Database } from "#db/database.ts";
import { toDay, toInstant } from "#domain/calendar.ts";
import { toCents } from "#domain/money.ts";
import { runBillingWithCards } from "#services/billing/run-with-cards.ts";
import { runBilling } from "#services/billing/run.ts";
import type { Cx } from "#services/context.ts";
import { noCards } from "#services/gateways/cards.ts";
import { scriptedCards } from "#services/gateways/scripted-cards.ts";
import { verifyPractice } from "#services/upkeep/verify-practice.ts";
import { report } from "../fresh-process.ts";
import { countWal } from "../wal-counters.ts";
import { copyClub } from "./club.ts";
import { joinOn, key, priceCents, runOn } from "./sizes.ts";

const [, , folder = "", work = "batch", mode = "time", count = ""] = process.argv;
const members = Number(count);
const path = join(folder, "application.db");
copyClub(join(folder, "club.db"), path);
const db = Database.open(path, key, { mustExist: true });
if (mode === "count") db.pragma("wal_autocheckpoint = 0");
db.pragma("wal_checkpoint(TRUNCATE)");
const now = toInstant(`${runOn}T14:00:00.000Z`);
const gateway = scriptedCards({ now: () => now });
const cx: Cx = {
  db,
  actor: { staffId: null, workstation: "bench" },
  today: toDay(runOn),
  now,
  gateways: { cards: work === "charge" ? gateway : noCards },
};
if (work === "charge") allowToday();

const started = performance.now();
const made =
  work === "charge"
    ? await runBillingWithCards({ cx: () => cx, gateway }, "asked")
    : runBilling(cx, "asked");
const ms = performance.now() - started;
const counted = mode === "count" ? countWal(path) : { pages: 0, commits: 0 };
report({ ms, households: made.invoicesMade, totalCents: made.totalCents, members: checked(), ...counted });
db.close();

/** A day without any history is above every ceiling (control 49): a person has said yes. */
function allowToday(): void {
  db.write((write) => {
    askPause(write, {
      todayOn: cx.today,
      plannedCount: members,
      plannedCents: toCents(members * priceCents),
      ceilingCount: 0,
      ceilingCents: toCents(0),
      askedAt: now,
    });
    const pause = findWaitingPause(write, cx.today);
    if (!pause) throw new Error("the day is asked for");
    approvePause(write, pause.pauseId, null, now);
  });
}

/** The result is right before its time counts: every member once, all paid or nothing, and the file is sound. */
function checked(): number {
  const one = (text: string): number => db.read((read) => read.get<{ n: number }>(text))?.n ?? Number.NaN;
  const billed = one(`select count(*) as n from period where from_on = '${runOn}' and from_on > '${joinOn}'`);
  if (billed !== members) throw new Error(`${billed} of ${members} members were billed`);
  const open = one("select count(*) as n from invoice where balance_cents > 0");
  if ((work === "charge") !== (open === 0)) throw new Error("what is charged is paid, and nothing else");
  const { breaches } = verifyPractice(db);
  if (breaches.length > 0) throw new Error(`verify: ${breaches[0]?.what}`);
  return billed;
}
