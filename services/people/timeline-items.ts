/** Turns what happened on a chart into lines that a person at the desk reads (MEM-20). */
import type {
  ChangeEvent,
  CreditEvent,
  EndEvent,
  HoldEvent,
  InvoiceEvent,
  MembershipEvent,
  PaymentEvent,
  SettlementEvent,
  StatementEvent,
} from "#db/people/timeline.ts";
import { periodWord } from "#domain/billing/explain.ts";
import type { Day, Instant } from "#domain/calendar.ts";
import { dayText } from "#domain/day-text.ts";
import type { InvoiceId } from "#domain/identity.ts";
import type { InvoiceStatus } from "#domain/invoices/status-words.ts";
import { moneyText } from "#domain/money-text.ts";
import type { Cents } from "#domain/money.ts";
import { tenderLabel } from "#domain/payments/tender-words.ts";

export type TimelineKind =
  | "joined"
  | "enrolled"
  | "invoice"
  | "payment"
  | "credit"
  | "hold"
  | "resumed"
  | "cancelled"
  | "lapsed"
  | "rejoined"
  | "written_off"
  | "voided"
  | "statement"
  | "changed";

/** A line without what is only worked out for the lines of the page shown. */
export type TimelineLine = {
  readonly on: Day;
  readonly at: Instant | null;
  readonly kind: TimelineKind;
  readonly title: string;
  readonly detail: string;
  readonly amountCents: Cents | null;
  readonly by: string;
  readonly invoiceId: InvoiceId | null;
  readonly invoiceStatus: InvoiceStatus | null;
  /** Tells lines of one moment apart. */
  readonly id: number;
};

const nothingMore = { amountCents: null, invoiceId: null, invoiceStatus: null } as const;

/** What the practice does by itself is the billing run's: draws, and charges of cards on file. */
const byItself = "Billing run";

const invoiceTitles: Readonly<Record<InvoiceEvent["kind"], string>> = {
  draw: "Dues, invoice",
  enrolment: "Enrolment, invoice",
  manual: "Invoice",
};

export function invoiceLines(event: InvoiceEvent): TimelineLine[] {
  const { invoiceId, number } = event;
  const issued: TimelineLine = {
    id: invoiceId,
    on: event.on,
    at: event.at,
    kind: "invoice",
    title: `${invoiceTitles[event.kind]} ${number}`,
    detail: event.dueOn === event.on ? "" : `Due ${dayText(event.dueOn)}`,
    amountCents: event.totalCents,
    by: event.by ?? (event.kind === "draw" ? byItself : ""),
    invoiceId,
    invoiceStatus: event.status,
  };
  if (event.voidedOn === null) return [issued];
  return [
    issued,
    {
      ...issued,
      on: event.voidedOn,
      at: null,
      kind: "voided",
      title: `Invoice ${number} voided`,
      detail: event.voidReason ?? "",
      invoiceStatus: null,
      by: "",
    },
  ];
}

export function paymentLines(event: PaymentEvent): TimelineLine[] {
  const received: TimelineLine = {
    ...nothingMore,
    id: event.id,
    on: event.on,
    at: event.at,
    kind: "payment",
    title: `Payment, receipt ${event.receiptNumber}`,
    detail: tenderLabel(event.tender, event.reference),
    amountCents: event.amountCents,
    by: event.by ?? (event.tender === "card_on_file" ? byItself : ""),
  };
  if (event.reversedOn === null) return [received];
  return [
    received,
    {
      ...received,
      on: event.reversedOn,
      at: null,
      title: `Receipt ${event.receiptNumber} taken back`,
      detail: event.reverseReason ?? "",
      by: "",
    },
  ];
}

export function settlementLine(event: SettlementEvent): TimelineLine {
  const takenBack = event.amountCents < 0;
  const noun = event.source === "write_off" ? "Write-off" : "Credit note";
  return {
    id: event.id,
    on: event.on,
    at: event.at,
    kind: event.source === "write_off" ? "written_off" : "credit",
    title: `${noun} on invoice ${event.number}${takenBack ? " taken back" : ""}`,
    detail: event.memo,
    amountCents: event.amountCents,
    by: event.by ?? "",
    invoiceId: event.invoiceId,
    invoiceStatus: null,
  };
}

const creditWords: Readonly<Record<CreditEvent["origin"], string>> = {
  overpayment: "Credit from an overpayment",
  settlement: "Credit for unused days",
  goodwill: "Credit given",
};

export function creditLine(event: CreditEvent): TimelineLine {
  return {
    ...nothingMore,
    id: event.id,
    on: event.on,
    at: event.at,
    kind: "credit",
    title: creditWords[event.origin],
    detail: event.memo,
    amountCents: event.amountCents,
    by: "",
  };
}

export function statementLine(event: StatementEvent): TimelineLine {
  return {
    ...nothingMore,
    id: event.id,
    on: event.on,
    at: event.at,
    kind: "statement",
    title: `Statement ${event.number}`,
    detail: event.sentAt ? `Sent by ${event.channel}` : "Printed, not marked as sent yet",
    amountCents: event.closingCents,
    by: "",
  };
}

export function enrolmentLine(event: MembershipEvent, digits: 0 | 2): TimelineLine {
  return {
    ...nothingMore,
    id: event.id,
    on: event.on,
    at: event.at,
    kind: event.again ? "rejoined" : "enrolled",
    title: `${event.again ? "Rejoined" : "Enrolled in"} ${event.planName}`,
    detail: `${moneyText(event.priceCents, digits)} a ${periodWord(event.periodMonths)}, drawn on day ${event.drawDay}`,
    by: event.by ?? "",
  };
}

/** The start of a hold, and its end once that has come. */
export function holdLines(event: HoldEvent, today: Day): TimelineLine[] {
  const until = event.untilOn ? `until ${dayText(event.untilOn)}` : "open-ended";
  const held: TimelineLine = {
    ...nothingMore,
    id: event.id,
    on: event.on,
    at: event.at,
    kind: "hold",
    title: event.kind === "billing_only" ? `Billing of ${event.planName} on hold` : `${event.planName} on hold`,
    detail: [until, event.reason].filter((part) => part !== "").join(", "),
    by: event.by ?? "",
  };
  if (event.untilOn === null || event.untilOn > today) return [held];
  return [
    held,
    {
      ...held,
      on: event.untilOn,
      at: null,
      kind: "resumed",
      title: `${event.planName} resumed`,
      detail: "",
      by: "",
    },
  ];
}

export function endLine(event: EndEvent): TimelineLine {
  const { kind, planName } = event;
  const title = { cancelled: "cancelled", expired: "expired", lapsed: "lapsed" }[kind];
  return {
    ...nothingMore,
    id: event.id,
    on: event.on,
    at: event.at,
    kind: kind === "lapsed" ? "lapsed" : "cancelled",
    title: `${planName} ${title}`,
    detail: kind === "lapsed" ? `Unpaid since ${dayText(event.reason as Day)}` : event.reason,
    by: event.by ?? "",
  };
}

const fieldWords: Readonly<Record<string, string>> = {
  prefix: "title",
  firstName: "first name",
  middleName: "middle name",
  lastName: "last name",
  suffix: "suffix",
  preferredName: "preferred name",
  birthOn: "birth date",
  sex: "sex",
  pronouns: "pronouns",
  email: "e-mail",
  phones: "phones",
  language: "language",
  alerts: "alerts",
  notes: "notes",
  textConsent: "consent to texts",
  status: "status",
  deceasedOn: "date of death",
  ownAddress: "own address",
  address: "address",
  contactPreference: "contact preference",
  paysBy: "how it pays",
  payerPatientId: "payer",
};

/** What is told as a whole, without the names of fields. */
const wholeWords: Readonly<Record<string, string>> = {
  "patient.moved": "Moved to another household",
  "patient.email_bounced": "E-mail came back",
  "patient.merged": "Another chart of this person merged into this one",
  "patient.unmerged": "Merge of two charts undone",
  "household.merged": "Another household merged into this one",
  "household.unmerged": "Merge of two households undone",
};

export function changeLine(event: ChangeEvent, on: Day): TimelineLine {
  const names = Object.keys(JSON.parse(event.after ?? "{}") as Record<string, unknown>);
  const whole = wholeWords[event.action];
  const words = names.map((name) => fieldWords[name] ?? name).join(", ");
  return {
    ...nothingMore,
    id: event.id,
    on,
    at: event.at,
    kind: "changed",
    title: whole ?? (event.action === "household.edited" ? "Household changed" : "Details changed"),
    detail: whole ? "" : words.charAt(0).toUpperCase() + words.slice(1),
    by: event.by ?? "",
  };
}
