/** Tenders as they are said at the desk (INV-7), and on papers in the language of whom they are for (DOC-8). */
import type { Tender } from "../ledger/accounts.ts";
import type { TextLanguage } from "../texts/language.ts";

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

const spanish: Readonly<Record<Tender, string>> = {
  cash: "Efectivo",
  check: "Cheque",
  card_on_file: "Tarjeta registrada",
  card_terminal: "Tarjeta en terminal",
  ach: "Transferencia bancaria",
  hsa_card: "Tarjeta HSA o FSA",
  outside_financing: "Financiamiento externo",
  gift_certificate: "Certificado de regalo",
  package_unit: "Uso de un paquete",
  wallet: "Monedero",
  other: "Otro",
};

export function tenderWord(tender: Tender, language: TextLanguage = "en"): string {
  return (language === "es" ? spanish : words)[tender];
}

/** `Check 1042`, `Cash`. */
export function tenderLabel(tender: Tender, reference: string, language: TextLanguage = "en"): string {
  const word = tenderWord(tender, language);
  return reference === "" ? word : `${word} ${reference}`;
}
