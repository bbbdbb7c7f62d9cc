/** A patient's chart: record, household with its money and members, memberships (UI-3). */
import type { ReadableDb } from "#db/database.ts";
import { findBouncedOn } from "#db/people/bounces.ts";
import { findHouseholdDates, findImportFile, type HouseholdDates } from "#db/people/chart.ts";
import type { Household } from "#db/people/household.ts";
import { listMembers } from "#db/people/members.ts";
import { chartNow } from "#db/people/merges.ts";
import { findPatient, type PatientRecord, type PatientStatus, type Phone } from "#db/people/patient.ts";
import { patientRows } from "#db/people/rows.ts";
import type { Day } from "#domain/calendar.ts";
import type { PatientId } from "#domain/identity.ts";
import type { Standing } from "#domain/memberships/standing-words.ts";
import { fullName } from "#domain/people/names.ts";
import { look, type Cx } from "../context.ts";
import { listMergesOf, type MergeShown } from "../households/list-merges.ts";
import { listMembershipCards, type MembershipCard } from "../memberships/membership-card.ts";
import { livingAge } from "./patient-view.ts";
import { recordOf } from "./record-of.ts";
import { requireHousehold, requirePatient } from "./require.ts";

export type ChartMember = {
  readonly patientId: PatientId;
  readonly name: string;
  readonly age: number | null;
  readonly birthOn: Day | null;
  readonly isPayer: boolean;
  readonly status: PatientStatus;
  readonly standing: Standing | null;
};

export type PatientChart = {
  readonly patientId: PatientId;
  readonly version: number;
  readonly chartNumber: string;
  readonly name: string;
  readonly age: number | null;
  readonly form: PatientRecord & { readonly phones: Phone[] };
  readonly household: Household & {
    readonly payerName: string;
    readonly pastDueCents: HouseholdDates["pastDueCents"];
    readonly members: ChartMember[];
  };
  readonly memberships: MembershipCard[];
  readonly lastPaymentOn: Day | null;
  readonly lastStatementOn: Day | null;
  readonly importedFrom: string | null;
  /** What came into this chart and its household by merging, newest first. */
  readonly merges: MergeShown[];
  /** Mail to the address on the chart came back on this day (PPL-2). */
  readonly emailBouncedOn: Day | null;
};

/** A chart that was merged into another is answered by that one (PPL-4). Refuses `patient_not_found`. */
export function patientChart(
  cx: Cx,
  { patientId: asked }: { readonly patientId: PatientId },
): PatientChart {
  return look<PatientChart>(cx, (db) => {
    const patientId = chartNow(db, asked);
    const patient = requirePatient(db, patientId);
    const household = requireHousehold(db, patient.householdId);
    const { pastDueCents, lastPaymentOn, lastStatementOn } = findHouseholdDates(
      db,
      household.householdId,
      cx.today,
    );
    return {
      patientId,
      version: patient.version,
      chartNumber: patient.chartNumber,
      name: fullName(patient),
      age: livingAge(patient, cx.today),
      form: recordOf(patient),
      household: {
        ...household,
        payerName: payerName(db, household),
        pastDueCents,
        members: membersOf(db, household, cx.today),
      },
      memberships: listMembershipCards(db, patientId, cx.today),
      lastPaymentOn,
      lastStatementOn,
      importedFrom: findImportFile(db, patient.importBatchId),
      merges: listMergesOf(db, household.householdId, patientId, cx.today),
      emailBouncedOn: findBouncedOn(db, patientId),
    };
  });
}

function payerName(db: ReadableDb, household: Household): string {
  const payer = household.payerPatientId && findPatient(db, household.payerPatientId);
  return payer ? fullName(payer) : household.name;
}

function membersOf(db: ReadableDb, household: Household, today: Day): ChartMember[] {
  const members = listMembers(db, household.householdId);
  const rows = new Map(
    patientRows(
      db,
      members.map(({ patientId }) => patientId),
      today,
    ).map((row) => [row.patientId, row]),
  );
  return members.map((member) => ({
    patientId: member.patientId,
    name: fullName(member),
    age: livingAge(member, today),
    birthOn: member.birthOn,
    isPayer: member.patientId === household.payerPatientId,
    status: member.status,
    standing: rows.get(member.patientId)?.membership?.standing ?? null,
  }));
}
