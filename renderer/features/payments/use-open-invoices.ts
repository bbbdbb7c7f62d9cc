/** What a household owes, invoice by invoice, oldest due first. */
import type { TrackerRow } from "#contract/invoices.ts";
import { asId, type HouseholdId } from "#domain/identity.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useQueryOf } from "../../app/client/use-query-of.ts";
import type { Failure } from "../../kit/failure.ts";

export type OpenInvoicesAnswer = {
  readonly invoices: readonly TrackerRow[];
  /** They are known: nothing is offered before. */
  readonly known: boolean;
  readonly failure: Failure | null;
};

const none: readonly TrackerRow[] = [];
const nobody = asId<HouseholdId>(1);

export function useOpenInvoices(householdId: HouseholdId | null): OpenInvoicesAnswer {
  const office = useOffice();
  const answer = useQueryOf(
    office.invoices.list,
    {
      filter: { householdId: householdId ?? nobody, statuses: ["overdue", "part_paid", "unpaid"] },
      sort: "due",
      descending: false,
      limit: 200,
    },
    {
      topics: ["invoices", "payments", `household/${householdId ?? 0}`],
      enabled: householdId !== null,
    },
  );
  const known = householdId !== null && answer.data !== undefined;
  return { invoices: known ? (answer.data?.rows ?? none) : none, known, failure: answer.failure };
}
