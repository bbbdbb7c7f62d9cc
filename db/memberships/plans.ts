/** Plans and their immutable versions (PPL-10, PPL-11). */
import type { Instant } from "#domain/calendar.ts";
import { asId, type PlanId, type PlanVersionId, type StaffId } from "#domain/identity.ts";
import type { PlanTerms } from "#domain/memberships/plan.ts";
import type { ReadableDb, WritableDb } from "../database.ts";

export type PlanState = "draft" | "on_sale" | "closed";

export type PlanRow = {
  readonly planId: PlanId;
  readonly name: string;
  readonly state: PlanState;
  readonly version: number;
  readonly planVersionId: PlanVersionId;
  readonly versionNumber: number;
  readonly terms: PlanTerms;
};

type Stored = Omit<PlanRow, "terms"> & { readonly terms: string };

const latest = `select p.id as planId, p.name, p.state, p.version, v.id as planVersionId, v.number as versionNumber,
    v.terms from plan p join plan_version v on v.plan_id = p.id
  where v.number = (select max(number) from plan_version where plan_id = p.id)`;

/** Every plan at its newest version, by name. */
export function listPlans(db: ReadableDb): PlanRow[] {
  return db.all<Stored>(`${latest} order by p.name, p.id`).map(withTerms);
}

export function findPlan(db: ReadableDb, id: PlanId): PlanRow | undefined {
  const row = db.get<Stored>(`${latest} and p.id = ?`, id);
  return row && withTerms(row);
}

/** One version, whether or not it is the newest: what a membership points at. */
export function findPlanVersion(db: ReadableDb, id: PlanVersionId): PlanRow | undefined {
  const row = db.get<Stored>(
    `select p.id as planId, p.name, p.state, p.version, v.id as planVersionId, v.number as versionNumber, v.terms
     from plan_version v join plan p on p.id = v.plan_id where v.id = ?`,
    id,
  );
  return row && withTerms(row);
}

export function insertPlan(db: WritableDb, plan: { name: string; state: PlanState; createdAt: Instant }): PlanId {
  return asId<PlanId>(
    db.exec(
      "insert into plan (name, state, created_at) values (?, ?, ?)",
      plan.name,
      plan.state,
      plan.createdAt,
    ).id,
  );
}

export function insertPlanVersion(
  db: WritableDb,
  version: {
    planId: PlanId;
    number: number;
    terms: PlanTerms;
    createdBy: StaffId | null;
    createdAt: Instant;
  },
): PlanVersionId {
  return asId<PlanVersionId>(
    db.exec(
      "insert into plan_version (plan_id, number, terms, created_by, created_at) values (?, ?, ?, ?, ?)",
      version.planId,
      version.number,
      JSON.stringify(version.terms),
      version.createdBy,
      version.createdAt,
    ).id,
  );
}

function withTerms(row: Stored): PlanRow {
  return { ...row, terms: JSON.parse(row.terms) as PlanTerms };
}
