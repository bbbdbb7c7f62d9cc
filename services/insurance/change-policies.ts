/**
 * Insurance policies at the desk (PPL-8), for information only: added, corrected, ended, put in order,
 * detached into the holding area with why, attached again, and deleted while no invoice has kept them.
 */
import {
  attachPolicyRow,
  deletePolicyRow,
  detachPolicyRow,
  findPolicy,
  insertPolicy,
  listPolicies,
  orderPolicies,
  updatePolicy,
  type PolicyRow,
  type PolicyTerms,
} from "#db/people/insurance.ts";
import type { WritableDb } from "#db/database.ts";
import type { InsurancePolicyId, PatientId } from "#domain/identity.ts";
import { refuse } from "#domain/refusal.ts";
import { act, type Cx } from "../context.ts";
import { requirePatient } from "../people/require.ts";
import { audit } from "../record.ts";

export type OnePolicy = { readonly policyId: InsurancePolicyId };
type Version = { readonly version: number };

/** Refuses `patient_not_found`, `policy_without_carrier` and `policy_ends_before`. */
export function addPolicy(cx: Cx, { patientId, terms }: { readonly patientId: PatientId; readonly terms: PolicyTerms }): OnePolicy {
  return act<OnePolicy>(cx, (db) => {
    requirePatient(db, patientId);
    requireSound(terms);
    const policyId = insertPolicy(db, patientId, terms, { createdBy: cx.actor.staffId, createdAt: cx.now });
    audit(cx, db, "policy.added", `patient/${patientId}`, { after: { policyId, ...terms } });
    db.touch(`patient/${patientId}`, "insurance");
    return { policyId };
  });
}

/** Corrects or ends a policy; what invoices have kept stays as it was. Refuses also `policy_not_found` and `record_changed_meanwhile`. */
export function editPolicy(cx: Cx, { policyId, version, terms }: OnePolicy & Version & { readonly terms: PolicyTerms }): OnePolicy {
  return act<OnePolicy>(cx, (db) => {
    const policy = requirePolicy(db, policyId, version);
    requireSound(terms);
    updatePolicy(db, policyId, terms);
    const { carrier, memberNumber, effectiveOn, termOn } = policy;
    audit(cx, db, "policy.edited", `patient/${policy.patientId}`, {
      before: { policyId, carrier, memberNumber, effectiveOn, termOn },
      after: { policyId, ...terms },
    });
    db.touch(`patient/${policy.patientId}`, "insurance");
    return { policyId };
  });
}

/** Takes a policy off the profile into the holding area. Refuses `policy_not_found`, `record_changed_meanwhile` and `policy_detached`. */
export function detachPolicy(cx: Cx, { policyId, version, why }: OnePolicy & Version & { readonly why: string }): OnePolicy {
  return act<OnePolicy>(cx, (db) => {
    const policy = requirePolicy(db, policyId, version);
    if (policy.detachedOn !== null) refuse("policy_detached", {});
    detachPolicyRow(db, policyId, cx.today, why.trim());
    audit(cx, db, "policy.detached", `patient/${policy.patientId}`, { after: { policyId, why: why.trim() } });
    db.touch(`patient/${policy.patientId}`, "insurance");
    return { policyId };
  });
}

/** Puts a policy of the holding area on a profile. Refuses `policy_not_found`, `policy_not_detached` and `patient_not_found`. */
export function attachPolicy(cx: Cx, { policyId, patientId }: OnePolicy & { readonly patientId: PatientId }): OnePolicy {
  return act<OnePolicy>(cx, (db) => {
    const policy = findPolicy(db, policyId) ?? refuse("policy_not_found", {});
    if (policy.detachedOn === null) refuse("policy_not_detached", {});
    requirePatient(db, patientId);
    attachPolicyRow(db, policyId, patientId);
    audit(cx, db, "policy.attached", `patient/${patientId}`, { before: { patientId: policy.patientId }, after: { policyId } });
    db.touch(`patient/${patientId}`, `patient/${policy.patientId}`, "insurance");
    return { policyId };
  });
}

/** Makes a policy the first one of its profile: the one an invoice names first. Refuses `policy_not_found` and `policy_detached`. */
export function makePolicyFirst(cx: Cx, { policyId }: OnePolicy): OnePolicy {
  return act<OnePolicy>(cx, (db) => {
    const policy = findPolicy(db, policyId) ?? refuse("policy_not_found", {});
    if (policy.detachedOn !== null) refuse("policy_detached", {});
    const others = listPolicies(db, policy.patientId).map((one) => one.policyId).filter((id) => id !== policyId);
    orderPolicies(db, [policyId, ...others]);
    audit(cx, db, "policy.ordered", `patient/${policy.patientId}`, { after: { first: policyId } });
    db.touch(`patient/${policy.patientId}`, "insurance");
    return { policyId };
  });
}

/** Deletes a policy that no invoice has kept. Refuses `policy_not_found`, `record_changed_meanwhile` and `policy_used`. */
export function removePolicy(cx: Cx, { policyId, version }: OnePolicy & Version): { removed: true } {
  return act<{ removed: true }>(cx, (db) => {
    const policy = requirePolicy(db, policyId, version);
    if (policy.uses > 0) refuse("policy_used", { invoices: policy.uses });
    deletePolicyRow(db, policyId);
    const { carrier, memberNumber, effectiveOn } = policy;
    audit(cx, db, "policy.removed", `patient/${policy.patientId}`, { before: { policyId, carrier, memberNumber, effectiveOn } });
    db.touch(`patient/${policy.patientId}`, "insurance");
    return { removed: true };
  });
}

function requirePolicy(db: WritableDb, policyId: InsurancePolicyId, version: number): PolicyRow {
  const policy = findPolicy(db, policyId) ?? refuse("policy_not_found", {});
  if (policy.version !== version) refuse("record_changed_meanwhile", {});
  return policy;
}

function requireSound({ carrier, effectiveOn, termOn }: PolicyTerms): void {
  if (carrier.trim() === "") refuse("policy_without_carrier", {});
  if (termOn !== null && termOn < effectiveOn) refuse("policy_ends_before", { effectiveOn });
}
