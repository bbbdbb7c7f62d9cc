/** The list of payment plans: found by payer, invoice and state, and as a spreadsheet (UI-4). */
import type { PaymentPlan } from "#contract/payment-plans.ts";
import { csvAmount, csvText, type CsvColumn } from "#domain/exports/csv.ts";

export const stateWords = { kept: "Kept", missed: "Missed", done: "Paid off", ended: "Ended" } as const;

export const payByWords = { card: "Drawn from the card", desk: "At the desk" } as const;

export type PlanFilter = {
  readonly q: string;
  readonly state: readonly PaymentPlan["state"][];
  readonly payBy: readonly PaymentPlan["payBy"][];
};

/** Letters of the payer's name, or the whole number of an invoice. */
export function plansWith(plans: readonly PaymentPlan[], { q, state, payBy }: PlanFilter): PaymentPlan[] {
  const words = q.trim().toLowerCase();
  return plans.filter(
    (plan) =>
      (state.length === 0 || state.includes(plan.state)) &&
      (payBy.length === 0 || payBy.includes(plan.payBy)) &&
      (words === "" ||
        plan.payerName.toLowerCase().includes(words) ||
        plan.invoices.some(({ number }) => String(number) === words)),
  );
}

export function plansCsv(plans: readonly PaymentPlan[], digits: 0 | 2): string {
  const columns: readonly CsvColumn<PaymentPlan>[] = [
    { header: "Payer", cell: ({ payerName }) => payerName },
    { header: "Invoices", cell: ({ invoices }) => invoices.map(({ number }) => number).join(" ") },
    { header: "State", cell: ({ state }) => stateWords[state] },
    { header: "Paid by", cell: ({ payBy }) => (payBy === "card" ? "card on file" : "at the desk") },
    { header: "Started", cell: ({ startedOn }) => startedOn },
    { header: "Signed", cell: ({ signedOn }) => signedOn },
    { header: "Next due", cell: ({ nextOn }) => nextOn },
    { header: "Total", cell: ({ totalCents }) => csvAmount(totalCents, digits) },
    { header: "Paid", cell: ({ paidCents }) => csvAmount(paidCents, digits) },
    { header: "Missed", cell: ({ missedCents }) => csvAmount(missedCents, digits) },
    { header: "Left", cell: ({ leftCents }) => csvAmount(leftCents, digits) },
  ];
  return csvText(columns, plans);
}
