/** What is being typed: a new invoice, a draft that was put aside, or another revision of an issued one. */
import type { Day } from "#domain/calendar.ts";
import type { HouseholdId, InvoiceId, PatientId } from "#domain/identity.ts";
import type { Cents } from "#domain/money.ts";
import type { DraftLine } from "../invoice-draft.ts";

type Opened = {
  readonly householdId: HouseholdId;
  /** Anybody of the household, to find the others. */
  readonly patientId: PatientId;
  readonly invoicedOn: Day;
  readonly termsDays: number;
  readonly lines: readonly DraftLine[];
};

export type Editing =
  | (Opened & { readonly kind: "new" })
  | (Opened & { readonly kind: "draft"; readonly invoiceId: InvoiceId; readonly revision: number })
  | (Opened & {
      readonly kind: "revision";
      readonly invoiceId: InvoiceId;
      readonly revision: number;
      readonly number: number;
      readonly totalCents: Cents;
      /** Lines of a membership, which stay as they are. */
      readonly fixed: readonly { readonly lineId: number; readonly description: string; readonly netCents: Cents; readonly taxCents: Cents }[];
    });
