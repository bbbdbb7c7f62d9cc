/**
 * The texts around papers and messages that a practice may write in its own words (DOC-8), in English
 * and Spanish. The letters themselves are in `domain/dunning`; `register.ts` holds both.
 */
import type { TextDefinition, TextGroup, TextWords } from "./definition.ts";

type Plain = Pick<TextDefinition, "name" | "where" | "fields"> & Partial<TextDefinition> & { readonly defaults: TextDefinition["defaults"] };

const plain = (group: TextGroup, text: Plain): TextDefinition => ({
  group,
  needed: [],
  hasSubject: false,
  mayBeEmpty: false,
  longestBody: 500,
  mostLines: null,
  notice: null,
  ...text,
});

const body = (...lines: string[]): TextWords => ({ subject: "", body: lines.join("\n") });

const ofPractice = { practice: "The practice’s name", phone: "The practice’s phone number" } as const;
const onStatement = { ...ofPractice, payer: "The payer’s name", amount: "What is to be paid" } as const;

const byAge = (days: number, en: string, es: string): TextDefinition =>
  plain("Statements and receipts", {
    name: `Statement: older than ${days} days`,
    where: `On a statement whose oldest open amount is more than ${days} days old`,
    fields: onStatement,
    mayBeEmpty: true,
    defaults: { en: body(en), es: body(es) },
  });

export const plainTexts = {
  "letter.how_to_pay": plain("Every letter", {
    name: "How to pay",
    where: "In every letter that asks for a payment, where it has the field {how_to_pay}, and on its slip",
    fields: ofPractice,
    longestBody: 300,
    defaults: {
      en: body("You can pay at our front desk, or with a check by mail. By phone you reach us at {phone}."),
      es: body("Puede pagar en nuestra recepción, o con un cheque por correo. Por teléfono nos encuentra en el {phone}."),
    },
  }),
  "letter.goodbye": plain("Every letter", {
    name: "Closing of a letter",
    where: "Below every letter, above the practice’s name",
    fields: {},
    longestBody: 80,
    mostLines: 1,
    defaults: { en: body("With kind regards,"), es: body("Atentamente,") },
  }),
  "statement.message": plain("Statements and receipts", {
    name: "Message on every statement",
    where: "On every statement, above what is said by the age of the debt",
    fields: onStatement,
    mayBeEmpty: true,
    defaults: { en: body(""), es: body("") },
  }),
  "statement.over_30": byAge(
    30,
    "Part of this balance is more than 30 days old. Please send your payment, or call us if something is not right.",
    "Una parte de este saldo tiene más de 30 días. Por favor envíe su pago, o llámenos si algo no está bien.",
  ),
  "statement.over_60": byAge(
    60,
    "Part of this balance is more than 60 days old. Please pay it now, or call us so that we can agree on a plan.",
    "Una parte de este saldo tiene más de 60 días. Por favor páguela ahora, o llámenos para acordar un plan.",
  ),
  "statement.over_90": byAge(
    90,
    "Part of this balance is more than 90 days old. Please call us this week.",
    "Una parte de este saldo tiene más de 90 días. Por favor llámenos esta semana.",
  ),
  "payment.ways": plain("Statements and receipts", {
    name: "Ways to pay",
    where: "On the slip of statements and invoices with something to pay; each line is a way",
    fields: ofPractice,
    mayBeEmpty: true,
    longestBody: 220,
    mostLines: 4,
    defaults: {
      en: body("Send a check with the slip below in the enclosed envelope.", "Pay at our front desk.", "Pay by card over the phone: {phone}."),
      es: body("Envíe un cheque con este talón en el sobre adjunto.", "Pague en nuestra recepción.", "Pague con tarjeta por teléfono: {phone}."),
    },
  }),
  "receipt.how_to_cancel": plain("Statements and receipts", {
    name: "Receipt: how to cancel",
    where: "On receipts of membership dues",
    fields: ofPractice,
    mayBeEmpty: true,
    longestBody: 400,
    defaults: {
      en: body("Tell the front desk when you want to cancel. You can also call {phone}. The membership ends with the paid period."),
      es: body("Dígalo en recepción cuando quiera cancelar. También puede llamar al {phone}. La membresía termina con el periodo pagado."),
    },
  }),
  "invoice.note": plain("Statements and receipts", {
    name: "Note on every invoice",
    where: "Below the lines of an invoice",
    fields: { ...ofPractice, payer: "The payer’s name" },
    mayBeEmpty: true,
    defaults: { en: body(""), es: body("") },
  }),
  "invoice.void": plain("Statements and receipts", {
    name: "Invoice that is void",
    where: "On an invoice that was made void, in place of the note",
    fields: ofPractice,
    longestBody: 200,
    defaults: {
      en: body("This invoice is void. Nothing is owed on it."),
      es: body("Esta factura está anulada. No se debe nada por ella."),
    },
  }),
  "certificate.note": plain("Statements and receipts", {
    name: "Gift certificate: how it is used",
    where: "On a gift certificate, below its code",
    fields: ofPractice,
    mayBeEmpty: true,
    longestBody: 300,
    defaults: {
      en: body("Show this code when you pay. It can be used in parts and does not expire."),
      es: body("Muestre este código al pagar. Se puede usar por partes y no vence."),
    },
  }),
  "offer.greeting": plain("Offers and brochures", {
    name: "Plan offer: greeting",
    where: "On a plan offer, above what would have been saved",
    fields: { ...ofPractice, payer: "The payer’s name", plan: "The plan’s name" },
    mayBeEmpty: true,
    longestBody: 600,
    defaults: {
      en: body("Dear {payer},", "We looked at your visits of the last twelve months, and worked out what they would have cost on our plan {plan}."),
      es: body("Estimado/a {payer}:", "Miramos sus visitas de los últimos doce meses y calculamos lo que habrían costado con nuestro plan {plan}."),
    },
  }),
  "plan.not_insurance": plain("Offers and brochures", {
    name: "This is not insurance",
    where: "On every plan offer and brochure",
    fields: { practice: "The practice’s name" },
    longestBody: 300,
    defaults: {
      en: body("This is not insurance. It is a membership of {practice}, and is honored by this practice only."),
      es: body("Esto no es un seguro. Es una membresía de {practice}, válida solo en este consultorio."),
    },
  }),
  "brochure.headline": plain("Offers and brochures", {
    name: "Brochure: headline",
    where: "On the front of the brochure",
    fields: ofPractice,
    longestBody: 60,
    mostLines: 1,
    defaults: { en: body("Care you can plan on"), es: body("Cuidado con el que puede contar") },
  }),
  "brochure.promise": plain("Offers and brochures", {
    name: "Brochure: promise",
    where: "On the front of the brochure, below the headline",
    fields: ofPractice,
    mayBeEmpty: true,
    longestBody: 140,
    defaults: {
      en: body("Membership plans for people without insurance. One clear price, no claims, no surprises."),
      es: body("Planes de membresía para personas sin seguro. Un precio claro, sin trámites y sin sorpresas."),
    },
  }),
  "brochure.web": plain("Offers and brochures", {
    name: "Brochure: web address",
    where: "In the code on the back of the brochure; without one the code holds the telephone number",
    fields: {},
    mayBeEmpty: true,
    longestBody: 120,
    mostLines: 1,
    defaults: { en: body(""), es: body("") },
  }),
  "brochure.about": plain("Offers and brochures", {
    name: "Brochure: about the practice",
    where: "On the panel that folds in, the first that is read inside",
    fields: ofPractice,
    mayBeEmpty: true,
    longestBody: 600,
    defaults: {
      en: body(
        "Regular visits keep small things small. Our plans make them easy: what most people need in a year is included, and everything else costs less.",
        "There are no claims to fill in and no approvals to wait for. You know the price before you come.",
      ),
      es: body(
        "Las visitas regulares evitan que lo pequeño se haga grande. Nuestros planes lo hacen fácil: incluyen lo que la mayoría necesita en un año, y todo lo demás cuesta menos.",
        "No hay formularios que llenar ni autorizaciones que esperar. Usted sabe el precio antes de venir.",
      ),
    },
  }),
  "brochure.join": plain("Offers and brochures", {
    name: "Brochure: how to join",
    where: "Inside the brochure, beside the plans; each line is a step",
    fields: ofPractice,
    mayBeEmpty: true,
    longestBody: 400,
    mostLines: 5,
    defaults: {
      en: body("Choose the plan that fits you.", "Ask at our front desk, or call {phone}.", "Your membership begins the day you join."),
      es: body("Elija el plan que le convenga.", "Pregunte en recepción o llame al {phone}.", "Su membresía empieza el día en que se inscribe."),
    },
  }),
  "mail.document": plain("E-mail", {
    name: "Message with a document",
    where: "The lines of an e-mail that carries an invoice, a receipt, a statement or another document",
    fields: { ...ofPractice, payer: "The payer’s name", title: "What is attached, such as Invoice 41" },
    needed: [["title"]],
    hasSubject: true,
    longestBody: 1500,
    defaults: {
      en: {
        subject: "{title} from {practice}",
        body: "Dear {payer},\nAttached to this message: {title}.\nIf something is not right, answer this message. You can also call us at {phone}.",
      },
      es: {
        subject: "{title} de {practice}",
        body: "Estimado/a {payer}:\nAdjuntamos: {title}.\nSi algo no está bien, responda a este mensaje. También puede llamarnos al {phone}.",
      },
    },
  }),
  "mail.signature": plain("E-mail", {
    name: "Below every e-mail",
    where: "At the end of every message, in place of a letterhead",
    fields: { ...ofPractice, address: "The practice’s address, on lines of its own" },
    needed: [["practice"]],
    longestBody: 400,
    mostLines: 10,
    defaults: { en: body("{practice}", "{address}", "{phone}"), es: body("{practice}", "{address}", "{phone}") },
  }),
} as const satisfies Readonly<Record<string, TextDefinition>>;

export type PlainTextId = keyof typeof plainTexts;
