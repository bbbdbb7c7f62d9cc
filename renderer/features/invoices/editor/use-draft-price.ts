/** What the office says of the invoice as it is typed (MEM-21): the very code that will issue, save or revise it. */
import type { RevisedInvoiceView, TypedPreview } from "#contract/invoice-editing.ts";
import { useOffice } from "../../../app/client/OfficeProvider.tsx";
import { useQueryOf } from "../../../app/client/use-query-of.ts";
import type { Failure } from "../../../kit/failure.ts";
import { priceInput, type DraftInput } from "../invoice-draft.ts";
import type { Editing } from "./editing.ts";

export type DraftPrice = {
  readonly priced: TypedPreview | undefined;
  /** What an edit of an issued invoice will do. */
  readonly revised: RevisedInvoiceView | undefined;
  readonly fetching: boolean;
  readonly failure: Failure | null;
  /** Nothing is different from what was issued. */
  readonly unchanged: boolean;
};

export function useDraftPrice(editing: Editing, input: DraftInput | null): DraftPrice {
  const office = useOffice();
  const asked = input ?? nothingTyped(editing.householdId);
  const { kind } = editing;
  const options = (enabled: boolean) => ({
    topics: ["memberships", "coupons", "services", `household/${editing.householdId}`],
    keepPrevious: true,
    enabled: enabled && input !== null,
  });
  const invoiceId = kind === "new" ? nobody : editing.invoiceId;
  const { householdId: _household, ...body } = asked;
  const typed = useQueryOf(office.invoices.previewTyped, priceInput(asked), options(kind === "new"));
  const draft = useQueryOf(office.invoiceEditor.previewDraft, { ...priceInput(asked), invoiceId }, options(kind === "draft"));
  // Words are part of what an edit changes, so they are asked as they are.
  const revision = useQueryOf(
    office.invoiceEditor.previewRevision,
    { ...body, invoiceId, revision: kind === "new" ? 0 : editing.revision, reason: "-" },
    options(kind === "revision"),
  );
  if (kind === "revision") {
    const unchanged = revision.failure?.kind === "refusal" && revision.failure.code === "invoice_nothing_changed";
    return {
      priced: unchanged ? undefined : revision.data?.priced,
      revised: unchanged ? undefined : revision.data,
      fetching: revision.fetching,
      failure: unchanged ? null : revision.failure,
      unchanged,
    };
  }
  const answer = kind === "draft" ? draft : typed;
  return { priced: answer.data, revised: undefined, fetching: answer.fetching, failure: answer.failure, unchanged: false };
}

const nobody = 1 as Extract<Editing, { kind: "draft" }>["invoiceId"];

/** A question that is never asked: there is no preview before the lines are complete. */
function nothingTyped(householdId: DraftInput["householdId"]): DraftInput {
  return { householdId, invoicedOn: "2026-01-01" as DraftInput["invoicedOn"], termsDays: 0, lines: [] };
}
