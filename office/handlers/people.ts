/** Patients and households over the contract. */
import { roleMay } from "#domain/staff/permissions.ts";
import { addPatient } from "#services/people/add-patient.ts";
import { countPatients } from "#services/people/count-patients.ts";
import { editHousehold } from "#services/people/edit-household.ts";
import { editPatient } from "#services/people/edit-patient.ts";
import { exportPatientsCsv } from "#services/people/export-patients-csv.ts";
import { listPatients, totalsOfPatients } from "#services/people/list-patients.ts";
import { movePatient } from "#services/people/move-patient.ts";
import { noteBounce } from "#services/people/note-bounce.ts";
import { patientChart } from "#services/people/patient-chart.ts";
import { patientTimeline } from "#services/people/patient-timeline.ts";
import { removePatient } from "#services/people/remove-patient.ts";
import { searchPatients } from "#services/people/search-patients.ts";
import { similarPatients } from "#services/people/similar-patients.ts";
import { csvFileOut } from "../file-out.ts";
import { os } from "../implementer.ts";
import { chartHandlers, householdHandlers } from "./households.ts";

export const peopleHandlers = {
  patients: {
    ...chartHandlers,
    search: os.patients.search.handler(({ context, input }) =>
      searchPatients(context.cx, input, {
        seeInvoices: roleMay(context.person.role, "invoices.view"),
      }),
    ),
    list: os.patients.list.handler(({ context, input }) => listPatients(context.cx, input)),
    totals: os.patients.totals.handler(({ context, input }) => totalsOfPatients(context.cx, input)),
    count: os.patients.count.handler(({ context }) => countPatients(context.cx)),
    chart: os.patients.chart.handler(({ context, input }) => patientChart(context.cx, input)),
    timeline: os.patients.timeline.handler(({ context, input }) => patientTimeline(context.cx, input)),
    similar: os.patients.similar.handler(({ context, input }) => similarPatients(context.cx, input)),
    add: os.patients.add.handler(({ context, input }) => addPatient(context.cx, input)),
    edit: os.patients.edit.handler(({ context, input }) => editPatient(context.cx, input)),
    remove: os.patients.remove.handler(({ context, input }) => removePatient(context.cx, input)),
    noteBounce: os.patients.noteBounce.handler(({ context, input }) => noteBounce(context.cx, input)),
    exportCsv: os.patients.exportCsv.handler(({ context }) =>
      csvFileOut(`patients-${context.cx.today}.csv`, exportPatientsCsv(context.cx)),
    ),
  },
  households: {
    ...householdHandlers,
    edit: os.households.edit.handler(({ context, input }) => editHousehold(context.cx, input)),
    movePatient: os.households.movePatient.handler(({ context, input }) => movePatient(context.cx, input)),
  },
};
