/**
 * The identities that the books of any history keep (issue 5), each in words when it does not hold. They
 * are computed here once more from entries and settlements, not from what the reports keep.
 */
import type { ReadableDb } from "#db/database.ts";
import { accountBalance } from "#db/ledger.ts";
import { ageHouseholds } from "#db/reports/aging.ts";
import { addDays, type Day } from "#domain/calendar.ts";
import { openSum } from "#domain/reports/aging-sums.ts";
import type { ReportSheet } from "#domain/reports/report-sheet.ts";
import { listUndepositedFunds } from "../../closing/deposits.ts";
import { readDaySheet } from "../../closing/day-sheet.ts";
import { look, type Cx } from "../../context.ts";
import type { AgingAsk } from "../../reports/aging-question.ts";
import type { DeferredAsk } from "../../reports/deferred-sheet.ts";
import { showReport } from "../../reports/show-report.ts";

const timeZone = "America/New_York";

/** Everything that does not hold now; none in sound books. */
export function brokenIdentities(cx: Cx): string[] {
  return look<string[]>(cx, (db) => [
    ...entriesBalance(db),
    ...agingIsReceivable(db, cx.today),
    ...refundsAreCovered(db),
    ...deferredAndEarned(cx, db),
    ...daySheetsChain(cx, db),
    ...drawerIsUndeposited(cx),
  ]);
}

function entriesBalance(db: ReadableDb): string[] {
  return db
    .all<{ id: number; cents: number }>("select entry_id as id, sum(amount_cents) as cents from posting group by entry_id having sum(amount_cents) <> 0")
    .map(({ id, cents }) => `entry ${id} is out of balance by ${cents}`);
}

/** By household and in all, today and on days gone by, from every entry and settlement up to the day. */
function agingIsReceivable(db: ReadableDb, today: Day): string[] {
  return [today, addDays(today, -1), addDays(today, -17), addDays(today, -45), addDays(today, -100)].flatMap((asOf) => {
    const aged = new Map(ageHouseholds(db, { asOf, knownAt: null, ageFrom: "due", timeZone }).map((one) => [one.householdId as number, one]));
    return [...ledgerByHousehold(db, asOf)].flatMap(([householdId, { owed, credit }]) => {
      const open = aged.get(householdId) ?? { sums: { "0_30": 0, "31_60": 0, "61_90": 0, over_90: 0 }, creditCents: 0 };
      const off = [openSum(open.sums) - owed, open.creditCents - credit];
      return off.some((cents) => cents !== 0) ? [`aging of household ${householdId} on ${asOf} is off by ${off.join(" and ")}`] : [];
    });
  });
}

function ledgerByHousehold(db: ReadableDb, asOf: Day): Map<number, { owed: number; credit: number }> {
  const rows = db.all<{ id: number; owed: number; credit: number }>(
    `select h.id,
       coalesce(sum(case when p.account = 'receivable' then p.amount_cents end), 0) as owed,
       coalesce(-sum(case when p.account = 'household_credit' then p.amount_cents end), 0) as credit
     from household h left join (select q.household_id, q.account, q.amount_cents from posting q join entry e on e.id = q.entry_id
       where e.effective_on <= ?) p on p.household_id = h.id
     group by h.id`,
    asOf,
  );
  return new Map(rows.map(({ id, owed, credit }) => [id, { owed, credit }]));
}

function refundsAreCovered(db: ReadableDb): string[] {
  return db
    .all<{ id: number }>(
      `select p.id from payment p where p.refunded_cents > p.amount_cents
         or p.refunded_cents <> (select coalesce(sum(r.amount_cents), 0) from refund r where r.payment_id = p.id)`,
    )
    .map(({ id }) => `refunds of payment ${id} are more than it, or not those on record`);
}

/** What was billed for days and not given back is what lies ahead and what was earned. */
function deferredAndEarned(cx: Cx, db: ReadableDb): string[] {
  const yesterday = addDays(cx.today, -1);
  const received = -(
    db.get<{ cents: number }>(
      `select coalesce(sum(p.amount_cents), 0) as cents from posting p join entry e on e.id = p.entry_id
       where p.account = 'deferred_dues' and e.kind <> 'dues_recognised'`,
    )?.cents ?? 0
  );
  const earned = -accountBalance(db, "revenue_dues");
  const left = -accountBalance(db, "deferred_dues");
  const problems = left + earned === received ? [] : [`${left} deferred and ${earned} earned are not the ${received} received`];
  const booked = db.get<{ on: Day; left: number }>(`select on_day as "on", deferred_cents as "left" from dues_recognition order by on_day desc limit 1`);
  if (booked === undefined || booked.on !== yesterday) return problems;
  const shown = showReport(cx, { report: "deferred-dues", asOf: yesterday, knownAt: null, by: "membership" });
  const total = Number(shown.sections[0]?.totals?.at(-1) ?? 0);
  const ledger = -(
    db.get<{ cents: number }>(
      `select coalesce(sum(p.amount_cents), 0) as cents from posting p join entry e on e.id = p.entry_id
       where p.account = 'deferred_dues' and coalesce(e.belongs_on, e.effective_on) <= ?`,
      yesterday,
    )?.cents ?? 0
  );
  return total === ledger || isMovedSince(db, booked.on) ? problems : [...problems, `the report has ${total} deferred on ${yesterday}, the ledger ${ledger}`];
}

/** Something was booked since for a day that was booked as earned before; the next day puts it right. */
function isMovedSince(db: ReadableDb, on: Day): boolean {
  return (
    db.get(
      `select 1 from posting p join entry e on e.id = p.entry_id where p.account = 'deferred_dues' and e.kind <> 'dues_recognised'
         and coalesce(e.belongs_on, e.effective_on) <= ? and p.id > (select last_posting_id from dues_recognition where on_day = ?) limit 1`,
      on,
      on,
    ) !== undefined
  );
}

/** Each day's closing balance is the next one's opening, and the last is what the ledger says. */
function daySheetsChain(cx: Cx, db: ReadableDb): string[] {
  return (["effective", "entered"] as const).flatMap((basis) => {
    const days = Array.from({ length: 6 }, (_, at) => addDays(cx.today, at - 5));
    const sheets = days.map((on) => readDaySheet(db, { from: on, to: on, basis, knownAt: null }));
    const whole = readDaySheet(db, { from: days[0] ?? cx.today, to: cx.today, basis, knownAt: null });
    return [
      ...sheets.flatMap(({ openingCents }, at) => {
        const before = sheets[at - 1]?.closingCents;
        return before === undefined || before === openingCents ? [] : [`the day sheet of ${days[at]} opens with ${openingCents} after ${before} (${basis})`];
      }),
      ...(whole.openingCents === sheets[0]?.openingCents && whole.closingCents === sheets.at(-1)?.closingCents ? [] : [`the sheet of six days is not theirs (${basis})`]),
    ];
  });
}

/** Drawer and checks are what lies there and is in no deposit. */
function drawerIsUndeposited(cx: Cx): string[] {
  const { items, cashCents, checksCents } = listUndepositedFunds(cx);
  const sum = (account: string): number => items.filter((item) => item.account === account).reduce((total, { amountCents }) => total + amountCents, 0);
  const off = [sum("cash_drawer") - cashCents, sum("undeposited_checks") - checksCents];
  return off.every((cents) => cents === 0) ? [] : [`what can be deposited differs from drawer and checks by ${off.join(" and ")}`];
}

/** The balance reports of this folder. */
export type BalanceAsk = AgingAsk | DeferredAsk;

export type Print = { readonly ask: BalanceAsk; readonly figures: string };

/** Prints a report of a day gone by as it is known now. */
export function printNow(cx: Cx, ask: BalanceAsk): Print {
  const sheet = showReport(cx, { ...ask, knownAt: null });
  return { ask: { ...ask, knownAt: sheet.knownAt }, figures: figuresOf(sheet) };
}

/** Whether the same print comes out again; in words where it does not. */
export function reprintDiffers(cx: Cx, print: Print): string[] {
  const again = figuresOf(showReport(cx, print.ask));
  return again === print.figures ? [] : [`${JSON.stringify(print.ask)} was\n${print.figures}\nand is\n${again}`];
}

/** Every figure and day of every row, by the row's key: names, and with them the order, are those of today. */
function figuresOf({ sections }: ReportSheet): string {
  return JSON.stringify(
    sections.map(({ id, columns, rows, totals }) => ({
      id,
      totals,
      rows: rows
        .map(({ key, cells }, at) => `${key ?? at}: ${cells.filter((_, column) => columns[column]?.kind !== "text").join(" ")}`)
        .toSorted(),
    })),
  );
}
