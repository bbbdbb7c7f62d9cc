/** The fixed words of the yearly statement, by language (DOC-8 ships English and Spanish). */
import { documentLanguage } from "../statements/document-words.ts";
import { withOwnWords, type OwnWords } from "../texts/own-words.ts";
import type { IncludedService } from "./yearly-statement-data.ts";
import type { MoneyRow } from "./yearly-money.ts";

export type YearlyWords = {
  readonly title: (year: number) => string;
  readonly run: (year: number, count: number) => string;
  readonly account: string;
  readonly period: string;
  readonly made: string;
  readonly taxId: string;
  readonly noTaxId: string;
  readonly soFar: string;
  readonly paidHeading: (year: number) => string;
  readonly member: string;
  readonly dues: string;
  readonly fees: string;
  readonly services: string;
  readonly refunds: string;
  readonly paid: string;
  readonly household: string;
  readonly toCredit: string;
  readonly fromCredit: string;
  readonly total: string;
  readonly noMoney: string;
  readonly includedHeading: string;
  readonly noneIncluded: string;
  readonly day: string;
  readonly code: string;
  readonly service: string;
  readonly list: string;
  readonly youPaid: string;
  readonly by: Readonly<Record<IncludedService["by"], (name: string) => string>>;
  readonly moneyHeading: string;
  readonly what: string;
  readonly amount: string;
  readonly happened: Readonly<Record<MoneyRow["what"], string>>;
  readonly receipt: (number: number) => string;
  readonly notes: { readonly taxes: string; readonly years: string; readonly packages: string };
  readonly signature: string;
  readonly date: string;
};

const english: YearlyWords = {
  title: (year) => `Yearly statement ${year}`,
  run: (year, count) => `Yearly statements ${year} (${count})`,
  account: "Account",
  period: "Period",
  made: "Made on",
  taxId: "Tax ID",
  noTaxId: "none on file",
  soFar: "The year still runs: this is what was booked so far.",
  paidHeading: (year) => `Paid in ${year}`,
  member: "Member",
  dues: "Dues",
  fees: "Fees",
  services: "Services and other",
  refunds: "Refunds",
  paid: "Paid",
  household: "Whole household",
  toCredit: "Kept as credit on the account",
  fromCredit: "Used from credit of the account",
  total: "Total",
  noMoney: "Nothing was paid in this year.",
  includedHeading: "Included services",
  noneIncluded: "No service was used that the membership includes.",
  day: "Day",
  code: "Code",
  service: "Service",
  list: "List value",
  youPaid: "Patient cost",
  by: {
    benefit: (name) => `Included: ${name}`,
    plan: (name) => `Included in ${name}`,
    package: (name) => `Paid in advance with ${name}`,
  },
  moneyHeading: "Payments and refunds",
  what: "What",
  amount: "Amount",
  happened: { payment: "Payment", returned: "Payment taken back", refund: "Refund", moved: "Credit between households" },
  receipt: (number) => `receipt ${number}`,
  notes: {
    taxes: "Amounts include tax where there was any.",
    years: "Money counts in the year in which it was paid or given back.",
    packages: "Packages and gift certificates count when they were bought, not again when they are used.",
  },
  signature: "For the practice",
  date: "Date",
};

const spanish: YearlyWords = {
  title: (year) => `Estado anual ${year}`,
  run: (year, count) => `Estados anuales ${year} (${count})`,
  account: "Cuenta",
  period: "Periodo",
  made: "Emitido el",
  taxId: "N.º fiscal",
  noTaxId: "no registrado",
  soFar: "El año no ha terminado: esto es lo registrado hasta ahora.",
  paidHeading: (year) => `Pagado en ${year}`,
  member: "Miembro",
  dues: "Cuotas",
  fees: "Cargos",
  services: "Servicios y otros",
  refunds: "Reembolsos",
  paid: "Pagado",
  household: "Toda la familia",
  toCredit: "Queda como crédito en la cuenta",
  fromCredit: "Usado del crédito de la cuenta",
  total: "Total",
  noMoney: "No se pagó nada en este año.",
  includedHeading: "Servicios incluidos",
  noneIncluded: "No se usó ningún servicio incluido en la membresía.",
  day: "Día",
  code: "Código",
  service: "Servicio",
  list: "Valor de lista",
  youPaid: "Costo del paciente",
  by: {
    benefit: (name) => `Incluido: ${name}`,
    plan: (name) => `Incluido en ${name}`,
    package: (name) => `Pagado por adelantado con ${name}`,
  },
  moneyHeading: "Pagos y reembolsos",
  what: "Concepto",
  amount: "Importe",
  happened: { payment: "Pago", returned: "Pago anulado", refund: "Reembolso", moved: "Crédito entre familias" },
  receipt: (number) => `recibo ${number}`,
  notes: {
    taxes: "Los importes incluyen impuestos donde los hubo.",
    years: "El dinero cuenta en el año en que se pagó o se devolvió.",
    packages: "Los paquetes y certificados de regalo cuentan cuando se compraron, no otra vez cuando se usan.",
  },
  signature: "Por el consultorio",
  date: "Fecha",
};

export function yearlyWords(locale: string, own?: OwnWords): YearlyWords {
  const language = documentLanguage(locale);
  return withOwnWords(language === "es" ? spanish : english, "yearly", language, own);
}
