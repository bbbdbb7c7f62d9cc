/** What is made for people who may join (DOC-1): a plan offer for a household, and a brochure of plans. */
import { z } from "zod";
import type { DocumentId, HouseholdId, PatientId, PlanId, PlanVersionId } from "#domain/identity.ts";
import { textLanguages } from "#domain/texts/language.ts";
import { command, day, fileOut, id, query, sumCents } from "./base.ts";

const periodMonths = z.union([z.literal(1), z.literal(3), z.literal(6), z.literal(12)]);

const offerAsk = {
  householdId: id<HouseholdId>(),
  patientIds: z.array(id<PatientId>()).min(1).max(20),
  planVersionId: id<PlanVersionId>(),
  periodMonths,
};

const offerQuote = z.object({
  planName: z.string(),
  fromOn: day,
  throughOn: day,
  lines: z.array(
    z.object({
      on: day,
      patientName: z.string(),
      description: z.string(),
      quantity: z.int(),
      listCents: sumCents,
      planCents: sumCents,
      /** What the plan includes of it, such as `Cleanings`; empty for none. */
      included: z.string(),
      includedUnits: z.int(),
      discountCents: sumCents,
    }),
  ),
  dues: z.array(z.object({ patientName: z.string(), eachCents: sumCents, periods: z.int(), cents: sumCents, activationCents: sumCents })),
  listCents: sumCents,
  taxListCents: sumCents,
  withoutCents: sumCents,
  servicesCents: sumCents,
  duesCents: sumCents,
  activationCents: sumCents,
  taxPlanCents: sumCents,
  withCents: sumCents,
  /** Negative where the plan would have cost more. */
  savedCents: sumCents,
});
export type OfferQuote = z.infer<typeof offerQuote>;

const brochureAsk = {
  planIds: z.array(id<PlanId>()).min(1).max(4),
  language: z.enum(textLanguages),
  paper: z.enum(["letter", "a4"]),
};

const made = z.object({ documentId: id<DocumentId>() });

export const offersContract = {
  planOffers: {
    /** The figures, line by line, before anything is printed. */
    quote: query("memberships.view").input(z.strictObject(offerAsk)).output(offerQuote),
    /** Makes and archives the paper; it opens and goes by e-mail as any document. */
    make: command("statements.print", offerAsk).output(made),
  },
  brochures: {
    preview: query("plans.view").input(z.strictObject(brochureAsk)).output(fileOut),
    make: command("statements.print", brochureAsk).output(made),
  },
};
