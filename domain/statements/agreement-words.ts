/** The fixed words around an agreement, by language (DOC-8); the agreement's own words are the practice's. */
import type { PeriodMonths } from "../calendar.ts";
import { documentLanguage } from "./document-words.ts";
import { withOwnWords, type OwnWords } from "../texts/own-words.ts";

export type AgreementWords = {
  readonly heading: string;
  readonly member: string;
  readonly plan: string;
  readonly price: string;
  readonly a: Readonly<Record<PeriodMonths, string>>;
  readonly activationFee: string;
  readonly none: string;
  readonly start: string;
  readonly draw: string;
  readonly onDay: (day: number) => string;
  readonly agreed: string;
  readonly signature: string;
  readonly signedBy: string;
  readonly date: string;
  readonly typed: string;
  readonly onScreen: (day: string, time: string, workstation: string, staff: string) => string;
  readonly hash: string;
};

const english: AgreementWords = {
  heading: "Agreement",
  member: "Member",
  plan: "Plan",
  price: "Dues",
  a: { 1: "a month", 3: "a quarter", 6: "a half-year", 12: "a year" },
  activationFee: "Activation fee of the plan",
  none: "none",
  start: "First day",
  draw: "Drawn",
  onDay: (day) => `in advance, on day ${day} of the month`,
  agreed: "What is agreed",
  signature: "Signature",
  signedBy: "Name",
  date: "Date",
  typed: "Signed by typing the name",
  onScreen: (day, time, workstation, staff) =>
    `Signed on screen on ${day} at ${time}, ${workstation}${staff === "" ? "" : `, before ${staff}`}.`,
  hash: "Fingerprint of these words and prices",
};

const spanish: AgreementWords = {
  heading: "Acuerdo",
  member: "Miembro",
  plan: "Plan",
  price: "Cuota",
  a: { 1: "al mes", 3: "al trimestre", 6: "al semestre", 12: "al año" },
  activationFee: "Cargo de activación del plan",
  none: "ninguno",
  start: "Primer día",
  draw: "Cobro",
  onDay: (day) => `por adelantado, el día ${day} del mes`,
  agreed: "Lo acordado",
  signature: "Firma",
  signedBy: "Nombre",
  date: "Fecha",
  typed: "Firmado escribiendo el nombre",
  onScreen: (day, time, workstation, staff) =>
    `Firmado en pantalla el ${day} a las ${time}, ${workstation}${staff === "" ? "" : `, ante ${staff}`}.`,
  hash: "Huella de estas palabras y precios",
};

export function agreementWords(locale: string, own?: OwnWords): AgreementWords {
  const language = documentLanguage(locale);
  return withOwnWords(language === "es" ? spanish : english, "agreement", language, own);
}
