/** Names of members and plans for reports. */
import type { MembershipId, PatientId, PlanId } from "#domain/identity.ts";
import type { ReadableDb } from "../database.ts";

export type MemberName = { readonly patientId: PatientId | null; readonly name: string; readonly sortName: string };

/** Answers a member's name; looked up when asked for. */
export function namesOfMembers(db: ReadableDb): (membershipId: MembershipId) => MemberName {
  return (membershipId) =>
    db.get<MemberName>(
      `select p.id as patientId, trim(coalesce(nullif(p.preferred_name, ''), p.first_name) || ' ' || p.last_name) as name,
         p.sort_name as sortName
       from membership m join patient p on p.id = m.patient_id where m.id = ?`,
      membershipId,
    ) ?? { patientId: null, name: "", sortName: "" };
}

export function planNames(db: ReadableDb): ReadonlyMap<PlanId, string> {
  return new Map(db.all<{ id: PlanId; name: string }>("select id, name from plan").map(({ id, name }) => [id, name]));
}
