/** Who gets a yearly statement (DOC-6): households that had dues or payments in the year, in postal order. */
import type { ReadableDb } from "#db/database.ts";
import { householdNow } from "#db/people/merges.ts";
import { listHouseholdsOfYear } from "#db/statements/yearly-facts.ts";
import { listYearlyAddressees, type YearlyAddressee } from "#db/statements/yearly-runs.ts";
import type { Day } from "#domain/calendar.ts";
import type { HouseholdId } from "#domain/identity.ts";
import { addCents, zeroCents, type Cents } from "#domain/money.ts";
import { mailingProblem } from "#domain/statements/mailing-problem.ts";
import { look, type Cx } from "../context.ts";
import { rangeOfYear } from "./yearly-data.ts";

export type YearlyCandidate = Pick<YearlyAddressee, "householdId" | "payerName" | "patientId" | "city" | "postalCode" | "channel" | "madeAt" | "printedAt"> & {
  /** Money that came in the year, less what went back. */
  readonly netCents: Cents;
  /** Why it cannot be mailed now; empty when it can. */
  readonly problem: string;
};

/** Refuses `year_not_there`. */
export function listYearlyCandidates(cx: Cx, { year }: { readonly year: number }): YearlyCandidate[] {
  return look<YearlyCandidate[]>(cx, (db) => readYearlyCandidates(db, year, cx.today));
}

export function readYearlyCandidates(db: ReadableDb, year: number, today: Day): YearlyCandidate[] {
  const sums = new Map<HouseholdId, Cents>();
  for (const { householdId, netCents } of listHouseholdsOfYear(db, rangeOfYear(year, today))) {
    const now = householdNow(db, householdId);
    sums.set(now, addCents(sums.get(now) ?? zeroCents, netCents));
  }
  return listYearlyAddressees(db, [...sums.keys()], year).map(({ line1, payerStatus, ...row }) => ({
    householdId: row.householdId,
    payerName: row.payerName,
    patientId: row.patientId,
    city: row.city,
    postalCode: row.postalCode,
    channel: row.channel,
    madeAt: row.madeAt,
    printedAt: row.printedAt,
    netCents: sums.get(row.householdId) ?? zeroCents,
    problem: mailingProblem({ line1, payerStatus, city: row.city }),
  }));
}
