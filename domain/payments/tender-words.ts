/** Tenders as they are said at the desk (INV-7). */
import type { Tender } from "../ledger/accounts.ts";

const words: Readonly<Record<Tender, string>> = {
  cash: "Cash",
  check: "Check",
  card_on_file: "Card on file",
  card_terminal: "Card terminal",
  ach: "Bank transfer",
  hsa_card: "HSA or FSA card",
  outside_financing: "Outside financing",
  gift_certificate: "Gift certificate",
  package_unit: "Package unit",
  wallet: "Wallet",
  other: "Other",
};

export function tenderWord(tender: Tender): string {
  return words[tender];
}

/** `Check 1042`, `Cash`. */
export function tenderLabel(tender: Tender, reference: string): string {
  return reference === "" ? words[tender] : `${words[tender]} ${reference}`;
}
