/** The chart on the screen and everything its answer depends on. */
import type { PatientChart } from "#contract/people.ts";
import type { PatientId } from "#domain/identity.ts";
import { useOffice } from "../../../app/client/OfficeProvider.tsx";
import { useQueryOf, type QueryAnswer } from "../../../app/client/use-query-of.ts";

export function useChart(patientId: PatientId): QueryAnswer<PatientChart> {
  const office = useOffice();
  return useQueryOf(
    office.patients.chart,
    { patientId },
    {
      topics: [
        `patient/${patientId}`,
        "patients",
        "memberships",
        "invoices",
        "payments",
        "billing",
        "statements",
        "clock",
      ],
    },
  );
}
