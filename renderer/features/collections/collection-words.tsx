/** Words and chips that the lists of Collections share. */
import { IconCreditCardOff, IconCreditCardRefund, IconHandStop } from "@tabler/icons-react";
import type { CallRow } from "#contract/dunning.ts";
import { StatusChip } from "../../kit/StatusChip.tsx";

export type Cause = CallRow["cause"];

export const causeWords: Readonly<Record<Cause, string>> = {
  manual_payer: "Pays by hand",
  card_removed: "Card removed",
  card_declined: "Card declined",
};

const icons = { manual_payer: IconHandStop, card_removed: IconCreditCardOff, card_declined: IconCreditCardRefund };

export function CauseChip({ cause }: { readonly cause: Cause }) {
  return <StatusChip tone={cause === "manual_payer" ? "quiet" : "attention"} word={causeWords[cause]} icon={icons[cause]} />;
}

/** `today`, `1 day`, `12 days`. */
export function daysText(days: number): string {
  return days === 0 ? "today" : `${days} ${days === 1 ? "day" : "days"}`;
}
