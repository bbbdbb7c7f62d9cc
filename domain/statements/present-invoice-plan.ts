/** The schedule of a payment plan under the invoice that is on it (DOC-1, INV-6), in the invoice's language. */
import { addCents, toCents, type Cents } from "../money.ts";
import { documentLanguage } from "./document-words.ts";
import type { InvoicePlan, PrintSetup } from "./document-data.ts";
import { printAmount, printDay } from "./print-format.ts";

export type InvoicePlanPrint = {
  readonly name: string;
  readonly about: string;
  readonly columns: readonly string[];
  readonly rows: readonly { readonly on: string; readonly amount: string; readonly standing: string }[];
};

const english = {
  name: (parts: number) => (parts === 1 ? "Payment plan: 1 payment" : `Payment plan: ${parts} payments`),
  card: "Taken from the card on file on each day.",
  desk: "Paid at our front desk, or by telephone, on or before each day.",
  signed: "The plan is signed.",
  unsigned: "The plan is not signed yet.",
  columns: ["Day", "Amount", ""],
  paid: "Paid",
  open: "Open",
  partly: (paid: string, open: string) => `${paid} paid, ${open} open`,
};
const spanish: typeof english = {
  name: (parts) => (parts === 1 ? "Plan de pagos: 1 pago" : `Plan de pagos: ${parts} pagos`),
  card: "Se cobra de la tarjeta registrada cada día indicado.",
  desk: "Se paga en recepción o por teléfono, a más tardar cada día indicado.",
  signed: "El plan está firmado.",
  unsigned: "El plan aún no está firmado.",
  columns: ["Día", "Importe", ""],
  paid: "Pagado",
  open: "Pendiente",
  partly: (paid, open) => `${paid} pagado, ${open} pendiente`,
};

export function presentInvoicePlan({ payBy, isSigned, parts }: InvoicePlan, { currency, locale }: PrintSetup): InvoicePlanPrint {
  const words = documentLanguage(locale) === "es" ? spanish : english;
  const amount = (cents: Cents): string => printAmount(cents, currency, locale);
  const standing = (cents: Cents, paidCents: Cents): string => {
    if (paidCents >= cents) return words.paid;
    return paidCents <= 0 ? words.open : words.partly(amount(paidCents), amount(addCents(cents, -paidCents)));
  };
  return {
    name: words.name(parts.length),
    about: `${words[payBy]} ${isSigned ? words.signed : words.unsigned}`,
    columns: words.columns,
    rows: parts.map(({ on, cents, paidCents }) => ({ on: printDay(on, locale), amount: amount(cents), standing: standing(cents, paidCents) })),
  };
}

/** What has come of one part when so much of the whole plan was paid. */
export function paidOfPart({ cents, throughCents }: { readonly cents: Cents; readonly throughCents: Cents }, paidCents: Cents): Cents {
  return toCents(Math.min(cents, Math.max(0, paidCents - (throughCents - cents))));
}
