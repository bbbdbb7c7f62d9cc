/** Says what a move to another household does before it is done (UI-6, PPL-3). */
import type { PatientChart } from "#contract/people.ts";
import { formatMoney, type MoneyStyle } from "../../../format/money.ts";

/** One sentence for each thing that moves or stays. */
export function moveWords(chart: PatientChart, to: string | null, money: MoneyStyle): string[] {
  const { household, memberships, name } = chart;
  const running = memberships.filter(
    ({ standing }) => standing !== "cancelled" && standing !== "expired" && standing !== "lapsed",
  );
  const target = to === null ? "an account of their own" : `the household of ${to}`;
  const plans = running.map(({ planName }) => planName).join(" and ");
  const { balanceCents, creditCents, payerName } = household;
  return [
    `${name} goes to ${target}.`,
    ...(running.length === 0
      ? []
      : [
          `${plans} ${running.length === 1 ? "goes" : "go"} along, and days that are paid stay paid. The next draws are billed there.`,
        ]),
    ...(balanceCents === 0
      ? []
      : [
          `The open ${formatMoney(balanceCents, money, { withCurrency: true })} stays with the household of ${payerName}.`,
        ]),
    ...(creditCents === 0
      ? []
      : [
          `The credit of ${formatMoney(creditCents, money, { withCurrency: true })} stays with the household of ${payerName}.`,
        ]),
  ];
}
