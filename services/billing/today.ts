/** The front desk's screen (UI-2): what to collect, the next draws, the last run, tasks. */
import { listRuns } from "#db/billing-runs.ts";
import { listToCollect as listRows, sumToCollect, type CollectGroup, type CollectRow as Row } from "#db/to-collect.ts";
import { findNextDrawDay, sumTakenOn, type TaskRow } from "#db/today.ts";
import { countStandings } from "#db/memberships/roster.ts";
import { findMembership, listDrawsOn, loadDrawFacts } from "#db/memberships/records.ts";
import { caseSentences, type CaseStory } from "#domain/dunning/case-sentences.ts";
import { nextWanted } from "#domain/memberships/draw-schedule.ts";
import type { ReadableDb } from "#db/database.ts";
import { listAllDrawnParts } from "#db/payment-plans/drawn-parts.ts";
import type { MembershipId } from "#domain/identity.ts";
import { addDays, daysBetween, type Day } from "#domain/calendar.ts";
import { toCents, type Cents } from "#domain/money.ts";
import { look, type Cx } from "../context.ts";
import { pastDueDigest, type PastDueDigest } from "../dunning/digest.ts";
import { mailDigest, type MailDigest } from "../mail/digest.ts";
import { factsAhead } from "../plan-upkeep/changes-ahead.ts";
import { readTasks } from "../plan-upkeep/tasks.ts";
import { readPlace, writePlace } from "../paging.ts";
import type { RunReport } from "./run.ts";

export type TodayView = {
  readonly todayOn: Day;
  readonly toCollect: {
    readonly count: number;
    readonly sumCents: Cents;
    readonly groups: {
      readonly group: CollectGroup;
      readonly count: number;
      readonly sumCents: Cents;
      readonly oldestDueOn: Day | null;
    }[];
  };
  readonly nextDraws: { readonly onDay: Day; readonly households: number; readonly totalCents: number } | null;
  readonly lastRun: RunReport | null;
  readonly members: {
    readonly active: number;
    readonly pastDue: number;
    readonly onHold: number;
    readonly pending: number;
  };
  readonly takenTodayCents: Cents;
  /** The owner's digest: who is past due, two weeks in, or has the final notice out (BIL-11). */
  readonly pastDue: PastDueDigest;
  /** Mail that needs a person or waits (DOC-10, DOC-11). */
  readonly mail: MailDigest;
  readonly tasks: TaskRow[];
};

const groups: readonly CollectGroup[] = ["manual_payer", "card_removed", "card_declined"];

export function getToday(cx: Cx): TodayView {
  return look<TodayView>(cx, (db) => {
    const sums = new Map(sumToCollect(db, cx.today, cx.gateways.cards.canCharge).map((sum) => [sum.group, sum]));
    const collect = groups.map(
      (group) => sums.get(group) ?? { group, count: 0, sumCents: toCents(0), oldestDueOn: null },
    );
    const standings = new Map(countStandings(db, cx.today).map((row) => [row.standing, row.count]));
    const next = nextDrawsOf(db, addDays(cx.today, 1));
    const lastRun = listRuns(db, Number.MAX_SAFE_INTEGER, 1)[0];
    return {
      todayOn: cx.today,
      toCollect: {
        count: collect.reduce((sum, row) => sum + row.count, 0),
        sumCents: toCents(collect.reduce((sum, row) => sum + row.sumCents, 0)),
        groups: collect,
      },
      nextDraws: next,
      lastRun: lastRun ? (JSON.parse(lastRun.report) as RunReport) : null,
      members: {
        active: (standings.get("active") ?? 0) + (standings.get("cancelling") ?? 0),
        pastDue: standings.get("past_due") ?? 0,
        onHold: standings.get("on_hold") ?? 0,
        pending: standings.get("pending") ?? 0,
      },
      takenTodayCents: sumTakenOn(db, cx.today),
      pastDue: pastDueDigest(db, cx.today),
      mail: mailDigest(db),
      tasks: readTasks(db, cx.today),
    };
  });
}

export type CollectRow = Omit<Row, "declineCode"> & {
  readonly daysWaiting: number;
  /** Why it was not paid, in a sentence for staff and one to read to the patient (BIL-12). */
  readonly staff: string;
  readonly patient: string;
};

/** The rows behind the panel, oldest first (BIL-18); it empties itself as things are paid. */
export function listToCollect(
  cx: Cx,
  query: {
    readonly groups: readonly CollectGroup[];
    readonly after?: string | null | undefined;
    readonly limit: number;
  },
): { rows: CollectRow[]; next: string | null } {
  return look<{ rows: CollectRow[]; next: string | null }>(cx, (db) => {
    const rows = listRows(db, cx.today, cx.gateways.cards.canCharge, {
      groups: query.groups,
      after: readPlace(query.after),
      limit: query.limit + 1,
    });
    const page = rows.slice(0, query.limit).map((row) => shownRow(row, cx.today));
    const last = page.at(-1);
    return {
      rows: page,
      next: rows.length > query.limit && last ? writePlace(last.dueOn, last.invoiceId) : null,
    };
  });
}

function shownRow({ declineCode, ...row }: Row, today: Day): CollectRow {
  const story: CaseStory =
    row.group === "card_declined"
      ? { cause: row.group, code: declineCode ?? "", on: row.dueOn }
      : { cause: row.group, dueOn: row.dueOn };
  const { staff, patient } = caseSentences(story, { kind: "none" });
  return { ...row, daysWaiting: daysBetween(row.dueOn, today), staff, patient };
}

/** The next day on which something is drawn: dues, or parts of payment plans (INV-6). */
function nextDrawsOf(db: ReadableDb, from: Day): TodayView["nextDraws"] {
  const dues = findNextDrawDay(db, from);
  const parts = listAllDrawnParts(db).filter(({ dueOn, isSigned }) => isSigned && dueOn >= from);
  const partsOn = parts.map(({ dueOn }) => dueOn).toSorted()[0];
  const onDay = [dues?.onDay, partsOn].flatMap((day) => day ?? []).toSorted()[0];
  if (onDay === undefined) return null;
  const ofDay = parts.filter(({ dueOn }) => dueOn === onDay);
  const drawing = new Set(dues?.onDay === onDay ? listDrawsOn(db, onDay).map(({ id }) => findMembership(db, id)?.household_id) : []);
  for (const { householdId } of ofDay) drawing.add(householdId);
  return {
    onDay,
    households: drawing.size,
    totalCents: (dues?.onDay === onDay ? expectedDues(db, onDay) : 0) + ofDay.reduce((sum, { restCents }) => sum + restCents, 0),
  };
}

/** The dues of a coming draw day, from the generator; taxes and credits are seen in the rehearsal. */
function expectedDues(db: ReadableDb, onDay: Day): number {
  return listDrawsOn(db, onDay).reduce(
    (sum, membership) =>
      sum + expectedOf(db, membership.id),
    0,
  );
}

function expectedOf(db: ReadableDb, id: MembershipId): number {
  const membership = findMembership(db, id);
  if (!membership) return 0;
  return nextWanted(factsAhead(db, membership, loadDrawFacts(db, id)), membership.billed_through_on)?.amountCents ?? 0;
}
