/**
 * Who gets a label (DOC-1): households or people chosen in any list, in postal order. Who has no
 * usable address, or one that fits no label of the sheet, is left out and said, as in a run of
 * statements (DOC-5). The preview on the screen and the run are this one function.
 */
import { listHouseholdMailing, listHouseholdsOf, listPatientMailing, type MailingRow } from "#db/people/mailing.ts";
import type { ReadableDb } from "#db/database.ts";
import type { HouseholdId, PatientId } from "#domain/identity.ts";
import { labelSheets, requireLabelSheet, type LabelSheet, type LabelSheetName } from "#domain/labels/label-sheets.ts";
import { layOutLabels, sheetsFor } from "#domain/labels/lay-out-labels.ts";
import type { LabelsData } from "#domain/labels/present-labels.ts";
import { billToLines } from "#domain/invoices/bill-to.ts";
import { refuse } from "#domain/refusal.ts";
import type { AddressTooLong } from "#domain/statements/address-block.ts";
import { mailingProblem } from "#domain/statements/mailing-problem.ts";
import { requireNudge } from "#domain/statements/nudge.ts";
import { look, type Cx } from "../context.ts";
import { patientIdsOf, type PatientQuery } from "../people/list-patients.ts";
import { readPrinting } from "../statements/print-setup.ts";

/** A run holds at most this many labels. */
export const mostLabels = 5000;

export type LabelsAsk = {
  readonly whom:
    | { readonly kind: "households"; readonly householdIds: readonly HouseholdId[] }
    | { readonly kind: "patients"; readonly patientIds: readonly PatientId[] }
    /** Everybody whom the patient list shows with this filter. */
    | { readonly kind: "filter"; readonly filter: PatientQuery };
  /** One label a household, or one for each person. */
  readonly each: "household" | "person";
  readonly sheet: { readonly kind: "preset"; readonly name: LabelSheetName } | ({ readonly kind: "own" } & LabelSheet);
  /** The first free label of the first sheet, from 1. */
  readonly startAt: number;
  readonly nudge: { readonly rightMm: number; readonly downMm: number };
};

export type LabelLeftOut = { readonly householdId: HouseholdId; readonly name: string; readonly reason: string };

export type PreparedLabels = {
  readonly data: LabelsData;
  readonly sheets: number;
  /** Who stands on their label in smaller type. */
  readonly shrunk: string[];
  readonly leftOut: LabelLeftOut[];
};

/**
 * Refuses what `requireLabelSheet`, `requireNudge` and `layOutLabels` refuse, `labels_too_many` and,
 * where nobody is left, `no_labels_to_print`.
 */
export function prepareLabels(cx: Cx, ask: LabelsAsk): PreparedLabels {
  const { sheet: chosen, startAt } = ask;
  const sheet = requireLabelSheet(chosen.kind === "own" ? withoutKind(chosen) : withoutLabel(labelSheets[chosen.name]));
  const nudge = requireNudge(ask.nudge.rightMm, ask.nudge.downMm);
  return look<PreparedLabels>(cx, (db) => {
    const rows = rowsOf(cx, db, ask);
    if (rows.length > mostLabels) refuse("labels_too_many", { labels: rows.length, most: mostLabels });
    const { setup, letterhead, homeCountry } = readPrinting(db);
    const told = rows.map((row) => ({ row, problem: ask.each === "person" && row.payerStatus === "deceased" ? "Recorded as deceased" : mailingProblem(row) }));
    const good = told.filter(({ problem }) => problem === "").map(({ row }) => row);
    const recipients = good.map((row) => ({ name: row.name, addressLines: billToLines("", row, homeCountry) }));
    const layout = layOutLabels(sheet, startAt, recipients);
    const tooLong = new Map(layout.tooLong.map(({ index, why }) => [index, why]));
    const leftOut = [
      ...told.filter(({ problem }) => problem !== "").map(({ row, problem }) => ({ householdId: row.householdId, name: row.name, reason: problem })),
      ...good.flatMap(({ householdId, name }, index) => {
        const why = tooLong.get(index);
        return why === undefined ? [] : [{ householdId, name, reason: tooLongWords(why) }];
      }),
    ];
    const addresses = recipients.filter((_, index) => !tooLong.has(index));
    if (addresses.length === 0) refuse("no_labels_to_print", { leftOut: leftOut.length });
    return {
      data: { setup: { ...setup, nudge }, letterhead, madeOn: cx.today, sheet, startAt, addresses },
      sheets: sheetsFor(sheet, startAt, addresses.length),
      shrunk: layout.shrunk.map((index) => recipients[index]?.name ?? ""),
      leftOut,
    };
  });
}

function rowsOf(cx: Cx, db: ReadableDb, { whom, each }: LabelsAsk): MailingRow[] {
  if (whom.kind === "households") return listHouseholdMailing(db, whom.householdIds);
  // One more than a run holds, so that too many are told from just enough.
  const patientIds = whom.kind === "patients" ? whom.patientIds : patientIdsOf(db, whom.filter, cx.today, mostPeople);
  return each === "person" ? listPatientMailing(db, patientIds) : listHouseholdMailing(db, listHouseholdsOf(db, patientIds));
}

/** A practice of this many is far beyond what one run of labels holds. */
const mostPeople = 100_000;

function tooLongWords(why: AddressTooLong): string {
  return why.reason === "too_many_lines"
    ? `The address has ${why.lines} lines, and a label of this sheet holds ${why.most}: choose larger labels`
    : `Too wide for a label of this sheet even in the smallest type: choose larger labels, or shorten “${why.text}”`;
}

function withoutKind({ kind: _, ...sheet }: { readonly kind: "own" } & LabelSheet): LabelSheet {
  return sheet;
}

function withoutLabel({ label: _, ...sheet }: LabelSheet & { readonly label: string }): LabelSheet {
  return sheet;
}
