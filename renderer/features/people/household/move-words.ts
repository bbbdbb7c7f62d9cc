/** Says what a move to another household does before it is done (UI-6, PPL-3). */
import type { MovePreview } from "#contract/households.ts";
import type { PatientChart } from "#contract/people.ts";
import { formatMoney, type MoneyStyle } from "../../../format/money.ts";

/** One sentence for each thing that moves or stays. */
export function moveWords(
  chart: PatientChart,
  to: string | null,
  { own, from, payerLeaves, takes }: MovePreview & { readonly takes: boolean },
  money: MoneyStyle,
): string[] {
  const { household, memberships, name } = chart;
  const running = memberships.filter(
    ({ standing }) => standing !== "cancelled" && standing !== "expired" && standing !== "lapsed",
  );
  const target = to === null ? "an account of their own" : `the household of ${to}`;
  const plans = running.map(({ planName }) => planName).join(" and ");
  const say = (cents: MovePreview["own"]["cents"]): string => formatMoney(cents, money, { withCurrency: true });
  return [
    `${name} goes to ${target}.`,
    ...(running.length === 0
      ? []
      : [
          `${plans} ${running.length === 1 ? "goes" : "go"} along, and days that are paid stay paid. The next draws are billed there.`,
        ]),
    ...(takes && own.cents > 0 ? [`The open ${say(own.cents)} for ${name} alone goes along by a linked transfer.`] : []),
    ...(from.balanceCents === 0 ? [] : [`The open ${say(from.balanceCents)} stays with the household of ${household.payerName}.`]),
    ...(from.creditCents === 0 ? [] : [`The credit of ${say(from.creditCents)} stays with the household of ${household.payerName}.`]),
    ...(payerLeaves && household.paysBy === "card"
      ? ["Those who stay pay by hand from now on, until the new payer's card is on file."]
      : []),
  ];
}
