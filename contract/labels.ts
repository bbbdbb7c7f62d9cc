/** Mailing labels over the contract (DOC-1): who gets one, and the run with its progress. */
import { eventIterator } from "@orpc/contract";
import { z } from "zod";
import type { DocumentId, HouseholdId, PatientId } from "#domain/identity.ts";
import { labelSheetNames } from "#domain/labels/label-sheets.ts";
import { id, query, stream } from "./base.ts";
import { patientFilter } from "./people.ts";

/** Hundredths of a millimetre, on paper of at most half a metre: only whole numbers cross the wire. */
const hundredths = z.int().min(0).max(50_000);

const ownLabelSheet = z.strictObject({
  kind: z.literal("own"),
  paper: z.enum(["letter", "a4"]),
  columns: z.int().min(1).max(20),
  rows: z.int().min(1).max(20),
  leftHundredths: hundredths,
  topHundredths: hundredths,
  widthHundredths: hundredths,
  heightHundredths: hundredths,
  stepXHundredths: hundredths,
  stepYHundredths: hundredths,
});

const mostChosen = 20_000;

const labelsAsk = {
  whom: z.discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("households"), householdIds: z.array(id<HouseholdId>()).min(1).max(mostChosen) }),
    z.strictObject({ kind: z.literal("patients"), patientIds: z.array(id<PatientId>()).min(1).max(mostChosen) }),
    z.strictObject({ kind: z.literal("filter"), filter: z.strictObject(patientFilter) }),
  ]),
  each: z.enum(["household", "person"]).default("household"),
  sheet: z.discriminatedUnion("kind", [z.strictObject({ kind: z.literal("preset"), name: z.enum(labelSheetNames) }), ownLabelSheet]),
  startAt: z.int().min(1).max(400).default(1),
  /** The printer's own correction, in half millimetres. */
  nudge: z.strictObject({ rightHalfMm: z.int().min(-100).max(100), downHalfMm: z.int().min(-100).max(100) }).default({ rightHalfMm: 0, downHalfMm: 0 }),
};

const told = {
  labels: z.int(),
  sheets: z.int(),
  /** Who stands on their label in smaller type. */
  shrunk: z.array(z.string()),
  leftOut: z.array(z.object({ householdId: id<HouseholdId>(), name: z.string(), reason: z.string() })),
};
const labelsForetold = z.object(told);
export type LabelsForetold = z.infer<typeof labelsForetold>;

export type LabelsInput = z.infer<z.ZodObject<typeof labelsAsk>>;

const labelsProgress = z.union([
  z.object({ state: z.literal("working"), done: z.int(), total: z.int() }),
  z.object({ state: z.literal("done"), documentId: id<DocumentId>(), pages: z.int(), missingCharacters: z.array(z.string()), ...told }),
]);
export type LabelsProgress = z.infer<typeof labelsProgress>;

export const labelsContract = {
  labels: {
    /** What a run would print, before a sheet is used. */
    foretell: query("statements.print").input(z.strictObject(labelsAsk)).output(labelsForetold),
    /** One file in postal order, with progress; closing the stream cancels it. */
    run: stream("statements.print", { audit: "change" })
      .input(z.strictObject({ requestId: z.uuid(), ...labelsAsk }))
      .output(eventIterator(labelsProgress)),
  },
};
