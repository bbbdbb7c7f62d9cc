/** Insurance policies of patients in their order, those detached from a profile, and what invoices keep of them (PPL-8). */
import type { Day, Instant } from "#domain/calendar.ts";
import { asId, type InsurancePolicyId, type InvoiceId, type PatientId, type StaffId } from "#domain/identity.ts";
import type { ReadableDb, WritableDb } from "../database.ts";

export type PolicyTerms = {
  readonly carrier: string;
  readonly planName: string;
  readonly memberNumber: string;
  readonly groupNumber: string;
  /** Whose policy it is, where it is not the patient's own. */
  readonly holderName: string;
  readonly relation: "self" | "spouse" | "child" | "other";
  readonly effectiveOn: Day;
  /** The first day that is not covered any more; null without an end. */
  readonly termOn: Day | null;
};

export type PolicyRow = PolicyTerms & {
  readonly policyId: InsurancePolicyId;
  readonly patientId: PatientId;
  readonly position: number;
  readonly detachedOn: Day | null;
  readonly detachedWhy: string | null;
  readonly version: number;
  /** How many invoices have kept it. */
  readonly uses: number;
};

const columns = `p.id as policyId, p.patient_id as patientId, p.position, p.carrier, p.plan_name as planName,
  p.member_number as memberNumber, p.group_number as groupNumber, p.holder_name as holderName, p.relation,
  p.effective_on as effectiveOn, p.term_on as termOn, p.detached_on as detachedOn, p.detached_why as detachedWhy,
  p.version, (select count(distinct invoice_id) from invoice_policy u where u.policy_id = p.id) as uses`;

/** The policies on a profile, the first one first. */
export function listPolicies(db: ReadableDb, patientId: PatientId): PolicyRow[] {
  return db.all<PolicyRow>(
    `select ${columns} from insurance_policy p where p.patient_id = ? and p.detached_on is null order by p.position, p.id`,
    patientId,
  );
}

export type DetachedPolicy = PolicyRow & { readonly patientName: string };

/** The holding area: policies that are on no profile, newest first. */
export function listDetached(db: ReadableDb): DetachedPolicy[] {
  return db.all<DetachedPolicy>(
    `select ${columns}, trim(coalesce(nullif(a.preferred_name, ''), a.first_name) || ' ' || a.last_name) as patientName
     from insurance_policy p join patient a on a.id = p.patient_id
     where p.detached_on is not null order by p.detached_on desc, p.id desc limit 1000`,
  );
}

export function countDetached(db: ReadableDb): number {
  return db.get<{ n: number }>("select count(*) as n from insurance_policy where detached_on is not null")?.n ?? 0;
}

export function findPolicy(db: ReadableDb, policyId: InsurancePolicyId): PolicyRow | undefined {
  return db.get<PolicyRow>(`select ${columns} from insurance_policy p where p.id = ?`, policyId);
}

/** The policy that comes first for a patient on a day, if one does. */
export function findPolicyOn(db: ReadableDb, patientId: PatientId, on: Day): PolicyRow | undefined {
  return listPolicies(db, patientId).find(({ effectiveOn, termOn }) => effectiveOn <= on && (termOn === null || termOn > on));
}

const values = (terms: PolicyTerms) =>
  [
    terms.carrier,
    terms.planName,
    terms.memberNumber,
    terms.groupNumber,
    terms.holderName,
    terms.relation,
    terms.effectiveOn,
    terms.termOn,
  ] as const;

/** Adds a policy as the last one of a profile. */
export function insertPolicy(
  db: WritableDb,
  patientId: PatientId,
  terms: PolicyTerms,
  by: { readonly createdBy: StaffId | null; readonly createdAt: Instant },
): InsurancePolicyId {
  return asId<InsurancePolicyId>(
    db.exec(
      `insert into insurance_policy (patient_id, position, carrier, plan_name, member_number, group_number, holder_name,
         relation, effective_on, term_on, created_by, created_at)
       values (?, (select coalesce(max(position), 0) + 1 from insurance_policy where patient_id = ?), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      patientId,
      patientId,
      ...values(terms),
      by.createdBy,
      by.createdAt,
    ).id,
  );
}

export function updatePolicy(db: WritableDb, policyId: InsurancePolicyId, terms: PolicyTerms): void {
  db.exec(
    `update insurance_policy set carrier = ?, plan_name = ?, member_number = ?, group_number = ?, holder_name = ?,
       relation = ?, effective_on = ?, term_on = ?, version = version + 1 where id = ?`,
    ...values(terms),
    policyId,
  );
}

export function detachPolicyRow(db: WritableDb, policyId: InsurancePolicyId, on: Day, why: string): void {
  db.exec(
    "update insurance_policy set detached_on = ?, detached_why = ?, version = version + 1 where id = ?",
    on,
    why,
    policyId,
  );
}

/** Puts a policy on a profile as its last one. */
export function attachPolicyRow(db: WritableDb, policyId: InsurancePolicyId, patientId: PatientId): void {
  db.exec(
    `update insurance_policy set patient_id = ?, detached_on = null, detached_why = null, version = version + 1,
       position = (select coalesce(max(position), 0) + 1 from insurance_policy where patient_id = ?)
     where id = ?`,
    patientId,
    patientId,
    policyId,
  );
}

/** Puts the policies of a profile into an order. */
export function orderPolicies(db: WritableDb, policyIds: readonly InsurancePolicyId[]): void {
  policyIds.forEach((id, index) => db.exec("update insurance_policy set position = ? where id = ?", index + 1, id));
}

export function deletePolicyRow(db: WritableDb, policyId: InsurancePolicyId): void {
  db.exec("delete from insurance_policy where id = ?", policyId);
}

export function insertSnapshot(
  db: WritableDb,
  row: {
    readonly invoiceId: InvoiceId;
    readonly patientId: PatientId;
    readonly position: number;
    readonly policyId: InsurancePolicyId;
    readonly snapshot: PolicyTerms;
  },
): void {
  db.exec(
    "insert into invoice_policy (invoice_id, patient_id, position, policy_id, snapshot) values (?, ?, ?, ?, ?)",
    row.invoiceId,
    row.patientId,
    row.position,
    row.policyId,
    JSON.stringify(row.snapshot),
  );
}

export type KeptPolicy = PolicyTerms & { readonly patientId: PatientId; readonly patientName: string; readonly position: number };

/** The policies an invoice has kept, as they were at the visit. */
export function listSnapshots(db: ReadableDb, invoiceId: InvoiceId): KeptPolicy[] {
  return db
    .all<{ patientId: PatientId; patientName: string; position: number; snapshot: string }>(
      `select u.patient_id as patientId, u.position, u.snapshot,
         trim(coalesce(nullif(a.preferred_name, ''), a.first_name) || ' ' || a.last_name) as patientName
       from invoice_policy u join patient a on a.id = u.patient_id
       where u.invoice_id = ? order by u.patient_id, u.position`,
      invoiceId,
    )
    .map(({ snapshot, ...row }) => ({ ...row, ...(JSON.parse(snapshot) as PolicyTerms) }));
}
