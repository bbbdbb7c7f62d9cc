/**
 * The default words of every notice in English and Spanish (DOC-8). They are read at a kitchen table:
 * short sentences, no blame, one thing to do, one number to call.
 */
import { eventNoticeTexts } from "./event-notice-texts.ts";
import type { NoticeKind } from "./notice-kinds.ts";
import { recallNoticeTexts } from "./recall-letter-words.ts";
import type { NoticeText } from "./notice-text.ts";
import { partNoticeTexts } from "./part-notice-texts.ts";
import { planNoticeTexts } from "./plan-notice-texts.ts";
import type { NoticeLanguage } from "./settings.ts";

const lines = (...paragraphs: string[]): string => paragraphs.join("\n");

export const defaultTexts: Readonly<Record<NoticeKind, Readonly<Record<NoticeLanguage, NoticeText>>>> = {
  past_due: {
    en: {
      subject: "Your membership payment",
      body: lines(
        "Dear {payer},",
        "{what_happened}",
        "The membership of {members} goes on as before. You have {grace_days} days: please pay {amount} before {lapse_day}.",
        "{how_to_pay}",
        "If you have paid already, thank you, and please put this letter aside. If something is not right, or if you need more time, call us at {phone}. We are glad to help.",
      ),
    },
    es: {
      subject: "El pago de su membresía",
      body: lines(
        "Estimado/a {payer}:",
        "{what_happened}",
        "La membresía de {members} sigue como antes. Tiene {grace_days} días: por favor pague {amount} antes del {lapse_day}.",
        "{how_to_pay}",
        "Si ya pagó, muchas gracias y no haga caso de esta carta. Si algo no está bien, o si necesita más tiempo, llámenos al {phone}. Con gusto le ayudamos.",
      ),
    },
  },
  past_due_fee: {
    en: {
      subject: "A reminder: your membership payment",
      body: lines(
        "Dear {payer},",
        "{what_happened}",
        "Please pay {amount} before {lapse_day}. Paying now costs nothing extra, and the membership of {members} goes on.",
        "Without the payment the membership ends on {lapse_day}. {coming_back}",
        "{how_to_pay}",
        "If you have paid already, thank you. If you need more time, call us at {phone}. We will find a way.",
      ),
    },
    es: {
      subject: "Recordatorio: el pago de su membresía",
      body: lines(
        "Estimado/a {payer}:",
        "{what_happened}",
        "Por favor pague {amount} antes del {lapse_day}. Pagar ahora no cuesta nada más, y la membresía de {members} continúa.",
        "Sin el pago, la membresía termina el {lapse_day}. {coming_back}",
        "{how_to_pay}",
        "Si ya pagó, muchas gracias. Si necesita más tiempo, llámenos al {phone}. Encontraremos una solución.",
      ),
    },
  },
  past_due_reminder: {
    en: {
      subject: "Your membership payment is still open",
      body: lines(
        "Dear {payer},",
        "We would like to keep {members} as members. {what_happened}",
        "Please pay {amount} before {lapse_day}, so that the membership does not end.",
        "{how_to_pay}",
        "If you have paid already, thank you. If something is not right, call us at {phone}.",
      ),
    },
    es: {
      subject: "El pago de su membresía sigue pendiente",
      body: lines(
        "Estimado/a {payer}:",
        "Nos gustaría que {members} siga con su membresía. {what_happened}",
        "Por favor pague {amount} antes del {lapse_day}, para que la membresía no termine.",
        "{how_to_pay}",
        "Si ya pagó, muchas gracias. Si algo no está bien, llámenos al {phone}.",
      ),
    },
  },
  past_due_final: {
    en: {
      subject: "Your membership ends on {lapse_day}",
      body: lines(
        "Dear {payer},",
        "This is our last letter before the membership of {members} ends. {what_happened}",
        "If we receive {amount} before {lapse_day}, the membership goes on and nothing else is owed for it.",
        "If not, the membership ends on {lapse_day}. {coming_back}",
        "{how_to_pay}",
        "We would be sorry to see you go. Please call us at {phone} if we can help.",
      ),
    },
    es: {
      subject: "Su membresía termina el {lapse_day}",
      body: lines(
        "Estimado/a {payer}:",
        "Esta es nuestra última carta antes de que termine la membresía de {members}. {what_happened}",
        "Si recibimos {amount} antes del {lapse_day}, la membresía continúa y no se debe nada más por ella.",
        "Si no, la membresía termina el {lapse_day}. {coming_back}",
        "{how_to_pay}",
        "Lamentaríamos que se fuera. Llámenos al {phone} si podemos ayudarle.",
      ),
    },
  },
  lapsed: {
    en: {
      subject: "Your membership has ended",
      body: lines(
        "Dear {payer},",
        "The membership of {members} ended on {lapse_day}, because the payment did not reach us. No more dues will be collected for it.",
        "You are still welcome at {practice}. Visits are charged at our usual prices. {coming_back}",
        "Please call us at {phone} if you have a question, or if you think that this is a mistake.",
      ),
    },
    es: {
      subject: "Su membresía ha terminado",
      body: lines(
        "Estimado/a {payer}:",
        "La membresía de {members} terminó el {lapse_day}, porque el pago no nos llegó. No se cobrarán más cuotas por ella.",
        "Siempre será bienvenido/a en {practice}. Las visitas se cobran a nuestros precios habituales. {coming_back}",
        "Llámenos al {phone} si tiene una pregunta o si cree que se trata de un error.",
      ),
    },
  },
  card_expires_30: {
    en: {
      subject: "Your card expires soon",
      body: lines(
        "Dear {payer},",
        "The card that pays the membership of {members}, your {card}, expires at the end of {card_expires}.",
        "When you have your new card, please call us at {phone} or bring it to your next visit. It takes two minutes, and the membership goes on without a gap.",
      ),
    },
    es: {
      subject: "Su tarjeta vence pronto",
      body: lines(
        "Estimado/a {payer}:",
        "La tarjeta que paga la membresía de {members}, su {card}, vence al final de {card_expires}.",
        "Cuando tenga su tarjeta nueva, llámenos al {phone} o tráigala en su próxima visita. Toma dos minutos, y la membresía continúa sin interrupción.",
      ),
    },
  },
  card_expires_7: {
    en: {
      subject: "Your card expires this week",
      body: lines(
        "Dear {payer},",
        "Your {card} expires at the end of {card_expires}, in a few days. It pays the membership of {members}.",
        "Please call us at {phone} with your new card, or tell us if you would rather pay another way.",
      ),
    },
    es: {
      subject: "Su tarjeta vence esta semana",
      body: lines(
        "Estimado/a {payer}:",
        "Su {card} vence al final de {card_expires}, en pocos días. Con ella se paga la membresía de {members}.",
        "Llámenos al {phone} con su tarjeta nueva, o díganos si prefiere pagar de otra forma.",
      ),
    },
  },
  card_request: {
    en: {
      subject: "We need a card for your membership",
      body: lines(
        "Dear {payer},",
        "{what_happened}",
        "Please give us a card that we may use, or tell us how you would like to pay {amount}.",
        "{how_to_pay}",
        "Thank you. If something is not right, call us at {phone}.",
      ),
    },
    es: {
      subject: "Necesitamos una tarjeta para su membresía",
      body: lines(
        "Estimado/a {payer}:",
        "{what_happened}",
        "Por favor denos una tarjeta que podamos usar, o díganos cómo desea pagar {amount}.",
        "{how_to_pay}",
        "Gracias. Si algo no está bien, llámenos al {phone}.",
      ),
    },
  },
  invoice_due_soon: {
    en: {
      subject: "Invoice {invoice} is due on {due_day}",
      body: lines(
        "Dear {payer},",
        "Invoice {invoice} is due on {due_day}. {amount} of it is open.",
        "{how_to_pay}",
        "If you have paid already, thank you, and please put this letter aside. If something is not right, call us at {phone}.",
      ),
    },
    es: {
      subject: "La factura {invoice} vence el {due_day}",
      body: lines(
        "Estimado/a {payer}:",
        "La factura {invoice} vence el {due_day}. Quedan por pagar {amount}.",
        "{how_to_pay}",
        "Si ya pagó, muchas gracias y no haga caso de esta carta. Si algo no está bien, llámenos al {phone}.",
      ),
    },
  },
  invoice_reminder: {
    en: {
      subject: "A reminder of invoice {invoice}",
      body: lines(
        "Dear {payer},",
        "Invoice {invoice} was due on {due_day}. {amount} of it is still open.",
        "{how_to_pay}",
        "If you have paid already, thank you, and please put this letter aside. If something is not right, call us at {phone}.",
      ),
    },
    es: {
      subject: "Recordatorio de la factura {invoice}",
      body: lines(
        "Estimado/a {payer}:",
        "La factura {invoice} venció el {due_day}. Quedan por pagar {amount}.",
        "{how_to_pay}",
        "Si ya pagó, muchas gracias y no haga caso de esta carta. Si algo no está bien, llámenos al {phone}.",
      ),
    },
  },
  ...partNoticeTexts,
  ...planNoticeTexts,
  ...eventNoticeTexts,
  ...recallNoticeTexts,
  package_given: {
    en: {
      subject: "Your package {package}",
      body: lines(
        "Dear {payer},",
        "{given}",
        "You need not do anything. If this is not what you wanted, call us at {phone}.",
      ),
    },
    es: {
      subject: "Su paquete {package}",
      body: lines(
        "Estimado/a {payer}:",
        "{given}",
        "No tiene que hacer nada. Si no es lo que usted quería, llámenos al {phone}.",
      ),
    },
  },
};
