/** Patients and households (PPL-1..3, PPL-6). */
import { z } from "zod";
import type { DocumentId, HouseholdId, InvoiceId, MembershipId, PatientId, PlanId } from "#domain/identity.ts";
import { invoiceStatuses } from "#domain/invoices/status-words.ts";
import { standings } from "#domain/memberships/standing-words.ts";
import { waitingChange } from "./membership-changes.ts";
import { chartOperations, householdOperations, moveInput } from "./households.ts";
import {
  cents,
  command,
  day,
  explanation,
  fileOut,
  id,
  instant,
  nothing,
  pageInput,
  pageOf,
  query,
  sumCents,
  text,
} from "./base.ts";

export const patientStatuses = ["active", "inactive", "deceased", "non_patient", "prospective"] as const;
export const contactPreferences = ["email", "text", "print"] as const;

export const phone = z.strictObject({ kind: z.enum(["mobile", "home", "work"]), number: text(40) });

export const address = z.strictObject({
  line1: text(120),
  line2: text(120),
  city: text(80),
  region: text(80),
  postalCode: text(20),
  country: text(2),
});
export type AddressView = z.infer<typeof address>;

/** What the desk types about a person. */
export const patientForm = z.strictObject({
  prefix: text(40),
  firstName: text(120),
  middleName: text(120),
  lastName: text(120),
  suffix: text(40),
  preferredName: text(120),
  birthOn: day.nullable(),
  sex: text(40),
  pronouns: text(40),
  email: text(254),
  phones: z.array(phone).max(6),
  language: z.enum(["en", "es"]),
  alerts: text(500),
  notes: text(5000),
  textConsent: z.enum(["unknown", "yes", "no"]),
  status: z.enum(patientStatuses),
  deceasedOn: day.nullable(),
  /** Null: the household's address counts. */
  ownAddress: address.nullable(),
});
export type PatientForm = z.infer<typeof patientForm>;

/** A row of the search and of the patient list. */
export const patientRow = z.object({
  patientId: id<PatientId>(),
  householdId: id<HouseholdId>(),
  name: z.string(),
  preferredName: z.string(),
  chartNumber: z.string(),
  birthOn: day.nullable(),
  age: z.int().nullable(),
  phone: z.string(),
  email: z.string(),
  city: z.string(),
  status: z.enum(patientStatuses),
  standing: z.enum(standings).nullable(),
  planName: z.string(),
  balanceCents: cents,
});
export type PatientRow = z.infer<typeof patientRow>;

export const householdMember = z.object({
  patientId: id<PatientId>(),
  name: z.string(),
  age: z.int().nullable(),
  birthOn: day.nullable(),
  isPayer: z.boolean(),
  status: z.enum(patientStatuses),
  standing: z.enum(standings).nullable(),
});

export const membershipCard = z.object({
  membershipId: id<MembershipId>(),
  planId: id<PlanId>(),
  planName: z.string(),
  patientId: id<PatientId>(),
  patientName: z.string(),
  standing: z.enum(standings),
  /** Other standings that also hold, shown as flags (chapter 3). */
  flags: z.array(z.enum(standings)),
  startOn: day,
  /** The last day covered by what was billed (F-6: `to` − 1), or null before the first period. */
  paidThroughOn: day.nullable(),
  nextDrawOn: day.nullable(),
  nextDrawCents: cents.nullable(),
  priceCents: cents,
  periodMonths: z.int(),
  drawDay: z.int(),
  endsOn: day.nullable(),
  heldUntilOn: day.nullable(),
  waiting: z.array(waitingChange),
  /** Null for a plan that asks for none (MEM-8). */
  agreement: z
    .object({
      signedOn: day.nullable(),
      method: z.enum(["screen", "paper", "portal"]).nullable(),
      /** The signed copy. */
      documentId: id<DocumentId>().nullable(),
    })
    .nullable(),
  benefits: z.array(z.object({ label: z.string(), used: z.int(), quantity: z.int(), untilOn: day })),
});

/** One line of a chart's story: a draw, a payment, a hold, a note of who did what. */
export const timelineItem = z.object({
  on: day,
  at: instant.nullable(),
  kind: z.enum([
    "joined",
    "enrolled",
    "invoice",
    "payment",
    "credit",
    "hold",
    "resumed",
    "cancelled",
    "lapsed",
    "rejoined",
    "written_off",
    "voided",
    "statement",
    "changed",
  ]),
  title: z.string(),
  detail: z.string(),
  amountCents: cents.nullable(),
  explain: explanation.nullable(),
  by: z.string(),
  invoiceId: id<InvoiceId>().nullable(),
  invoiceStatus: z.enum(invoiceStatuses).nullable(),
});
export type TimelineItem = z.infer<typeof timelineItem>;

/** Something that came in by merging (MEM-15, PPL-4), and whether that can still be undone. */
export const mergeShown = z.object({
  kind: z.enum(["household", "patient"]),
  mergeId: z.int(),
  name: z.string(),
  number: z.string(),
  mergedOn: day,
  undoableUntilOn: day,
  bar: z.enum(["too_old", "money", "changed"]).nullable(),
  absorbedId: id<HouseholdId>().nullable(),
});
export type MergeShown = z.infer<typeof mergeShown>;

export const patientChart = z.object({
  patientId: id<PatientId>(),
  version: z.int(),
  chartNumber: z.string(),
  name: z.string(),
  age: z.int().nullable(),
  form: patientForm,
  household: z.object({
    householdId: id<HouseholdId>(),
    number: z.int(),
    name: z.string(),
    version: z.int(),
    address,
    contactPreference: z.enum(contactPreferences),
    paysBy: z.enum(["manual", "card"]),
    payerName: z.string(),
    payerPatientId: id<PatientId>().nullable(),
    balanceCents: cents,
    creditCents: cents,
    pastDueCents: cents,
    members: z.array(householdMember),
  }),
  memberships: z.array(membershipCard),
  lastPaymentOn: day.nullable(),
  lastStatementOn: day.nullable(),
  importedFrom: z.string().nullable(),
  merges: z.array(mergeShown),
  /** Mail to the address on the chart came back on this day (PPL-2). */
  emailBouncedOn: day.nullable(),
});
export type PatientChart = z.infer<typeof patientChart>;

export const patientSort = z.enum(["name", "birth", "balance", "city"]);

/** What the patient list is narrowed to. */
export const patientFilter = {
  text: text(120).default(""),
  statuses: z.array(z.enum(patientStatuses)).max(5).default([]),
  membership: z.enum(["any", "members", "former", "never"]).default("any"),
  minors: z.boolean().default(false),
  owing: z.boolean().default(false),
};

export const peopleContract = {
  patients: {
    ...chartOperations,
    /** PPL-6: any part of any name, phone digits, birth date as typed, e-mail, chart or invoice number. */
    search: query("patients.view")
      .input(z.strictObject({ text: text(120), limit: z.int().min(1).max(50).default(12) }))
      .output(
        z.object({
          patients: z.array(patientRow),
          invoices: z.array(
            z.object({
              invoiceId: id<InvoiceId>(),
              number: z.int(),
              payerName: z.string(),
              totalCents: cents,
              status: z.enum(invoiceStatuses),
            }),
          ),
        }),
      ),
    list: query("patients.view")
      .input(
        z.strictObject({
          ...patientFilter,
          sort: patientSort.default("name"),
          descending: z.boolean().default(false),
          ...pageInput,
        }),
      )
      .output(pageOf(patientRow)),
    /** Totals of the whole filtered list. */
    totals: query("patients.view")
      .input(z.strictObject(patientFilter))
      .output(z.object({ patients: z.int(), households: z.int(), owingCents: sumCents })),
    count: query("patients.view")
      .input(nothing)
      .output(
        z.object({ total: z.int(), active: z.int(), deceased: z.int(), minors: z.int(), households: z.int() }),
      ),
    chart: query("patients.view", { audit: "view" })
      .input(z.strictObject({ patientId: id<PatientId>() }))
      .output(patientChart),
    timeline: query("patients.view")
      .input(z.strictObject({ patientId: id<PatientId>(), ...pageInput }))
      .output(pageOf(timelineItem)),
    /** Possible duplicates of what is being typed (PPL-4). */
    similar: query("patients.view")
      .input(z.strictObject({ form: patientForm, exceptId: id<PatientId>().nullable() }))
      .output(
        z.array(
          z.object({
            patient: patientRow,
            /** `same`: very likely this person; `contact`: shares a phone or an e-mail only. */
            strength: z.enum(["same", "contact"]),
            why: z.string(),
          }),
        ),
      ),
    add: command("patients.edit", {
      form: patientForm,
      /** An existing household, or a new one at this address. */
      household: z.union([
        z.strictObject({ householdId: id<HouseholdId>() }),
        z.strictObject({ newAddress: address, contactPreference: z.enum(contactPreferences) }),
      ]),
    }).output(z.object({ patientId: id<PatientId>(), householdId: id<HouseholdId>() })),
    edit: command("patients.edit", {
      patientId: id<PatientId>(),
      version: z.int(),
      form: patientForm,
    }).output(z.object({ version: z.int() })),
    /** Takes a chart away that nothing refers to (PPL-5). */
    remove: command("patients.edit", { patientId: id<PatientId>(), version: z.int() }).output(
      z.object({ removed: z.literal(true) }),
    ),
    /** Mail to this person came back: the household is written to on paper (PPL-2). */
    noteBounce: command("patients.edit", { patientId: id<PatientId>(), reason: text(200) }).output(z.object({ onPaper: z.boolean() })),
    exportCsv: query("export.all", { audit: "view" }).input(nothing).output(fileOut),
  },
  households: {
    ...householdOperations,
    edit: command("patients.edit", {
      householdId: id<HouseholdId>(),
      version: z.int(),
      address,
      contactPreference: z.enum(contactPreferences),
      payerPatientId: id<PatientId>().nullable(),
      paysBy: z.enum(["manual", "card"]),
    }).output(z.object({ version: z.int() })),
    /** Moves a person to another or a new household (PPL-3). */
    movePatient: command("patients.edit", {
      ...moveInput,
    }).output(z.object({ householdId: id<HouseholdId>() })),
  },
};
