/** The letter that asks members to come and use what they have (PKG-10), in English and Spanish (DOC-8). */
import type { NoticeText } from "./notice-text.ts";
import type { NoticeLanguage } from "./settings.ts";

const lines = (...paragraphs: string[]): string => paragraphs.join("\n");

export const recallNoticeTexts: { readonly recall: Readonly<Record<NoticeLanguage, NoticeText>> } = {
  recall: {
    en: {
      subject: "Your membership has benefits waiting for you",
      body: lines(
        "Dear {payer},",
        "The membership at {practice} includes visits that have not been used yet:",
        "{benefits}",
        "They are paid for with your dues already. Please call us at {phone} to find a time that suits you.",
        "If a visit is booked already, thank you, and please put this letter aside.",
      ),
    },
    es: {
      subject: "Su membresía tiene beneficios por usar",
      body: lines(
        "Estimado/a {payer}:",
        "La membresía en {practice} incluye visitas que todavía no se han usado:",
        "{benefits}",
        "Ya están pagadas con sus cuotas. Llámenos al {phone} para encontrar la hora que mejor le convenga.",
        "Si ya tiene cita, muchas gracias, y no haga caso de esta carta.",
      ),
    },
  },
};

export type UnusedWords = {
  readonly member: string;
  readonly benefits: readonly { readonly label: string; readonly left: number; readonly quantity: number }[];
  /** The last day on which they can be used, as the letter writes it. */
  readonly lastDay: string;
};

/** `Rosa Lee: Cleanings, 1 of 2 (until Jan 4, 2027)`. */
export function unusedLine(language: NoticeLanguage, { member, benefits, lastDay }: UnusedWords): string {
  const of = language === "es" ? "de" : "of";
  const until = language === "es" ? "hasta el" : "until";
  const left = benefits.map(({ label, left: units, quantity }) => `${label}, ${units} ${of} ${quantity}`).join("; ");
  return `${member}: ${left} (${until} ${lastDay})`;
}
