/** Households that become one and part again in a simulation: merges, their undoing, and members who move to an own account. */
import type { HouseholdId, PatientId } from "#domain/identity.ts";
import { mergeHouseholds } from "../../households/merge-households.ts";
import { undoHouseholdMerge } from "../../households/undo-merge.ts";
import { movePatient } from "../../people/move-patient.ts";
import type { Cx } from "../../context.ts";
import type { Random } from "../../demo/random.ts";
import { pickRow, type DeskAct, type Maker } from "./desk-act.ts";

export const householdMakers: readonly (readonly [weight: number, make: Maker])[] = [
  [2, merge],
  [2, parting],
  [2, ownAccount],
];

function merge(cx: Cx, random: Random): DeskAct | null {
  const all = "select id from household order by id";
  const survivor = pickRow<{ id: HouseholdId }>(cx, random, all);
  const absorbed = pickRow<{ id: HouseholdId }>(cx, random, all);
  if (!survivor || !absorbed) return null;
  return {
    name: `household ${absorbed.id} is merged into ${survivor.id}`,
    work: (now) => mergeHouseholds(now, { survivorId: survivor.id, absorbedId: absorbed.id }),
  };
}

function parting(cx: Cx, random: Random): DeskAct | null {
  const row = pickRow<{ id: number }>(cx, random, "select id from household_merge where undone_at is null order by id");
  return row ? { name: `merge ${row.id} is undone`, work: (now) => undoHouseholdMerge(now, { mergeId: row.id }) } : null;
}

function ownAccount(cx: Cx, random: Random): DeskAct | null {
  const row = pickRow<{ id: PatientId }>(
    cx,
    random,
    "select p.id from patient p where (select count(*) from patient o where o.household_id = p.household_id) > 1 order by p.id",
  );
  const to = random.chance(0.3) ? pickRow<{ id: HouseholdId }>(cx, random, "select id from household order by id") : undefined;
  if (!row) return null;
  return {
    name: `patient ${row.id} moves to ${to ? `household ${to.id}` : "an account of their own"}`,
    work: (now) => movePatient(now, { patientId: row.id, toHouseholdId: to?.id ?? null }),
  };
}
