/** The fixed words of the documents, by language (DOC-8 ships English and Spanish). */
import { withOwnWords, type OwnWords } from "../texts/own-words.ts";
import type { LetterKind, Recipient } from "./document-data.ts";

export type DocumentWords = {
  readonly statement: string;
  readonly statements: string;
  readonly receipt: string;
  readonly invoice: string;
  readonly creditNote: string;
  readonly creditNoteNumber: string;
  readonly toInvoice: string;
  readonly reason: string;
  readonly givenBack: string;
  readonly offInvoice: string;
  readonly keptAsCredit: string;
  readonly comesOffInvoice: string;
  readonly notice: string;
  readonly letters: string;
  readonly labels: string;
  readonly toPay: string;
  readonly payBy: string;
  readonly goodbye: string;
  readonly calibration: string;
  readonly household: string;
  readonly statementDate: string;
  readonly period: string;
  readonly page: string;
  readonly of: string;
  readonly phone: string;
  readonly email: string;
  readonly taxId: string;
  readonly previousBalance: string;
  readonly previousCredit: string;
  readonly charges: string;
  readonly credits: string;
  readonly creditsAndPayments: string;
  readonly payments: string;
  readonly balance: string;
  readonly creditBalance: string;
  readonly amountDue: string;
  readonly nothingDue: string;
  readonly dueBy: string;
  readonly onReceipt: string;
  readonly aging: string;
  readonly days0to30: string;
  readonly days31to60: string;
  readonly days61to90: string;
  readonly over90: string;
  readonly unusedCredit: string;
  readonly wallet: string;
  readonly date: string;
  readonly description: string;
  readonly patient: string;
  readonly payment: string;
  readonly refund: string;
  readonly wholeHousehold: string;
  readonly noActivity: string;
  readonly endingBalance: string;
  readonly endingCredit: string;
  readonly detach: string;
  readonly payTo: string;
  readonly waysToPay: string;
  readonly amountEnclosed: string;
  readonly scanNote: string;
  /** The mark over every training document, by kind (F-20). */
  readonly notReal: { readonly [Kind in LetterKind]: string };
  readonly receiptNumber: string;
  readonly paidOn: string;
  readonly dues: string;
  readonly services: string;
  readonly prepaid: string;
  readonly covers: string;
  readonly tax: string;
  readonly total: string;
  readonly subtotal: string;
  readonly totalPaid: string;
  readonly paidWith: string;
  readonly endingIn: string;
  readonly toCredit: string;
  readonly change: string;
  readonly balanceAfter: string;
  readonly creditAfter: string;
  readonly nextDraw: string;
  readonly howToCancel: string;
  readonly questions: string;
  readonly invoiceNumber: string;
  readonly revision: string;
  readonly invoiceDate: string;
  readonly quantity: string;
  readonly price: string;
  readonly amount: string;
  readonly discounts: string;
  readonly paid: string;
  readonly credited: string;
  readonly balanceDue: string;
  readonly thankYou: string;
  readonly envelope: string;
  readonly printer: string;
  readonly nudgeInUse: string;
  readonly foldHere: string;
  readonly perforationHere: string;
  readonly windowShows: string;
  readonly addressKeepsTo: string;
  readonly sampleRecipient: Recipient;
  readonly calibrationSteps: readonly string[];
};

const english: DocumentWords = {
  statement: "Statement",
  statements: "Statements",
  receipt: "Receipt",
  invoice: "Invoice",
  creditNote: "Credit note",
  creditNoteNumber: "Credit note",
  toInvoice: "For invoice",
  reason: "Reason",
  givenBack: "Given back",
  offInvoice: "Comes off the invoice",
  keptAsCredit: "Kept as your credit",
  comesOffInvoice: "Nothing needs to be paid for this.",
  notice: "Letter",
  letters: "Letters",
  labels: "Mailing labels",
  toPay: "To pay",
  payBy: "Please pay by",
  goodbye: "With kind regards,",
  calibration: "Envelope and printer test",
  household: "Account",
  statementDate: "Statement date",
  period: "Period",
  page: "Page",
  of: "of",
  phone: "Phone",
  email: "E-mail",
  taxId: "Tax ID",
  previousBalance: "Previous balance",
  previousCredit: "Previous credit",
  charges: "Charges",
  credits: "Credits",
  creditsAndPayments: "Credits",
  payments: "Payments",
  balance: "Balance",
  creditBalance: "Credit balance",
  amountDue: "Amount due",
  nothingDue: "Nothing to pay",
  dueBy: "Due by",
  onReceipt: "on receipt",
  aging: "Age of what is open",
  days0to30: "0–30 days",
  days31to60: "31–60 days",
  days61to90: "61–90 days",
  over90: "Over 90 days",
  unusedCredit: "Unused credit",
  wallet: "Wallet",
  date: "Date",
  description: "Description",
  patient: "Patient",
  payment: "Payment",
  refund: "Refund",
  wholeHousehold: "Whole household",
  noActivity: "No charges or payments in this period.",
  endingBalance: "Balance on",
  endingCredit: "Credit balance on",
  detach: "Please detach and return with your payment",
  payTo: "Make checks payable to",
  waysToPay: "Ways to pay",
  amountEnclosed: "Amount enclosed",
  scanNote: "For office use",
  notReal: {
    statement: "TRAINING – not a real statement",
    receipt: "TRAINING – not a real receipt",
    invoice: "TRAINING – not a real invoice",
    credit_note: "TRAINING – not a real credit note",
    desk_paper: "TRAINING – not a real document",
    notice: "TRAINING – not a real letter",
    calibration: "TRAINING",
    agreement: "TRAINING – not a real agreement",
    scan: "TRAINING",
    labels: "TRAINING – do not mail",
    plan_offer: "TRAINING – not a real offer",
    brochure: "TRAINING",
    yearly_statement: "TRAINING – not a real statement",
  },
  receiptNumber: "Receipt",
  paidOn: "Paid on",
  dues: "Membership dues",
  services: "Services",
  prepaid: "Prepayments",
  covers: "covers",
  tax: "Tax",
  total: "Total",
  subtotal: "Subtotal",
  totalPaid: "Total paid",
  paidWith: "Paid with",
  endingIn: "ending in",
  toCredit: "Kept as credit on the account",
  change: "Change given",
  balanceAfter: "Balance after this payment",
  creditAfter: "Credit after this payment",
  nextDraw: "Next draw",
  howToCancel: "How to cancel",
  questions: "Questions?",
  invoiceNumber: "Invoice",
  revision: "revision",
  invoiceDate: "Invoice date",
  quantity: "Qty",
  price: "Price",
  amount: "Amount",
  discounts: "Discounts",
  paid: "Paid",
  credited: "Credited",
  balanceDue: "Balance due",
  thankYou: "Thank you.",
  envelope: "Envelope",
  printer: "Printer",
  nudgeInUse: "Nudge right / down",
  foldHere: "First fold",
  perforationHere: "Second fold and perforation",
  windowShows: "The window can show this area",
  addressKeepsTo: "The address keeps to this area",
  sampleRecipient: {
    name: "Alex Sample",
    addressLines: ["1234 Example Avenue, Unit 5", "Springfield, MA 01103"],
  },
  calibrationSteps: [
    "Print this page at 100 %, without “fit to page”.",
    "Measure the two rulers: 100 mm must be 100 mm. If not, turn off scaling in the printer’s settings.",
    "Measure from the sheet’s left edge to the cross, and from its top edge: both must be 10 mm.",
    "Where they differ, set the nudge of this printer in steps of {step} mm: right and down are positive.",
    "Fold at the two marks, slide the sheet into an envelope, and tap it left, right, up and down: the sample address stays in the window with air around it, and nothing else shows.",
  ],
};

const spanish: DocumentWords = {
  statement: "Estado de cuenta",
  statements: "Estados de cuenta",
  receipt: "Recibo",
  invoice: "Factura",
  creditNote: "Nota de crédito",
  creditNoteNumber: "Nota de crédito",
  toInvoice: "Para la factura",
  reason: "Motivo",
  givenBack: "Devuelto",
  offInvoice: "Se descuenta de la factura",
  keptAsCredit: "Queda como su crédito",
  comesOffInvoice: "No hay nada que pagar por esto.",
  notice: "Carta",
  letters: "Cartas",
  labels: "Etiquetas postales",
  toPay: "Por pagar",
  payBy: "Pague a más tardar el",
  goodbye: "Atentamente,",
  calibration: "Prueba de sobre e impresora",
  household: "Cuenta",
  statementDate: "Fecha",
  period: "Periodo",
  page: "Página",
  of: "de",
  phone: "Teléfono",
  email: "Correo",
  taxId: "N.º fiscal",
  previousBalance: "Saldo anterior",
  previousCredit: "Saldo anterior a favor",
  charges: "Cargos",
  credits: "Abonos",
  creditsAndPayments: "Abonos",
  payments: "Pagos",
  balance: "Saldo",
  creditBalance: "Saldo a favor",
  amountDue: "Importe a pagar",
  nothingDue: "Nada que pagar",
  dueBy: "Vence el",
  onReceipt: "al recibirlo",
  aging: "Antigüedad de lo pendiente",
  days0to30: "0–30 días",
  days31to60: "31–60 días",
  days61to90: "61–90 días",
  over90: "Más de 90 días",
  unusedCredit: "Crédito sin usar",
  wallet: "Monedero",
  date: "Fecha",
  description: "Descripción",
  patient: "Paciente",
  payment: "Pago",
  refund: "Reembolso",
  wholeHousehold: "Toda la familia",
  noActivity: "No hay cargos ni pagos en este periodo.",
  endingBalance: "Saldo al",
  endingCredit: "Saldo a favor al",
  detach: "Desprenda y devuelva esta parte con su pago",
  payTo: "Cheques a nombre de",
  waysToPay: "Formas de pago",
  amountEnclosed: "Importe adjunto",
  scanNote: "Para uso de la oficina",
  notReal: {
    statement: "PRÁCTICA – no es un estado de cuenta real",
    receipt: "PRÁCTICA – no es un recibo real",
    invoice: "PRÁCTICA – no es una factura real",
    credit_note: "PRÁCTICA – no es una nota de crédito real",
    desk_paper: "PRÁCTICA – no es un documento real",
    notice: "PRÁCTICA – no es una carta real",
    calibration: "PRÁCTICA",
    agreement: "PRÁCTICA – no es un acuerdo real",
    scan: "PRÁCTICA",
    labels: "PRÁCTICA – no enviar",
    plan_offer: "PRÁCTICA – no es una oferta real",
    brochure: "PRÁCTICA",
    yearly_statement: "PRÁCTICA – no es un estado de cuenta real",
  },
  receiptNumber: "Recibo",
  paidOn: "Pagado el",
  dues: "Cuotas de membresía",
  services: "Servicios",
  prepaid: "Pagos por adelantado",
  covers: "cubre",
  tax: "Impuesto",
  total: "Total",
  subtotal: "Subtotal",
  totalPaid: "Total pagado",
  paidWith: "Pagado con",
  endingIn: "terminada en",
  toCredit: "Queda como crédito en la cuenta",
  change: "Cambio entregado",
  balanceAfter: "Saldo después de este pago",
  creditAfter: "Saldo a favor después de este pago",
  nextDraw: "Próximo cobro",
  howToCancel: "Cómo cancelar",
  questions: "¿Preguntas?",
  invoiceNumber: "Factura",
  revision: "revisión",
  invoiceDate: "Fecha de la factura",
  quantity: "Cant.",
  price: "Precio",
  amount: "Importe",
  discounts: "Descuentos",
  paid: "Pagado",
  credited: "Abonado",
  balanceDue: "Saldo pendiente",
  thankYou: "Gracias.",
  envelope: "Sobre",
  printer: "Impresora",
  nudgeInUse: "Ajuste derecha / abajo",
  foldHere: "Primer pliegue",
  perforationHere: "Segundo pliegue y perforado",
  windowShows: "La ventana puede mostrar esta zona",
  addressKeepsTo: "La dirección se queda en esta zona",
  sampleRecipient: {
    name: "Alex Ejemplo",
    addressLines: ["1234 Example Avenue, Unit 5", "Springfield, MA 01103"],
  },
  calibrationSteps: [
    "Imprima esta página al 100 %, sin «ajustar a la página».",
    "Mida las dos reglas: 100 mm deben ser 100 mm. Si no, desactive la escala en la impresora.",
    "Mida desde el borde izquierdo de la hoja hasta la cruz, y desde el borde superior: ambos deben ser 10 mm.",
    "Si no coinciden, ponga el ajuste de esta impresora en pasos de {step} mm: derecha y abajo son positivos.",
    "Doble por las dos marcas, meta la hoja en un sobre y sacúdala hacia los cuatro lados: la dirección de ejemplo queda en la ventana con aire alrededor, y no se ve nada más.",
  ],
};

/** The words for a locale, the practice's own before those that ship; languages without their own words read English. */
export function documentWords(locale: string, own?: OwnWords): DocumentWords {
  const language = documentLanguage(locale);
  return withOwnWords(language === "es" ? spanish : english, "document", language, own);
}

/** The language that the words are in, for the PDF's own language mark. */
export function documentLanguage(locale: string): "en" | "es" {
  return locale.toLowerCase().split("-")[0] === "es" ? "es" : "en";
}
