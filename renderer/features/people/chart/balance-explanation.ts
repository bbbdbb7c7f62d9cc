/** Says what a household's balance is made of: the open invoices, and what of them is past due (UI-4). */
import type { Explanation } from "#contract/base.ts";
import type { Day } from "#domain/calendar.ts";
import { toCents, type Cents } from "#domain/money.ts";
import { fullDay } from "../../../format/day.ts";
import { formatMoney, type MoneyStyle } from "../../../format/money.ts";

export type OpenInvoice = {
  readonly number: number | null;
  readonly dueOn: Day;
  readonly balanceCents: Cents;
};

export type HouseholdMoney = {
  readonly name: string;
  readonly balanceCents: Cents;
  readonly pastDueCents: Cents;
  readonly creditCents: Cents;
};

/** At most this many invoices are listed one by one. */
const mostShown = 8;

export function explainBalance(
  household: HouseholdMoney,
  open: readonly OpenInvoice[],
  money: MoneyStyle,
): Explanation {
  const say = (cents: Cents): string => formatMoney(cents, money);
  const { name, balanceCents, pastDueCents, creditCents } = household;
  const shown = open.slice(0, mostShown);
  const others = open.slice(mostShown);
  const otherCents = toCents(others.reduce((sum, invoice) => sum + invoice.balanceCents, 0));
  const pastDue = pastDueCents > 0 ? `, ${say(pastDueCents)} of it past due` : "";
  return {
    rule: "INV-8",
    sentence:
      open.length === 0
        ? `The household of ${name} owes nothing.`
        : `The household of ${name} owes ${say(balanceCents)} on ${open.length} open invoice${open.length === 1 ? "" : "s"}${pastDue}.`,
    steps: [
      ...shown.map((invoice) => ({
        label: `Invoice ${invoice.number ?? ""}, due ${fullDay(invoice.dueOn, money.locale)}`,
        value: say(invoice.balanceCents),
      })),
      ...(others.length === 0
        ? []
        : [{ label: `${others.length} more`, value: say(otherCents) }]),
      { label: "Balance", value: say(balanceCents) },
      ...(creditCents > 0 ? [{ label: "Credit not yet used", value: say(creditCents) }] : []),
    ],
  };
}
