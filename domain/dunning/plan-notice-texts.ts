/** The default words of letters about plans (MEM-12, MEM-16, MEM-17, MEM-18) in English and Spanish (DOC-8). */
import type { PlanNotice } from "./notice-kinds.ts";
import type { NoticeText } from "./notice-text.ts";
import type { NoticeLanguage } from "./settings.ts";

const lines = (...paragraphs: string[]): string => paragraphs.join("\n");

type Texts = Readonly<Record<NoticeLanguage, NoticeText>>;

const ageOut = (en: string, es: string): Texts => ({
  en: {
    subject: en,
    body: lines(
      "Dear {payer},",
      "{members} has a birthday on {birthday}. From then on the plan {plans} is no longer the right one.",
      "{what_next}",
      "Nothing is lost: what is left of this year’s benefits stays.",
      "If you have a question, or would like something else, call us at {phone}. We are glad to help.",
    ),
  },
  es: {
    subject: es,
    body: lines(
      "Estimado/a {payer}:",
      "{members} cumple años el {birthday}. Desde ese día, el plan {plans} ya no es el adecuado.",
      "{what_next}",
      "No se pierde nada: lo que queda de los beneficios de este año se conserva.",
      "Si tiene alguna pregunta, o prefiere otra cosa, llámenos al {phone}. Con gusto le ayudamos.",
    ),
  },
});

const renewal = (en: string, es: string): Texts => ({
  en: {
    subject: en,
    body: lines(
      "Dear {payer},",
      "The current term of the membership of {members} ({plans}) ends soon. The next one begins on {renewal_day}.",
      "{what_next}",
      "If you have a question, or would like to change something, call us at {phone}. We are glad to help.",
    ),
  },
  es: {
    subject: es,
    body: lines(
      "Estimado/a {payer}:",
      "El período actual de la membresía de {members} ({plans}) termina pronto. El siguiente empieza el {renewal_day}.",
      "{what_next}",
      "Si tiene alguna pregunta, o quiere cambiar algo, llámenos al {phone}. Con gusto le ayudamos.",
    ),
  },
});

export const planNoticeTexts: Readonly<Record<PlanNotice, Texts>> = {
  age_out_60: ageOut("A birthday, and a new plan", "Un cumpleaños y un nuevo plan"),
  age_out_30: ageOut("A birthday next month, and a new plan", "Un cumpleaños el próximo mes y un nuevo plan"),
  price_change: {
    en: {
      subject: "New prices from {rise_day}",
      body: lines(
        "Dear {payer},",
        "We are writing to you in good time: the price of your membership changes.",
        "{price_lines}",
        "What you have paid already is not touched. The benefits stay as they are.",
        "If you have a question, call us at {phone}. We are glad to help.",
      ),
    },
    es: {
      subject: "Nuevos precios desde el {rise_day}",
      body: lines(
        "Estimado/a {payer}:",
        "Le escribimos con tiempo: el precio de su membresía cambia.",
        "{price_lines}",
        "Lo que ya pagó no cambia. Los beneficios siguen igual.",
        "Si tiene alguna pregunta, llámenos al {phone}. Con gusto le ayudamos.",
      ),
    },
  },
  renewal_30: renewal("Your membership’s next term", "El próximo período de su membresía"),
  renewal_14: renewal("Your membership’s next term begins soon", "El próximo período de su membresía empieza pronto"),
  hold_ends: {
    en: {
      subject: "Your membership goes on from {hold_end}",
      body: lines(
        "Dear {payer},",
        "The membership of {members} ({plans}) is on hold, and goes on from {hold_end}.",
        "{what_next}",
        "If that is too early, or if you have a question, call us at {phone}. We are glad to help.",
      ),
    },
    es: {
      subject: "Su membresía continúa desde el {hold_end}",
      body: lines(
        "Estimado/a {payer}:",
        "La membresía de {members} ({plans}) está en pausa y continúa desde el {hold_end}.",
        "{what_next}",
        "Si es demasiado pronto, o si tiene alguna pregunta, llámenos al {phone}. Con gusto le ayudamos.",
      ),
    },
  },
};
