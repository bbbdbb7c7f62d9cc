/** Counts over everybody on file; rows of an import under way are not there yet. */
import type { Day } from "#domain/calendar.ts";
import type { ReadableDb } from "../database.ts";

export type PeopleCounts = {
  readonly total: number;
  readonly active: number;
  readonly deceased: number;
  /** Living people born after the day given. */
  readonly minors: number;
  /** Households that have members. */
  readonly households: number;
};

export function countPeople(db: ReadableDb, minorsBornAfterOn: Day): PeopleCounts {
  const row = db.get<PeopleCounts>(
    `select count(*) as total, coalesce(sum(status = 'active'), 0) as active,
       coalesce(sum(status = 'deceased'), 0) as deceased,
       coalesce(sum(status <> 'deceased' and birth_on > ?), 0) as minors,
       count(distinct household_id) as households
     from patient where staged_batch_id is null and merged_into_id is null`,
    minorsBornAfterOn,
  );
  return row ?? { total: 0, active: 0, deceased: 0, minors: 0, households: 0 };
}
