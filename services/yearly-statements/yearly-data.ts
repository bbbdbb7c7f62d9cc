/** A household's yearly statement from the ledger (DOC-6). */
import type { ReadableDb } from "#db/database.ts";
import { householdNow } from "#db/people/merges.ts";
import { listIncludedServices, listYearlyEntries, listYearlyInvoices, namesOnPaper, type YearRange } from "#db/statements/yearly-facts.ts";
import { makeDay, yearOf, type Day } from "#domain/calendar.ts";
import type { HouseholdId } from "#domain/identity.ts";
import { refuse } from "#domain/refusal.ts";
import { householdYear, type MemberYear } from "#domain/yearly-statements/yearly-money.ts";
import type { YearlyMemberData, YearlyStatementData } from "#domain/yearly-statements/yearly-statement-data.ts";
import type { Printing } from "../statements/print-setup.ts";
import { readHouseholdOnPaper } from "../statements/statement-data.ts";

export type YearlyRequest = { readonly householdId: HouseholdId; readonly year: number };

/** The days of a year that have come. Refuses `year_not_there` for one that has not begun. */
export function rangeOfYear(year: number, today: Day): YearRange {
  if (year > yearOf(today)) refuse("year_not_there", { year });
  const last = makeDay(year, 12, 31);
  return { fromOn: makeDay(year, 1, 1), throughOn: last < today ? last : today };
}

/** As of a day. A household that was merged away is answered by the one that stands for it. Refuses `year_not_there`, `payment_household_not_found`. */
export function readYearlyStatement(db: ReadableDb, printing: Printing, request: YearlyRequest, today: Day): YearlyStatementData {
  const range = rangeOfYear(request.year, today);
  const householdId = householdNow(db, request.householdId);
  const household = readHouseholdOnPaper(db, householdId, printing.homeCountry);
  const { members, toCreditCents, netCents, money } = householdYear(
    listYearlyInvoices(db, householdId, range),
    listYearlyEntries(db, householdId, range),
  );
  const included = listIncludedServices(db, householdId, range);
  return {
    setup: printing.setup,
    letterhead: printing.letterhead,
    recipient: { name: household.name, addressLines: household.addressLines },
    householdNumber: String(household.number),
    year: request.year,
    madeOn: today,
    throughOn: range.throughOn,
    members: namedMembers(db, members),
    toCreditCents,
    netCents,
    money,
    included,
    hasPackages: included.some(({ by }) => by === "package"),
  };
}

/** By name, the household as a whole last. */
function namedMembers(db: ReadableDb, members: readonly MemberYear[]): YearlyMemberData[] {
  const names = namesOnPaper(db, members.flatMap(({ patientId }) => (patientId === null ? [] : [patientId])));
  return members
    .map(({ patientId, cents, refundedCents, netCents }) => ({
      name: patientId === null ? null : (names.get(patientId) ?? ""),
      duesCents: cents.dues,
      feesCents: cents.fees,
      servicesCents: cents.services,
      refundedCents,
      netCents,
    }))
    .toSorted((a, b) => Number(a.name === null) - Number(b.name === null) || (a.name ?? "").localeCompare(b.name ?? ""));
}
