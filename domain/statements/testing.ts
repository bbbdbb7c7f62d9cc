/** Invented documents for the tests of printing: one careful family, changed by each test as it needs. */
import { signatureSheet } from "../agreements/signature.ts";
import { asId, type PlanVersionId } from "../identity.ts";
import type { AgreementData } from "./agreement-data.ts";
import type {
  CalibrationData,
  InvoiceData,
  NoticeData,
  PrintSetup,
  ReceiptData,
  StatementData,
  StatementLine,
} from "./document-data.ts";
import type { EnvelopeName, PaperName } from "./envelope.ts";
import { noNudge } from "./nudge.ts";
import { addDays, toDay } from "../calendar.ts";
import { addCents, toCents } from "../money.ts";

export function sampleSetup(
  envelope: EnvelopeName = "single-10",
  paper: PaperName = "letter",
): PrintSetup {
  return {
    paper,
    envelope,
    addressWindow: null,
    nudge: noNudge,
    locale: "en-US",
    currency: { code: "USD", decimals: 2, symbol: "$" },
    training: false,
  };
}

export const letterhead = {
  name: "Alder Street Dental",
  addressLines: ["214 Alder Street, Suite 3", "Springfield, MA 01103"],
  phone: "(413) 555-0142",
  email: "desk@alderstreetdental.example",
  taxId: "04-3551207",
};

export const recipient = {
  name: "Rosa Lee",
  addressLines: ["1872 Maple Avenue, Apt 4B", "Springfield, MA 01109"],
};

const paymentOptions = [
  "Check to Alder Street Dental, with this slip",
  "Card or bank by telephone: (413) 555-0142",
  "At the front desk, Monday to Friday, 8 to 5",
];

/** A family's statement of one month; closing, aging and amount due follow from the lines given. */
export function sampleStatement(changes: Partial<StatementData> = {}): StatementData {
  const lines = changes.lines ?? familyLines;
  const payments = changes.payments ?? [
    { on: toDay("2026-10-28"), description: "Check 1043", amountCents: toCents(7400) },
  ];
  const openingCents = changes.openingCents ?? toCents(7400);
  const closingCents = addCents(
    openingCents,
    ...lines.map((line) => line.chargeCents - line.creditCents),
    ...payments.map((payment) => -payment.amountCents),
  );
  const owed = toCents(Math.max(0, closingCents));
  return {
    setup: sampleSetup(),
    letterhead,
    recipient,
    householdNumber: "1042",
    statementOn: toDay("2026-11-10"),
    fromOn: toDay("2026-10-11"),
    throughOn: toDay("2026-11-10"),
    aging: {
      days0to30Cents: owed,
      days31to60Cents: toCents(0),
      days61to90Cents: toCents(0),
      over90Cents: toCents(0),
    },
    unusedCreditCents: toCents(0),
    walletCents: toCents(0),
    amountDueCents: owed,
    dueOn: toDay("2026-12-01"),
    messages: {
      days0to30: "Thank you for keeping your account current.",
      days31to60: "Part of your balance is more than 30 days old. Please send your payment today.",
      days61to90:
        "Part of your balance is more than 60 days old. Please call us to arrange a plan.",
      over90: "Part of your balance is more than 90 days old. Please call us this week.",
    },
    note: "",
    paymentOptions,
    ...changes,
    lines,
    payments,
    openingCents,
    closingCents: changes.closingCents ?? closingCents,
  };
}

const familyLines: readonly StatementLine[] = [
  line("2026-10-31", "Rosa Lee", "Adult plan, dues Oct 31 – Nov 29", 3700),
  line("2026-11-03", "Rosa Lee", "D1110 Adult cleaning (in plan)", 9500, 9500),
  line("2026-10-31", "Ben Lee", "Adult plan, dues Oct 31 – Nov 29", 3700),
  line("2026-11-05", "Ben Lee", "D2391 Filling, one surface", 18500, 2775),
  line("2026-10-31", "Mia Lee", "Child plan, dues Oct 31 – Nov 29", 1995),
  line("2026-11-08", null, "Returned check fee", 2500),
];

function line(
  on: string,
  patientName: string | null,
  description: string,
  chargeCents: number,
  creditCents = 0,
): StatementLine {
  return {
    on: toDay(on),
    patientName,
    description,
    chargeCents: toCents(chargeCents),
    creditCents: toCents(creditCents),
  };
}

/** A statement with this many charges, spread over three members. */
export function longStatement(lines: number, changes: Partial<StatementData> = {}): StatementData {
  const members = ["Rosa Lee", "Ben Lee", "Mia Lee"];
  return sampleStatement({
    fromOn: toDay("2026-01-01"),
    lines: Array.from({ length: lines }, (_, index) => ({
      on: addDays(toDay("2026-01-01"), index % 300),
      patientName: members[Math.floor((index * members.length) / lines)] ?? null,
      description: `Visit ${index + 1} of the year`,
      chargeCents: toCents(1000 + index),
      creditCents: toCents(0),
    })),
    ...changes,
  });
}

export function sampleReceipt(changes: Partial<ReceiptData> = {}): ReceiptData {
  return {
    setup: sampleSetup(),
    letterhead,
    recipient,
    householdNumber: "1042",
    receiptNumber: "R-20815",
    paidOn: toDay("2026-10-31"),
    lines: [
      {
        patientName: "Rosa Lee",
        description: "Adult plan, monthly",
        period: { fromOn: toDay("2026-10-31"), throughOn: toDay("2026-11-29") },
        kind: "dues",
        amountCents: toCents(3700),
        taxCents: toCents(0),
      },
      {
        patientName: "Mia Lee",
        description: "Child plan, monthly",
        period: { fromOn: toDay("2026-10-31"), throughOn: toDay("2026-11-29") },
        kind: "dues",
        amountCents: toCents(1995),
        taxCents: toCents(0),
      },
      {
        patientName: "Ben Lee",
        description: "Whitening kit",
        period: null,
        kind: "service",
        amountCents: toCents(9000),
        taxCents: toCents(799),
      },
    ],
    tenders: [{ label: "Visa", reference: "4242", isCard: true, amountCents: toCents(15494) }],
    toCreditCents: toCents(0),
    changeCents: toCents(0),
    balanceAfterCents: toCents(0),
    nextDraw: { on: toDay("2026-11-30"), amountCents: toCents(5695) },
    howToCancel:
      "Tell us at least 3 days before the next draw: at the desk, by telephone, or by a note to the address above.",
    ...changes,
  };
}

export function sampleInvoice(changes: Partial<InvoiceData> = {}): InvoiceData {
  return {
    setup: sampleSetup(),
    letterhead,
    recipient,
    householdNumber: "1042",
    invoiceNumber: "10233",
    revision: 0,
    issuedOn: toDay("2026-11-05"),
    dueOn: toDay("2026-12-05"),
    lines: [
      {
        on: toDay("2026-11-05"),
        patientName: "Ben Lee",
        providerName: "Dr. Ana Ruiz",
        description: "D2391 Filling, one surface",
        quantity: 1,
        unitPriceCents: toCents(18500),
        discounts: [
          { label: "Plan price, 15 % off", cents: toCents(2775) },
          { label: "Coupon FALL, 10 % off", cents: toCents(1573) },
        ],
        taxCents: toCents(0),
      },
      {
        on: toDay("2026-11-05"),
        patientName: "Ben Lee",
        providerName: null,
        description: "Toothbrush heads, pack of four",
        quantity: 2,
        unitPriceCents: toCents(4500),
        discounts: [],
        taxCents: toCents(799),
      },
    ],
    totalCents: toCents(23951),
    paidCents: toCents(10000),
    creditedCents: toCents(0),
    balanceCents: toCents(13951),
    note: "Thank you for your visit. Please keep this invoice for your records.",
    paymentOptions,
    ...changes,
  };
}

export function sampleCalibration(setup: PrintSetup = sampleSetup()): CalibrationData {
  return { setup, letterhead, printerName: "Front desk laser", madeOn: toDay("2026-11-22") };
}

/** A letter to a family about a missed payment, in the words that ship. */
export function sampleNotice(changes: Partial<NoticeData> = {}): NoticeData {
  return {
    setup: sampleSetup(),
    letterhead,
    recipient,
    householdNumber: "1042",
    datedOn: toDay("2026-12-26"),
    subject: "Your membership ends on Jan 2, 2027",
    body: [
      "Dear Rosa Lee,",
      "This is our last letter before the membership of Rosa Lee and Ben Lee ends. On Dec 5, 2026 we asked your bank for the membership payment of $74.00 for Rosa Lee and Ben Lee with your Visa ending in 4242, and it did not go through.",
      "If we receive $74.00 before Jan 2, 2027, the membership goes on and nothing else is owed for it.",
      "If not, the membership ends on Jan 2, 2027. Coming back later would cost a reactivation fee of $372.00.",
      "You can pay at our front desk, by phone at (413) 555-0142, or with a check and the slip below.",
      "We would be sorry to see you go. Please call us at (413) 555-0142 if we can help.",
    ].join("\n"),
    pay: { amountCents: toCents(7400), byOn: toDay("2027-01-01"), invoiceNumber: "2042" },
    paymentOptions,
    ...changes,
  };
}

/** An agreement as a mother signs it for her daughter, on the screen. */
export function sampleAgreement(changes: Partial<AgreementData> = {}): AgreementData {
  return {
    setup: sampleSetup(),
    letterhead,
    recipient,
    householdNumber: "1042",
    datedOn: toDay("2026-11-22"),
    text: [
      "Membership agreement between Alder Street Dental, 214 Alder Street, Suite 3, Springfield, MA 01103, and Mia Lee.",
      "Included:\n• Cleanings: 2 a benefit year\n• Examinations: 2 a benefit year",
      "This is not insurance. This membership is an agreement between you and Alder Street Dental for the services listed above, at the prices listed above.",
    ].join("\n\n"),
    fingerprint: "9f2c".repeat(16),
    agreed: {
      patientName: "Mia Lee",
      planName: "Child membership",
      planVersionId: asId<PlanVersionId>(7),
      termsSha256: "ab12".repeat(16),
      priceCents: toCents(2500),
      periodMonths: 1,
      activationFeeCents: toCents(4900),
      startOn: toDay("2026-11-22"),
      drawDay: 5,
    },
    signed: {
      signer: "Rosa Lee",
      signature: {
        kind: "drawn",
        ...signatureSheet,
        strokes: [
          [80, 300, 120, 120, 180, 60, 240, 120, 180, 190, 120, 200, 260, 300],
          [320, 240, 360, 210, 400, 240, 360, 280, 320, 244],
          [600, 80, 600, 300, 760, 300],
        ],
      },
      signedOn: toDay("2026-11-22"),
      time: "10:42",
      workstation: "Front desk",
      staffName: "Ana Ruiz",
    },
    ...changes,
  };
}
