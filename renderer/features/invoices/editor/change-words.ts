/** The words of what an edit changes (INV-3). */
import type { RevisedInvoiceView } from "#contract/invoice-editing.ts";
import type { ChangedPart } from "#domain/invoices/revision.ts";
import type { Cents } from "#domain/money.ts";

const partWords: Readonly<Record<ChangedPart, string>> = {
  what: "words",
  kind: "kind",
  patient: "person",
  provider: "provider",
  day: "day",
  quantity: "quantity",
  price: "price",
  discount: "discount",
  tax: "tax",
};

/** `Quantity and price`; nothing for lines that are wholly new or gone. */
export function partsText(parts: readonly ChangedPart[]): string {
  const words = parts.map((part) => partWords[part]);
  const text = words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
  return text === "" ? "" : `${text[0]?.toUpperCase()}${text.slice(1)}`;
}

export const changeWords = { added: "Added", removed: "Removed", changed: "Changed" } as const;

type Effects = Pick<RevisedInvoiceView, "balanceBeforeCents" | "balanceCents" | "toCreditCents" | "creditUsedCents" | "wasSent">;

/** What an edit does to the money on the invoice, in sentences. */
export function effectsOfRevision(effects: Effects, money: (cents: Cents) => string): string[] {
  const { balanceBeforeCents, balanceCents, toCreditCents, creditUsedCents, wasSent } = effects;
  return [
    balanceBeforeCents === balanceCents
      ? `${money(balanceCents)} stays owed.`
      : `${money(balanceCents)} is owed then, ${money(balanceBeforeCents)} until now.`,
    ...(toCreditCents > 0 ? [`${money(toCreditCents)} that was put on it becomes household credit.`] : []),
    ...(creditUsedCents > 0 ? [`${money(creditUsedCents)} of household credit is used on it.`] : []),
    ...(wasSent ? ["It was sent before: you are asked whether to send it again."] : []),
  ];
}
