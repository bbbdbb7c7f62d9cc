/** What was merged is behind what it was merged into, whole (F-16, MEM-15, PPL-4). */
import { sqlCheck, type Check } from "./check.ts";

export const peopleChecks: readonly Check[] = [
  sqlCheck({
    name: "A household that was merged away has no people and no money",
    table: "household",
    find: `select h.id from household_merge m join household h on h.id = m.absorbed_id
      where m.undone_at is null and (h.balance_cents <> 0 or h.credit_cents <> 0
        or exists (select 1 from patient p where p.household_id = h.id)
        or exists (select 1 from membership s where s.household_id = h.id))`,
    what: "Somebody, or money, is left in a household that was merged into another",
  }),
  sqlCheck({
    name: "Every chart that was merged leads to the chart that stands for it",
    table: "patient",
    find: `select p.id from patient p left join patient_merge m on m.merged_id = p.id and m.undone_at is null
      left join patient t on t.id = p.merged_into_id
      where (p.merged_into_id is null) <> (m.id is null) or t.merged_into_id is not null
        or (p.merged_into_id is not null and exists (select 1 from membership s where s.patient_id = p.id))`,
    what: "A merged chart leads nowhere, or to one that is merged itself, or has memberships",
  }),
];
