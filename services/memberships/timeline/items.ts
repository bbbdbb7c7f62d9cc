/** One source's row as a line of a membership's timeline, with what explains its amount (MEM-20). */
import type { BilledLine, LetterEvent, RecordedEvent, SettledPart } from "#db/memberships/timeline.ts";
import type { Explained } from "#domain/billing/explain.ts";
import { daysBetween, type Day, type Instant } from "#domain/calendar.ts";
import { dayText } from "#domain/day-text.ts";
import { noticeNames } from "#domain/dunning/notice-kinds.ts";
import type { InvoiceId } from "#domain/identity.ts";
import { explainLine } from "#domain/invoices/explain-line.ts";
import type { Tender } from "#domain/ledger/accounts.ts";
import { eventWords, type TimelineGroup } from "#domain/memberships/event-words.ts";
import { moneyText } from "#domain/money-text.ts";
import { addCents, type Cents } from "#domain/money.ts";
import { tenderLabel } from "#domain/payments/tender-words.ts";

export type MembershipEvent = {
  readonly on: Day;
  readonly at: Instant | null;
  readonly group: TimelineGroup;
  readonly title: string;
  readonly detail: string;
  readonly amountCents: Cents | null;
  readonly explain: Explained | null;
  readonly by: string;
  readonly invoiceId: InvoiceId | null;
};

export type Reading = { readonly digits: 0 | 2; readonly dayOf: (at: Instant) => Day };

/** What the practice does by itself is the billing run's. */
const byItself = "Billing run";

export function recordedItem(row: RecordedEvent, { digits, dayOf }: Reading): MembershipEvent {
  const after = fields(row.after);
  const words = eventWords(row.action, fields(row.before), after, (cents) => moneyText(cents, digits));
  return {
    ...words,
    on: dayOf(row.at),
    at: row.at,
    explain: words.amountCents === null ? null : explainRecorded(after, words.amountCents, digits),
    by: row.by ?? byItself,
    invoiceId: null,
  };
}

/** Days that were paid and given back, or dues that were given up. */
function explainRecorded(after: Readonly<Record<string, unknown>>, cents: Cents, digits: 0 | 2): Explained {
  const { cutOn, paidThroughOn } = after;
  const amount = moneyText(cents, digits);
  if (typeof cutOn === "string" && typeof paidThroughOn === "string") {
    const days = daysBetween(cutOn as Day, paidThroughOn as Day);
    return {
      rule: "MEM-12",
      sentence: `${days} days from ${dayText(cutOn as Day)} on were paid and are not used: ${amount}.`,
      steps: [
        { label: "First day given back", value: dayText(cutOn as Day) },
        { label: "Paid until", value: dayText(paidThroughOn as Day) },
        { label: "Days", value: String(days) },
        { label: "Amount", value: amount },
      ],
    };
  }
  return {
    rule: "BIL-15",
    sentence: `Unpaid dues of ${amount} were given up with the lapse.`,
    steps: [{ label: "Amount", value: amount }],
  };
}

export function billedItem(line: BilledLine, { digits }: Reading): MembershipEvent {
  return {
    on: line.on,
    at: line.at,
    group: "money",
    title: line.description,
    detail: `Invoice ${line.number}${line.voidedOn === null ? "" : `, voided on ${dayText(line.voidedOn)}`}`,
    amountCents: addCents(line.netCents, line.taxCents),
    explain: explainLine(line, digits),
    by: line.by ?? (line.kind === "draw" ? byItself : ""),
    invoiceId: line.invoiceId,
  };
}

const sources: Readonly<Record<SettledPart["source"], string>> = {
  payment: "Paid",
  credit: "Paid with household credit",
  credit_note: "Credit note",
  write_off: "Written off",
};

export function settledItem(part: SettledPart, { digits }: Reading): MembershipEvent {
  const amount = moneyText(part.amountCents, digits);
  const takenBack = part.amountCents < 0;
  const receipt = part.receiptNumber === null ? null : `receipt ${part.receiptNumber}`;
  return {
    on: part.on,
    at: part.at,
    group: "money",
    title: `${sources[part.source]}${takenBack ? ", taken back" : ""}: invoice ${part.number}`,
    detail: [part.tender === null ? part.memo : tenderLabel(part.tender as Tender, part.reference ?? ""), receipt]
      .filter((word) => word !== null && word !== "")
      .join(", "),
    amountCents: part.amountCents,
    explain: {
      rule: "INV-8",
      sentence: `${amount} ${takenBack ? "came off" : "went to"} invoice ${part.number} of ${moneyText(part.invoiceCents, digits)}.`,
      steps: [
        ...(part.paidCents === null ? [] : [{ label: `Whole of ${receipt ?? "the payment"}`, value: moneyText(part.paidCents, digits) }]),
        { label: `Invoice ${part.number}, total`, value: moneyText(part.invoiceCents, digits) },
        { label: "This part", value: amount },
      ],
    },
    by: part.by ?? byItself,
    invoiceId: part.invoiceId,
  };
}

const states: Readonly<Record<LetterEvent["state"], string>> = {
  queued: "Waits to be printed",
  printed: "Printed",
  sent: "Sent",
  skipped: "Not sent",
  cancelled: "Not needed any more",
};

export function letterItem(letter: LetterEvent, { dayOf }: Reading): MembershipEvent {
  const { kind, state, toldOn, channel, reason } = letter;
  return {
    on: toldOn ?? dayOf(letter.at),
    at: toldOn === null ? letter.at : null,
    group: "letters",
    title: noticeNames[kind],
    detail: [states[state], state === "printed" || channel === "letter" ? "letter" : channel.replace("_", " "), reason]
      .filter((word) => word !== "")
      .join(", "),
    amountCents: null,
    explain: null,
    by: letter.by ?? byItself,
    invoiceId: null,
  };
}

function fields(json: string | null): Readonly<Record<string, unknown>> {
  return JSON.parse(json ?? "{}") as Record<string, unknown>;
}
