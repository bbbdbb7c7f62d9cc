/**
 * What somebody types while taking money, and what the office is asked with it. The office decides
 * which invoices are paid; the form only collects (INV-7, INV-8).
 */
import type { TenderInput } from "#contract/tenders.ts";
import { asId, type HouseholdId, type InvoiceId } from "#domain/identity.ts";
import { addCents, toCents, type Cents } from "#domain/money.ts";

export type DeskTender = TenderInput["tender"];

export type PaymentForm = {
  readonly tender: DeskTender;
  /** `offered` until somebody types: then what is owed stands there. Null: cleared, or not clear yet. */
  readonly amount: "offered" | Cents | null;
  readonly cashGivenCents: Cents | null;
  readonly reference: string;
  readonly way: PayingWay;
  /** What each invoice gets, where somebody chooses. */
  readonly chosen: Readonly<Record<number, Cents | null>>;
  readonly note: string;
  /** Further tenders of the same payment (INV-7). */
  readonly more: readonly FurtherTender[];
};

export type FurtherTender = { readonly tender: DeskTender; readonly cents: Cents | null; readonly reference: string };

/** Onto the one invoice that was open; the oldest due first; or as somebody chooses. */
export type PayingWay = "this" | "oldest" | "chosen";

export function emptyPaymentForm(way: PayingWay): PaymentForm {
  return {
    tender: "cash",
    amount: "offered",
    cashGivenCents: null,
    reference: "",
    way,
    chosen: {},
    note: "",
    more: [],
  };
}

/** What the form knows of the household. */
export type PaymentGround = {
  readonly householdId: HouseholdId | null;
  /** Its open invoices, oldest due first. */
  readonly invoices: readonly Owed[];
  /** The one invoice this payment is about, if there is one. */
  readonly invoiceId: InvoiceId | null;
};
export type Owed = { readonly invoiceId: InvoiceId; readonly balanceCents: Cents };

export type PaymentInput = {
  readonly householdId: HouseholdId;
  readonly tender: TenderInput;
  readonly allocations: { invoiceId: InvoiceId; cents: Cents }[] | null;
  readonly note: string;
  readonly more: readonly TenderInput[];
};

/** The amount as it stands in the first field, less what further tenders take of what is owed: as it stands in the field: typed, or what is owed by the way it is paid. */
export function amountOf(form: PaymentForm, ground: PaymentGround): Cents | null {
  if (form.amount !== "offered") return form.amount;
  const further = addCents(...form.more.map((one) => one.cents ?? 0));
  const owed =
    form.way === "chosen"
      ? addCents(...Object.values(form.chosen).map((cents) => cents ?? 0))
      : addCents(...owedBy(form.way, ground).map((invoice) => invoice.balanceCents));
  return owed > further ? addCents(owed, -further) : null;
}

function owedBy(way: PayingWay, { invoices, invoiceId }: PaymentGround): readonly Owed[] {
  return way === "this" ? invoices.filter((invoice) => invoice.invoiceId === invoiceId) : invoices;
}

/** The input for the office, or the sentence that says what is still needed. */
export function paymentInput(
  form: PaymentForm,
  ground: PaymentGround,
): { readonly input: PaymentInput } | { readonly waitingFor: string } {
  const { householdId } = ground;
  if (householdId === null) return { waitingFor: "Choose who pays." };
  const amountCents = amountOf(form, ground);
  if (amountCents === null || amountCents <= 0) return { waitingFor: "Enter the amount." };
  const reference = form.reference.trim();
  const missing = missingReference(form.tender, reference);
  if (missing !== null) return { waitingFor: missing };
  for (const one of form.more) {
    if (one.cents === null || one.cents <= 0) return { waitingFor: "Enter the amount of each tender." };
    const alsoMissing = missingReference(one.tender, one.reference.trim());
    if (alsoMissing !== null) return { waitingFor: alsoMissing };
  }
  const more = form.more.map((one) => ({
    tender: one.tender,
    amountCents: one.cents ?? toCents(0),
    tenderedCents: null,
    reference: one.reference.trim(),
  }));
  const tenderedCents = form.tender === "cash" ? form.cashGivenCents : null;
  if (tenderedCents !== null && tenderedCents < amountCents) {
    return { waitingFor: "The cash given does not cover the amount yet." };
  }
  return {
    input: {
      householdId,
      tender: { tender: form.tender, amountCents, tenderedCents, reference },
      allocations: allocationsOf(form, ground, addCents(amountCents, ...more.map((one) => one.amountCents))),
      note: form.note.trim(),
      more,
    },
  };
}

function allocationsOf(
  form: PaymentForm,
  ground: PaymentGround,
  amountCents: Cents,
): PaymentInput["allocations"] {
  switch (form.way) {
    case "oldest":
      return null;
    case "this":
      return owedBy("this", ground).map(({ invoiceId, balanceCents }) => ({
        invoiceId,
        cents: toCents(Math.min(balanceCents, amountCents)),
      }));
    case "chosen":
      return Object.entries(form.chosen).flatMap(([id, cents]) =>
        cents === null || cents <= 0 ? [] : [{ invoiceId: asId<InvoiceId>(Number(id)), cents }],
      );
  }
}

function missingReference(tender: DeskTender, reference: string): string | null {
  if (reference !== "") return null;
  if (tender === "check") return "Enter the number printed on the check.";
  return tender === "gift_certificate" ? "Enter the code of the gift certificate." : null;
}

/** How the reference is asked for; null where a tender has none. */
export function referenceLabel(
  tender: DeskTender,
): { readonly label: string; readonly required: boolean } | null {
  switch (tender) {
    case "cash":
    case "wallet":
      return null;
    case "check":
      return { label: "Check number", required: true };
    case "gift_certificate":
      return { label: "Certificate code", required: true };
    case "card_terminal":
    case "hsa_card":
      return { label: "Terminal reference", required: false };
    case "ach":
    case "outside_financing":
    case "other":
      return { label: "Reference", required: false };
  }
}

/** The act on the button: `Take $62.00 in cash`. */
export function takeLabel(tender: DeskTender, amount: string): string {
  switch (tender) {
    case "cash":
      return `Take ${amount} in cash`;
    case "check":
      return `Take ${amount} by check`;
    case "card_terminal":
      return `Book ${amount} from the card terminal`;
    case "ach":
      return `Book ${amount} by bank transfer`;
    case "hsa_card":
      return `Book ${amount} from the HSA or FSA card`;
    case "outside_financing":
      return `Book ${amount} of outside financing`;
    case "gift_certificate":
      return `Redeem ${amount}`;
    case "wallet":
      return `Take ${amount} from the wallet`;
    case "other":
      return `Take ${amount}`;
  }
}

/** Whether the office did something other than what was shown, because another desk was quicker (INV-8). */
export function differsFromShown(
  shown: { readonly toCreditCents: Cents; readonly balanceAfterCents: Cents } | undefined,
  done: { readonly toCreditCents: Cents; readonly balanceAfterCents: Cents },
): boolean {
  return (
    shown !== undefined &&
    (shown.toCreditCents !== done.toCreditCents ||
      shown.balanceAfterCents !== done.balanceAfterCents)
  );
}
