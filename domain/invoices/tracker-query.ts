/** What can be asked of the invoice tracker (INV-4). */
import type { Day } from "../calendar.ts";
import type { HouseholdId, PatientId, StaffId } from "../identity.ts";
import type { Cents } from "../money.ts";
import type { AgeBucket, InvoiceLineKind, InvoiceStatus, SentChannel } from "./status-words.ts";

/** Empty lists, empty text and nulls leave nothing out. */
export type TrackerFilter = {
  readonly statuses: readonly InvoiceStatus[];
  readonly invoicedFrom: Day | null;
  readonly invoicedTo: Day | null;
  readonly dueFrom: Day | null;
  readonly dueTo: Day | null;
  readonly serviceFrom: Day | null;
  readonly serviceTo: Day | null;
  /** Invoices with a line for this person. */
  readonly patientId: PatientId | null;
  readonly householdId: HouseholdId | null;
  /** Payer's or patient's name, or an invoice number. */
  readonly text: string;
  /** The payer's name alone. */
  readonly payer: string;
  /** Invoices with something done by this person. */
  readonly providerId: StaffId | null;
  readonly itemKinds: readonly InvoiceLineKind[];
  readonly balanceFromCents: Cents | null;
  readonly balanceToCents: Cents | null;
  readonly neverSent: boolean;
  readonly channels: readonly SentChannel[];
  readonly hasReminder: boolean;
  readonly ageBuckets: readonly AgeBucket[];
};

/** Rows of one page as the screen asks for them: twice what fits on it, so that the next is there before it is needed (T1). */
export const trackerPageRows = 50;

export const emptyTrackerFilter: TrackerFilter = {
  statuses: [],
  invoicedFrom: null,
  invoicedTo: null,
  dueFrom: null,
  dueTo: null,
  serviceFrom: null,
  serviceTo: null,
  patientId: null,
  householdId: null,
  text: "",
  payer: "",
  providerId: null,
  itemKinds: [],
  balanceFromCents: null,
  balanceToCents: null,
  neverSent: false,
  channels: [],
  hasReminder: false,
  ageBuckets: [],
};

/** Every column of the tracker. */
export const trackerSorts = [
  "number",
  "date",
  "due",
  "patient",
  "payer",
  "total",
  "paid",
  "balance",
  "age",
  "status",
  "sent",
  "reminders",
] as const;
export type TrackerSort = (typeof trackerSorts)[number];
