/** How many people the practice has on file, for the head of the list and the check of an import. */
import { countPeople, type PeopleCounts } from "#db/people/counts.ts";
import { look, type Cx } from "../context.ts";
import { lastAdultBirthday } from "./list-patients.ts";

export function countPatients(cx: Cx): PeopleCounts {
  return look<PeopleCounts>(cx, (db) => countPeople(db, lastAdultBirthday(cx.today)));
}
