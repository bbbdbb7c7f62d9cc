/** The household sheet, merging and un-merging of households and of charts (PPL-7, MEM-15, PPL-4). */
import { z } from "zod";
import type { DocumentId, HouseholdId, InvoiceId, MembershipId, PatientId, PlanId } from "#domain/identity.ts";
import { standings } from "#domain/memberships/standing-words.ts";
import { cents, command, day, fileOut, id, query } from "./base.ts";

const drawAhead = z.object({ on: day, cents });

const sheetPlan = z.object({
  membershipId: id<MembershipId>(),
  planId: id<PlanId>(),
  planName: z.string(),
  standing: z.enum(standings),
  startOn: day,
  paidThroughOn: day.nullable(),
  nextDrawOn: day.nullable(),
  nextDrawCents: cents.nullable(),
  priceCents: cents,
  periodMonths: z.int(),
  endsOn: day.nullable(),
  benefits: z.array(z.object({ label: z.string(), used: z.int(), quantity: z.int(), untilOn: day })),
});

export const householdSheet = z.object({
  householdId: id<HouseholdId>(),
  number: z.int(),
  payerName: z.string(),
  asOfOn: day,
  paysBy: z.enum(["card", "manual"]),
  contactPreference: z.enum(["email", "text", "print"]),
  members: z.array(
    z.object({
      patientId: id<PatientId>(),
      name: z.string(),
      age: z.int().nullable(),
      isPayer: z.boolean(),
      status: z.enum(["active", "inactive", "deceased", "non_patient", "prospective"]),
      plans: z.array(sheetPlan),
    }),
  ),
  balanceCents: cents,
  creditCents: cents,
  pastDueCents: cents,
  pastDueSinceOn: day.nullable(),
  cards: z.array(
    z.object({ brand: z.string(), last4: z.string(), expiresMonth: z.int(), expiresYear: z.int(), isExpired: z.boolean() }),
  ),
  lastDraw: z.object({ invoiceId: id<InvoiceId>(), on: day, cents, openCents: cents }).nullable(),
  nextDraw: drawAhead.nullable(),
  lastPaymentOn: day.nullable(),
  savings: z.object({ fromOn: day, duesCents: cents, offCents: cents, benefitsUsed: z.int(), benefitsCents: cents }),
});
export type HouseholdSheet = z.infer<typeof householdSheet>;

const mergeSide = z.object({
  householdId: id<HouseholdId>(),
  number: z.int(),
  name: z.string(),
  members: z.array(
    z.object({
      patientId: id<PatientId>(),
      name: z.string(),
      plans: z.array(z.object({ planName: z.string(), standing: z.enum(standings), paidThroughOn: day.nullable() })),
    }),
  ),
  balanceCents: cents,
  creditCents: cents,
  pastDueCents: cents,
  paysBy: z.enum(["card", "manual"]),
  cards: z.array(z.object({ brand: z.string(), last4: z.string() })),
  drawDay: z.int().nullable(),
  nextDraws: z.array(drawAhead),
});
export type MergeSide = z.infer<typeof mergeSide>;

export const mergePreview = z.object({
  survivor: mergeSide,
  absorbed: mergeSide,
  after: mergeSide,
  stubs: z.array(
    z.object({ patientName: z.string(), planName: z.string(), fromOn: day, throughOn: day, chargeOn: day, cents }),
  ),
  todayCents: cents,
  takesCards: z.boolean(),
});
export type MergePreview = z.infer<typeof mergePreview>;

export const moveInput = {
  patientId: id<PatientId>(),
  toHouseholdId: id<HouseholdId>().nullable(),
  /** Who pays for those who stay, when the payer leaves. */
  newPayerPatientId: id<PatientId>().nullable().default(null),
  /** Takes along, by linked transfers, what is owed for this person alone. */
  takeInvoices: z.boolean().default(false),
};

export const movePreview = z.object({
  own: z.object({ invoices: z.int(), cents }),
  payerLeaves: z.boolean(),
  payers: z.array(z.object({ patientId: id<PatientId>(), name: z.string() })),
  from: z.object({ name: z.string(), balanceCents: cents, creditCents: cents, nextDraws: z.array(drawAhead) }),
  to: z.object({ name: z.string(), balanceCents: cents, nextDraws: z.array(drawAhead) }),
});
export type MovePreview = z.infer<typeof movePreview>;

const pair = { survivorId: id<HouseholdId>(), absorbedId: id<HouseholdId>() };
const mergeMade = z.object({ mergeId: z.int() });

export const householdOperations = {
  /** PPL-7, on the screen and on one page. */
  sheet: query("patients.view").input(z.strictObject({ householdId: id<HouseholdId>() })).output(householdSheet),
  sheetPdf: query("patients.view").input(z.strictObject({ householdId: id<HouseholdId>() })).output(fileOut),
  /** The sheet on paper, archived as it is printed (DOC-2). */
  printSheet: command("statements.print", { householdId: id<HouseholdId>() }).output(
    z.object({ documentId: id<DocumentId>(), pages: z.int() }),
  ),
  /** PPL-3: exactly what moving a person would do, tried out and taken back. */
  previewMove: query("patients.edit").input(z.strictObject(moveInput)).output(movePreview),
  /** MEM-15: exactly what merging would do, tried out and taken back. */
  previewMerge: query("memberships.change").input(z.strictObject(pair)).output(mergePreview),
  merge: command("memberships.change", pair).output(mergeMade),
  undoMerge: command("memberships.change", { mergeId: z.int().positive() }).output(mergeMade),
};

const charts = { survivorId: id<PatientId>(), mergedId: id<PatientId>() };

export const chartMergePreview = z.object({
  survivor: z.object({ patientId: id<PatientId>(), name: z.string(), chartNumber: z.string(), payerName: z.string() }),
  merged: z.object({ patientId: id<PatientId>(), name: z.string(), chartNumber: z.string(), payerName: z.string() }),
  /** The fields of the union with what they will say. */
  fields: z.array(z.object({ field: z.string(), before: z.string(), after: z.string() })),
  memberships: z.array(z.string()),
  /** Their households become one as well. */
  mergesHouseholds: z.boolean(),
  movesBalanceCents: cents,
  movesCreditCents: cents,
});
export type ChartMergePreview = z.infer<typeof chartMergePreview>;

export const chartOperations = {
  /** PPL-4: two records of the same person. */
  previewMerge: query("patients.edit").input(z.strictObject(charts)).output(chartMergePreview),
  merge: command("patients.edit", charts).output(z.object({ mergeId: z.int(), patientId: id<PatientId>() })),
  undoMerge: command("patients.edit", { mergeId: z.int().positive() }).output(mergeMade),
};
