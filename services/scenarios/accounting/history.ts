/**
 * A random history of an office's money (issue 5): months of days, on each of which people do what they
 * do at a desk, by the real use cases, with a clock that never stands still. A refusal is an answer.
 */
import { addDays, toDay, toInstant, type Day, type Instant } from "#domain/calendar.ts";
import { addMilliseconds } from "#domain/instant.ts";
import { toCents } from "#domain/money.ts";
import { Refusal } from "#domain/refusal.ts";
import { recogniseDues } from "../../accounting/recognise-dues.ts";
import { runBilling } from "../../billing/run.ts";
import type { Cx } from "../../context.ts";
import { seededRandom, type Random } from "../../demo/random.ts";
import { openClub, type Club } from "../../memberships/club.fixture.ts";
import { decideAct } from "../sim/desk-acts.ts";
import type { DeskAct } from "../sim/desk-act.ts";
import { decideMoneyAct } from "./money-acts.ts";

export type History = {
  readonly club: Club;
  readonly random: Random;
  /** A context a moment later than any before it. */
  cx(): Cx;
  today(): Day;
  /** One act of somebody, or the night; answers whether anything was done. */
  step(): Promise<boolean>;
  /** Everything tried so far, with those that a rule refused. */
  counts(): { readonly tried: number; readonly done: number; readonly refused: number; readonly days: number };
  dispose(): void;
};

const firstDay = toDay("2026-01-05");

/** `actsADay` acts a day on average. */
export function openHistory(seed: number, actsADay = 8): History {
  const random = seededRandom(seed);
  const club = openClub(firstDay);
  const anybody = { minAge: null, maxAgeExclusive: null };
  club.plan({ name: "Plus", audience: anybody, prices: [{ months: 1, priceCents: toCents(4900) }, { months: 12, priceCents: toCents(52_500) }] });
  club.plan({ name: "All ages", audience: anybody, prices: [{ months: 1, priceCents: toCents(3700) }, { months: 12, priceCents: toCents(42_500) }] });
  for (let at = 0; at < 6; at += 1) club.family(`Family ${at}`, [`Ana ${at}`, "1980-01-01"], [`Ben ${at}`, "1982-03-04"]);
  let today: Day = firstDay;
  let now: Instant = toInstant(`${firstDay}T14:00:00.000Z`);
  let turn = 0;
  let days = 0;
  const counts = { tried: 0, done: 0, refused: 0 };
  const cx = (): Cx => {
    now = addMilliseconds(now, 1_000 + random.whole(0, 60_000));
    turn += 1;
    return { ...club.cx(), today, now, request: { id: `history-${turn}`, operation: "test" } };
  };
  const attempt = async (act: DeskAct): Promise<boolean> => {
    counts.tried += 1;
    try {
      await act.work(cx());
      counts.done += 1;
      return true;
    } catch (error) {
      if (!(error instanceof Refusal)) throw new Error(`seed ${seed}, ${today}: ${act.name}`, { cause: error });
      counts.refused += 1;
      return false;
    }
  };
  const night = (): boolean => {
    today = addDays(today, random.chance(0.1) ? random.whole(2, 20) : 1);
    days += 1;
    const morning = toInstant(`${today}T14:00:00.000Z`);
    if (morning > now) now = morning;
    runBilling(cx(), "training");
    recogniseDues(cx());
    return true;
  };
  return {
    club,
    random,
    cx,
    today: () => today,
    step: async () => {
      if (random.chance(1 / actsADay)) return night();
      const act = random.chance(0.6) ? decideMoneyAct(cx(), random, turn) : decideAct(cx(), random, turn);
      return act !== null && attempt(act);
    },
    counts: () => ({ ...counts, days }),
    dispose: () => club.dispose(),
  };
}
