/** The orders of the tracker by people (INV-4). A page goes on from its last invoice, whose person is looked up again. */
import type { ReadableDb } from "../database.ts";
import type { Sql } from "./conditions.ts";
import { fromPlace, lastOf, oneRun, type Part, type TrackerPage, type TrackerPlace } from "./parts.ts";

const noName = "-";
const named = "=";

/** By the name that the invoice keeps of its person; those for several people, or nobody, have none. */
export function byPatient(db: ReadableDb, page: TrackerPage, walks: boolean): Part[] {
  const { after, descending } = page;
  const sign = descending ? "<" : ">";
  const run: Part = {
    ...oneRun,
    walk: "invoice i indexed by invoice_state_patient",
    stateWalk: "invoice i indexed by invoice_state_patient",
    key: `'${noName}'`,
    order: ["i.id"],
    condition: { text: "i.patient_sort is null and i.patient_id is null", values: [] },
    nobody: true,
  };
  const who = ["i.patient_sort", "i.patient_id"];
  const withName: Part = {
    ...run,
    key: `'${named}'`,
    order: [...who, "i.id"],
    condition: { text: "i.patient_sort is not null", values: [] },
    nobody: false,
  };
  if (!after) return descending ? [withName, run] : [run, withName];
  if (after.key !== named) {
    const rest: Part = { ...run, after: { text: `i.id ${sign} ?`, values: [after.id] } };
    return descending ? [rest] : [rest, withName];
  }
  const { patientSort, patientId } = lastOf(db, after.id);
  const rest = fromPlace({ ...withName, condition: null }, who, sign, [patientSort, patientId], after.id, walks);
  return descending ? [...rest, run] : rest;
}

export function byPayer(db: ReadableDb, page: TrackerPage): Part[] {
  const { after, descending } = page;
  const sign = descending ? "<" : ">";
  const without: Part = {
    ...oneRun,
    walk: "household o indexed by household_payer cross join invoice i indexed by invoice_household on i.household_id = o.id",
    stateWalk: null,
    join: "join household o on o.id = i.household_id",
    condition: { text: "o.payer_patient_id is null", values: [] },
    key: `'${noName}'`,
    order: ["o.id", "i.invoiced_on", "i.id"],
  };
  const withName: Part = {
    ...oneRun,
    walk: `patient s indexed by patient_sort cross join household o on o.payer_patient_id = s.id
         cross join invoice i indexed by invoice_household on i.household_id = o.id`,
    stateWalk: null,
    join: "join household o on o.id = i.household_id join patient s on s.id = o.payer_patient_id",
    condition: { text: "s.staged_batch_id is null", values: [] },
    key: `'${named}'`,
    order: ["s.sort_name", "s.id", "o.id", "i.invoiced_on", "i.id"],
  };
  const parts = descending ? [withName, without] : [without, withName];
  if (!after) return parts;
  const current = after.key === named ? withName : without;
  const rest = parts.slice(parts.indexOf(current) + 1);
  return [{ ...current, after: afterPayer(db, after, sign) }, ...rest];
}

type Payer = {
  readonly name: string;
  readonly person: number;
  readonly householdId: number;
  readonly invoicedOn: string;
};

/** The rest of the last household's payer, and then beyond: the first part is a range of the walked index. */
function afterPayer(db: ReadableDb, { key, id }: TrackerPlace, sign: "<" | ">"): Sql {
  const { name, person, householdId, invoicedOn } = db.get<Payer>(
    `select coalesce(s.sort_name, '') as name, coalesce(s.id, 0) as person, i.household_id as householdId,
       i.invoiced_on as invoicedOn
     from invoice i join household h on h.id = i.household_id left join patient s on s.id = h.payer_patient_id
     where i.id = ?`,
    id,
  ) ?? { name: "", person: 0, householdId: 0, invoicedOn: "" };
  const inHousehold: Sql = {
    text: `(o.id, i.invoiced_on, i.id) ${sign} (?, ?, ?)`,
    values: [householdId, invoicedOn, id],
  };
  if (key !== named) return inHousehold;
  return {
    text: `(s.sort_name, s.id) ${sign}= (?, ?) and (s.id <> ? or ${inHousehold.text})`,
    values: [name, person, person, ...inHousehold.values],
  };
}
