/** What a payment does, as it is said across the counter (INV-8). */
import type { PaymentPreview } from "#contract/payments.ts";
import type { Cents } from "#domain/money.ts";

export function effectSentence(preview: PaymentPreview, money: (cents: Cents) => string): string {
  const whole = preview.applied.filter((part) => part.appliedCents === part.balanceCents);
  const inPart = preview.applied.filter((part) => part.appliedCents < part.balanceCents);
  const parts = [
    ...(whole.length === 0 ? [] : [`pays ${invoiceNumbers(whole.map((part) => part.number))}`]),
    ...inPart.map((part) => `puts ${money(part.appliedCents)} on invoice ${part.number}`),
    ...(preview.toCreditCents > 0
      ? [`${money(preview.toCreditCents)} becomes household credit`]
      : []),
  ];
  const first = parts.length === 0 ? "Nothing is paid" : sentenceCase(joined(parts));
  const rest =
    preview.balanceAfterCents > 0
      ? `The household then still owes ${money(preview.balanceAfterCents)}.`
      : "Nothing is owed then.";
  return `${first}. ${rest}`;
}

/** Numbers named one by one up to three, counted above. */
function invoiceNumbers(numbers: readonly number[]): string {
  if (numbers.length > 3) return `${numbers.length} invoices`;
  return numbers.length === 1 ? `invoice ${numbers[0]}` : `invoices ${joined(numbers.map(String))}`;
}

function joined(parts: readonly string[]): string {
  if (parts.length <= 1) return parts[0] ?? "";
  return `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;
}

function sentenceCase(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
