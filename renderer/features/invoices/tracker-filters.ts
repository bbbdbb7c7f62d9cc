/** The tracker's filters as they stand in the address, and as the office is asked (INV-4, UI-4). */
import type { TrackerFilterInput } from "#contract/invoices.ts";
import { asId, type HouseholdId, type PatientId, type StaffId } from "#domain/identity.ts";
import {
  ageBuckets,
  ageBucketWord,
  channelWord,
  invoiceLineKinds,
  lineKindWord,
  sentChannels,
  type InvoiceStatus,
} from "#domain/invoices/status-words.ts";
import { invoiceStatusLooks } from "../../kit/InvoiceStatusChip.tsx";
import type { Filters, FilterValues } from "../../kit/filters/filter-kinds.ts";

/** Whose invoices a tracker shows; nothing for the whole practice. */
export type TrackerScope = {
  readonly householdId?: HouseholdId;
  readonly patientId?: PatientId;
  /** The payer of that household, for dialogs that name it. */
  readonly payerName?: string;
};

/** The order in which people think of them: what is owed first. */
const statusOrder = [
  "overdue",
  "unpaid",
  "part_paid",
  "paid",
  "credited",
  "refunded",
  "written_off",
  "void",
  "draft",
] as const satisfies readonly InvoiceStatus[];

const noOptions: readonly { readonly value: string; readonly label: string }[] = [];

export const trackerFilters = {
  q: { kind: "text", label: "Payer, patient or number" },
  status: {
    kind: "choice",
    label: "Status",
    options: statusOrder.map((value) => ({ value, label: invoiceStatusLooks[value].word })),
  },
  age: {
    kind: "choice",
    label: "Age",
    options: ageBuckets.map((value) => ({ value, label: ageBucketWord(value) })),
  },
  date: { kind: "days", label: "Date" },
  due: { kind: "days", label: "Due" },
  service: { kind: "days", label: "Service day" },
  item: {
    kind: "choice",
    label: "Item",
    options: invoiceLineKinds.map((value) => ({ value, label: lineKindWord(value) })),
  },
  balance: { kind: "money", label: "Balance" },
  payer: { kind: "words", label: "Payer" },
  provider: { kind: "choice", label: "Provider", options: noOptions, single: true },
  channel: {
    kind: "choice",
    label: "Sent by",
    options: sentChannels.map((value) => ({ value, label: channelWord(value) })),
  },
  unsent: { kind: "switch", label: "Never sent" },
  reminded: { kind: "switch", label: "Has reminder" },
} as const satisfies Filters;

/** The filters with the people who may be asked for; who may not know them has no such filter set. */
export function filtersWith(providers: readonly { readonly staffId: number; readonly name: string }[]): typeof trackerFilters {
  const options = providers.map(({ staffId, name }) => ({ value: String(staffId), label: name }));
  return { ...trackerFilters, provider: { ...trackerFilters.provider, options } };
}

export type TrackerFilterValues = FilterValues<typeof trackerFilters>;

export function askedFilter(values: TrackerFilterValues, scope: TrackerScope): TrackerFilterInput {
  return {
    statuses: [...values.status],
    invoicedFrom: values.date.from,
    invoicedTo: values.date.to,
    dueFrom: values.due.from,
    dueTo: values.due.to,
    serviceFrom: values.service.from,
    serviceTo: values.service.to,
    patientId: scope.patientId ?? null,
    householdId: scope.householdId ?? null,
    text: values.q,
    payer: values.payer,
    providerId: values.provider[0] === undefined ? null : asId<StaffId>(Number(values.provider[0])),
    itemKinds: [...values.item],
    balanceFromCents: values.balance.from,
    balanceToCents: values.balance.to,
    neverSent: values.unsent,
    channels: [...values.channel],
    hasReminder: values.reminded,
    ageBuckets: [...values.age],
  };
}
