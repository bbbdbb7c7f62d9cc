/**
 * The default words of messages about what was done at the desk or by the run (DOC-12), in English and
 * Spanish (DOC-8). The particulars are in `{details}`, written by `event-letter-words.ts`.
 */
import type { EventNotice } from "./notice-kinds.ts";
import type { NoticeText } from "./notice-text.ts";
import type { NoticeLanguage } from "./settings.ts";

const lines = (...paragraphs: string[]): string => paragraphs.join("\n");

const english = (subject: string, ...paragraphs: string[]): NoticeText => ({ subject, body: lines("Dear {payer},", ...paragraphs) });
const spanish = (subject: string, ...paragraphs: string[]): NoticeText => ({ subject, body: lines("Estimado/a {payer}:", ...paragraphs) });

export const eventNoticeTexts: Readonly<Record<EventNotice, Readonly<Record<NoticeLanguage, NoticeText>>>> = {
  signup: {
    en: english(
      "Welcome to {practice}",
      "Thank you for joining. This is what we agreed on:",
      "{details}",
      "{what_next}",
      "{agreement}",
      "You can end a membership by calling us at {phone}. If you have a question, we are glad to help.",
    ),
    es: spanish(
      "Bienvenidos a {practice}",
      "Gracias por unirse. Esto es lo que acordamos:",
      "{details}",
      "{what_next}",
      "{agreement}",
      "Puede terminar una membresía llamándonos al {phone}. Si tiene alguna pregunta, con gusto le ayudamos.",
    ),
  },
  draw_receipt: {
    en: english(
      "Receipt for your membership",
      "{receipt}",
      "{details}",
      "{what_next}",
      "To end the membership, or to pay another way, call us at {phone}.",
    ),
    es: spanish(
      "Recibo de su membresía",
      "{receipt}",
      "{details}",
      "{what_next}",
      "Para terminar la membresía, o pagar de otra forma, llámenos al {phone}.",
    ),
  },
  cancelled: {
    en: english(
      "Your membership ends on {last_day}",
      "As you asked, the membership of {members} ends:",
      "{details}",
      "{what_next}",
      "You are always welcome at {practice}. If something is not right, or if you would like to stay, call us at {phone}.",
    ),
    es: spanish(
      "Su membresía termina el {last_day}",
      "Como nos pidió, la membresía de {members} termina:",
      "{details}",
      "{what_next}",
      "Siempre será bienvenido/a en {practice}. Si algo no está bien, o si desea quedarse, llámenos al {phone}.",
    ),
  },
  hold_starts: {
    en: english(
      "Your membership is put on hold",
      "As you asked, the membership of {members} is put on hold:",
      "{details}",
      "{what_next}",
      "If you would like to come back earlier, or if you have a question, call us at {phone}.",
    ),
    es: spanish(
      "Su membresía queda en pausa",
      "Como nos pidió, la membresía de {members} queda en pausa:",
      "{details}",
      "{what_next}",
      "Si desea volver antes, o si tiene alguna pregunta, llámenos al {phone}.",
    ),
  },
  plan_moved: {
    en: english(
      "Your plan changes",
      "The membership of {members} changes:",
      "{details}",
      "{what_next}",
      "If this is not what you wanted, or if you have a question, call us at {phone}.",
    ),
    es: spanish(
      "Su plan cambia",
      "La membresía de {members} cambia:",
      "{details}",
      "{what_next}",
      "Si no es lo que usted quería, o si tiene alguna pregunta, llámenos al {phone}.",
    ),
  },
  refunded: {
    en: english("Your refund", "We have given money back to you:", "{details}", "{what_next}", "If it does not arrive, or if something is not right, call us at {phone}."),
    es: spanish(
      "Su reembolso",
      "Le hemos devuelto dinero:",
      "{details}",
      "{what_next}",
      "Si no llega, o si algo no está bien, llámenos al {phone}.",
    ),
  },
  package_bought: {
    en: english(
      "Your package {package}",
      "Thank you for your purchase:",
      "{details}",
      "{what_next}",
      "We keep count of every use. Call us at {phone} to make an appointment.",
    ),
    es: spanish(
      "Su paquete {package}",
      "Gracias por su compra:",
      "{details}",
      "{what_next}",
      "Llevamos la cuenta de cada uso. Llámenos al {phone} para hacer una cita.",
    ),
  },
  package_last_use: {
    en: english("One use of {package} is left", "{details}", "{what_next}", "Call us at {phone} to make an appointment, or if you would like another package."),
    es: spanish("Queda un uso de {package}", "{details}", "{what_next}", "Llámenos al {phone} para hacer una cita, o si desea otro paquete."),
  },
  package_expiring: {
    en: english("Your package {package} ends soon", "{details}", "{what_next}", "Call us at {phone} to make an appointment in time. We are glad to help."),
    es: spanish("Su paquete {package} termina pronto", "{details}", "{what_next}", "Llámenos al {phone} para hacer una cita a tiempo. Con gusto le ayudamos."),
  },
  invoice_issued: {
    en: english(
      "Invoice {invoice}",
      "Invoice {invoice} is written. {amount} is to be paid by {due_day}.",
      "{how_to_pay}",
      "If you have paid already, thank you. If something is not right, call us at {phone}.",
    ),
    es: spanish(
      "Factura {invoice}",
      "La factura {invoice} está lista. Quedan por pagar {amount} hasta el {due_day}.",
      "{how_to_pay}",
      "Si ya pagó, muchas gracias. Si algo no está bien, llámenos al {phone}.",
    ),
  },
};
