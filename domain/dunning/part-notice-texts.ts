/** The default words of letters about a drawn part of a payment plan (INV-6) in English and Spanish (DOC-8). */
import type { PartNotice } from "./notice-kinds.ts";
import type { NoticeText } from "./notice-text.ts";
import type { NoticeLanguage } from "./settings.ts";

const lines = (...paragraphs: string[]): string => paragraphs.join("\n");

export const partNoticeTexts: Readonly<Record<PartNotice, Readonly<Record<NoticeLanguage, NoticeText>>>> = {
  part_past_due: {
    en: {
      subject: "A payment of your payment plan",
      body: lines(
        "Dear {payer},",
        "{what_happened}",
        "Your payment plan goes on as before. Please pay {amount} within {grace_days} days, so that nothing falls behind.",
        "{how_to_pay}",
        "If you have paid already, thank you, and please put this letter aside. If something is not right, or if you need more time, call us at {phone}. We are glad to help.",
      ),
    },
    es: {
      subject: "Un pago de su plan de pagos",
      body: lines(
        "Estimado/a {payer}:",
        "{what_happened}",
        "Su plan de pagos sigue como antes. Por favor pague {amount} en los próximos {grace_days} días, para que nada se atrase.",
        "{how_to_pay}",
        "Si ya pagó, muchas gracias y no haga caso de esta carta. Si algo no está bien, o si necesita más tiempo, llámenos al {phone}. Con gusto le ayudamos.",
      ),
    },
  },
  part_second: {
    en: {
      subject: "A reminder: your payment plan",
      body: lines(
        "Dear {payer},",
        "{what_happened}",
        "{amount} of it is still open. Paying now costs nothing extra.",
        "{how_to_pay}",
        "If you have paid already, thank you. If you need more time, call us at {phone}. We will find a way.",
      ),
    },
    es: {
      subject: "Recordatorio: su plan de pagos",
      body: lines(
        "Estimado/a {payer}:",
        "{what_happened}",
        "Quedan por pagar {amount}. Pagar ahora no cuesta nada más.",
        "{how_to_pay}",
        "Si ya pagó, muchas gracias. Si necesita más tiempo, llámenos al {phone}. Encontraremos una solución.",
      ),
    },
  },
  part_third: {
    en: {
      subject: "Your payment plan is behind",
      body: lines(
        "Dear {payer},",
        "{what_happened}",
        "Until {amount} is paid, the later payments of the plan wait. Please take care of it, so that the plan can go on.",
        "{how_to_pay}",
        "If you have paid already, thank you. If something is not right, call us at {phone}.",
      ),
    },
    es: {
      subject: "Su plan de pagos está atrasado",
      body: lines(
        "Estimado/a {payer}:",
        "{what_happened}",
        "Mientras no se paguen {amount}, los demás pagos del plan esperan. Por favor ocúpese de ello, para que el plan continúe.",
        "{how_to_pay}",
        "Si ya pagó, muchas gracias. Si algo no está bien, llámenos al {phone}.",
      ),
    },
  },
  part_final: {
    en: {
      subject: "Before we stop asking your card",
      body: lines(
        "Dear {payer},",
        "This is our last letter about this payment. {what_happened}",
        "If it does not go through, we stop asking the card, and what is open of invoice {invoice} waits for you at our front desk.",
        "{how_to_pay}",
        "Please call us at {phone} if we can help, or if another plan would suit you better.",
      ),
    },
    es: {
      subject: "Antes de dejar de usar su tarjeta",
      body: lines(
        "Estimado/a {payer}:",
        "Esta es nuestra última carta sobre este pago. {what_happened}",
        "Si no es aprobado, dejaremos de usar la tarjeta, y lo que queda de la factura {invoice} le espera en nuestra recepción.",
        "{how_to_pay}",
        "Llámenos al {phone} si podemos ayudarle, o si otro plan le conviene más.",
      ),
    },
  },
};
