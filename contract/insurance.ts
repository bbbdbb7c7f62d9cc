/** Insurance policies, for information only (PPL-8). */
import { z } from "zod";
import type { InsurancePolicyId, InvoiceId, PatientId } from "#domain/identity.ts";
import { command, day, id, nothing, query, requiredText, text } from "./base.ts";

export const relations = ["self", "spouse", "child", "other"] as const;

export const policyTerms = z.strictObject({
  carrier: text(120),
  planName: text(120),
  memberNumber: text(60),
  groupNumber: text(60),
  holderName: text(120),
  relation: z.enum(relations),
  effectiveOn: day,
  /** The first day that is not covered any more. */
  termOn: day.nullable(),
});
export type PolicyTerms = z.infer<typeof policyTerms>;

const terms = { ...policyTerms.shape };

export const policy = z.object({
  ...terms,
  policyId: id<InsurancePolicyId>(),
  patientId: id<PatientId>(),
  position: z.int(),
  detachedOn: day.nullable(),
  detachedWhy: z.string().nullable(),
  version: z.int(),
  uses: z.int(),
});
export type Policy = z.infer<typeof policy>;

export const detachedPolicy = z.object({ ...policy.shape, patientName: z.string() });
export type DetachedPolicy = z.infer<typeof detachedPolicy>;

const one = { policyId: id<InsurancePolicyId>() };
const made = z.object(one);

export const insuranceContract = {
  insurance: {
    list: query("patients.view")
      .input(z.strictObject({ patientId: id<PatientId>() }))
      .output(z.object({ policies: z.array(policy), inHolding: z.int() })),
    /** Policies that are on no profile, and why. */
    holding: query("patients.view").input(nothing).output(z.array(detachedPolicy)),
    /** What an invoice has kept of its visit. */
    ofInvoice: query("invoices.view")
      .input(z.strictObject({ invoiceId: id<InvoiceId>() }))
      .output(z.array(z.object({ ...terms, patientId: id<PatientId>(), patientName: z.string(), position: z.int() }))),
    add: command("patients.edit", { patientId: id<PatientId>(), terms: policyTerms }).output(made),
    edit: command("patients.edit", { ...one, version: z.int(), terms: policyTerms }).output(made),
    detach: command("patients.edit", { ...one, version: z.int(), why: requiredText(200) }).output(made),
    attach: command("patients.edit", { ...one, patientId: id<PatientId>() }).output(made),
    makeFirst: command("patients.edit", one).output(made),
    remove: command("patients.edit", { ...one, version: z.int() }).output(z.object({ removed: z.literal(true) })),
  },
};
