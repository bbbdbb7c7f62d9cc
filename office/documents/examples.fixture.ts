/**
 * One example of every kind of document (DOC-1), about a person whose name is given: what it is made
 * from, and what its page must say. A new kind does not compile before it has one here.
 */
import { toDay } from "#domain/calendar.ts";
import { emptyTrackerFilter } from "#domain/invoices/tracker-query.ts";
import { helpExample } from "#domain/help/example.fixture.ts";
import { labelSheets } from "#domain/labels/label-sheets.ts";
import { toCents } from "#domain/money.ts";
import { offerTerms } from "#domain/plan-offer/plan-offer.fixture.ts";
import { planOffer } from "#domain/plan-offer/plan-offer.ts";
import { sampleReport } from "#domain/reports/report.fixture.ts";
import type { DocumentKind, DocumentKinds } from "#domain/statements/document-data.ts";
import { sampleSheet, samplePlan } from "#domain/statements/household-sheet.fixture.ts";
import { letterhead, sampleAgreement, sampleCalibration, sampleInvoice, sampleNotice, sampleReceipt, sampleSetup, sampleStatement } from "#domain/statements/testing.ts";
import { includedService, sampleYear } from "#domain/yearly-statements/yearly.fixture.ts";
import { greyPng } from "./grey-png.fixture.ts";

export type Example<K extends DocumentKind> = {
  readonly make: (name: string) => DocumentKinds[K];
  /** The beginning of the file's title. */
  readonly title: string;
  /** What stands on the page besides the name. */
  readonly says: readonly string[];
  /** Nobody's name stands on a test page, in a brochure or around a picture. */
  readonly isNameless?: true;
};

const setup = sampleSetup();
const day = toDay("2026-11-22");
const to = (name: string) => ({ name, addressLines: ["1872 Maple Avenue, Apt 4B", "Springfield, MA 01109"] });

export const examples: { readonly [K in DocumentKind]: Example<K> } = {
  statement: {
    make: (name) => sampleStatement({ recipient: to(name) }),
    title: "Statement",
    says: ["Amount due $276.20", "D2391 Filling, one surface 185.00 27.75", "Balance on Nov 10, 2026 $276.20"],
  },
  receipt: { make: (name) => sampleReceipt({ recipient: to(name) }), title: "Receipt", says: ["Total paid $154.94", "Visa ending in 4242", "Next draw Nov 30, 2026 · $56.95"] },
  invoice: {
    make: (name) =>
      sampleInvoice({
        recipient: to(name),
        plan: {
          payBy: "desk",
          isSigned: true,
          parts: [
            { on: toDay("2026-12-05"), cents: toCents(7000), paidCents: toCents(7000) },
            { on: toDay("2027-01-05"), cents: toCents(6951), paidCents: toCents(1000) },
          ],
        },
      }),
    title: "Invoice",
    says: ["Total $239.51", "Balance due $139.51", "Payment plan: 2 payments", "Dec 5, 2026 70.00 Paid", "Jan 5, 2027 69.51 10.00 paid, 59.51 open"],
  },
  credit_note: {
    make: (name) => ({
      setup,
      letterhead,
      recipient: to(name),
      householdNumber: "12",
      creditNoteNumber: "3",
      invoiceNumber: "1042",
      notedOn: day,
      reason: "Half done",
      lines: [{ on: toDay("2026-11-20"), patientName: name, providerName: "Dr. Ana", description: "Cleaning", netCents: toCents(4500) }],
      taxCents: toCents(400),
      totalCents: toCents(4900),
      toCreditCents: toCents(900),
      offInvoiceCents: toCents(4000),
    }),
    title: "Credit note",
    says: ["Given back $49.00", "Reason: Half done", "Kept as your credit $9.00"],
  },
  desk_paper: {
    make: (name) => ({
      setup,
      letterhead,
      recipient: to(name),
      datedOn: day,
      heading: "Payment plan",
      reference: "Invoice 1042",
      facts: [{ label: "Signed", value: "Not yet" }],
      banner: "",
      sections: [{ name: "2 payments, every month", rows: [{ on: toDay("2026-12-05"), text: "Payment 1", detail: "10.00 paid, 15.00 open", cents: toCents(2500) }] }],
      total: { label: "Total of the plan", cents: toCents(5000) },
      settled: [{ label: "Paid so far", cents: toCents(1000) }],
      notes: ["No interest and no charge is added."],
      signers: [name],
    }),
    title: "Payment plan",
    says: ["Payment 1 10.00 paid, 15.00 open", "Total of the plan $50.00", "Signed Not yet"],
  },
  notice: { make: (name) => sampleNotice({ recipient: to(name) }), title: "Letter", says: ["Your membership ends on Jan 2, 2027", "$74.00"] },
  calibration: { make: () => sampleCalibration(), title: "Envelope and printer test", says: ["Front desk laser"], isNameless: true },
  agreement: {
    make: (name) => {
      const sample = sampleAgreement();
      return { agreements: [{ ...sample, recipient: to(name), agreed: { ...sample.agreed, patientName: name } }] };
    },
    title: "Agreement",
    says: ["This is not insurance.", "$25.00 a month", "before Ana Ruiz"],
  },
  scan: {
    make: () => ({ setup, letterhead, title: "Signed agreement", datedOn: day, picture: { kind: "png", bytes: greyPng(200, 260) } }),
    title: "Signed agreement",
    says: [],
    isNameless: true,
  },
  labels: {
    make: (name) => ({ setup, letterhead, madeOn: day, sheet: labelSheets["avery-5160"], startAt: 1, addresses: [to(name), to("Ben Lee")] }),
    title: "Mailing labels",
    says: ["Ben Lee", "Springfield, MA 01109"],
  },
  plan_offer: {
    make: (name) => {
      const members = [{ patientId: 1, name, activationPaidOn: null }];
      return {
        setup,
        letterhead,
        recipient: to(name),
        householdNumber: "1042",
        datedOn: day,
        planName: "Adult",
        periodMonths: 1,
        members,
        fromOn: toDay("2025-11-23"),
        throughOn: day,
        offer: planOffer({ terms: offerTerms, planId: 1, periodMonths: 1, members, fromOn: toDay("2025-11-23"), visits: [], running: [], feesCharged: 0 }),
        greeting: "This is what the plan would have meant for you.",
        notInsurance: "This is not insurance.",
      };
    },
    title: "Plan offer",
    says: ["This is not insurance.", "37.00"],
  },
  brochure: {
    make: () => ({
      setup,
      letterhead,
      madeOn: day,
      plans: [offerTerms],
      serviceNames: {},
      headline: "A plan for your smile",
      promise: "Simple care, one price.",
      about: ["We are here for you."],
      join: ["Call us."],
      notInsurance: ["This is not insurance."],
      code: { kind: "web", text: "https://alderstreetdental.example", shown: "alderstreetdental.example" },
    }),
    title: "Brochure of plans",
    says: ["A plan for your smile", "$37.00", "This is not insurance."],
    isNameless: true,
  },
  yearly_statement: {
    make: (name) => ({ ...sampleYear({ included: [includedService({ patientName: name })] }), recipient: to(name) }),
    title: "Yearly statement 2026",
    says: ["Paid in 2026", "Total 683.40 124.00 185.00 −37.00 $967.40", "Mar 10, 2026 D1110 Adult cleaning", "95.00 0.00", "Tax ID 04-3551207", "For the practice"],
  },
  invoice_list: {
    make: (name) => ({
      setup,
      practiceName: "Alder Street Dental",
      madeOn: day,
      madeBy: "Ana Ruiz",
      filter: emptyTrackerFilter,
      whose: "",
      provider: "",
      isSelection: false,
      rows: [
        {
          number: 1042,
          invoicedOn: toDay("2026-11-02"),
          patientName: name,
          payerName: "Lee, Rosa",
          dueOn: toDay("2026-11-17"),
          status: "overdue",
          totalCents: toCents(123_450),
          paidCents: toCents(3450),
          balanceCents: toCents(120_000),
        },
      ],
      totals: { totalCents: toCents(123_450), paidCents: toCents(3450), balanceCents: toCents(120_000) },
    }),
    title: "Invoices",
    says: ["Overdue", "1,234.50 34.50 1,200.00"],
  },
  household_sheet: {
    make: (name) => sampleSheet({ members: [{ name, age: 42, isPayer: true, plans: [samplePlan()] }] }),
    title: "Household sheet",
    says: ["Cleanings: 1 of 2, until Jun 4, 2027", "$37.00 since Nov 5, 2026"],
  },
  report: {
    make: (name) => {
      const sheet = sampleReport();
      const [section] = sheet.sections;
      const rows = [{ key: "1", cells: [name, "2026-11-01", 21, 123_450], link: null }];
      return { setup, timeZone: "America/New_York", sheet: { ...sheet, sections: section ? [{ ...section, rows }] : [] } };
    },
    title: "Aging of receivables",
    says: ["1,234.50", "Ties to the ledger."],
  },
  help_article: {
    make: (name) => helpExample(name),
    title: "Help \u2013 The reactivation fee",
    says: ["Coming back costs", "6 \u00d7 62.00 = 372.00", "How we do it at Willow Street Dental", "Page 1 of 1"],
  },
  dispute_evidence: {
    make: (name) => ({
      setup,
      letterhead,
      madeOn: toDay("2026-12-06"),
      disputeId: "dp_1",
      reason: "fraudulent",
      openedOn: toDay("2026-12-05"),
      evidenceByOn: toDay("2026-12-20"),
      amountCents: toCents(3700),
      chargedOn: toDay("2026-12-05"),
      card: "ending in 4242",
      payerName: name,
      payerAddressLines: ["9 Elm Street", "Salem MA 01970"],
      payerContact: ["rosa@example.org"],
      householdNumber: "12",
      memberSinceOn: toDay("2026-11-05"),
      invoiceNumber: 1042,
      receiptNumber: 77,
      agreements: [],
      visits: [{ on: toDay("2026-11-10"), who: name, what: "Cleaning", cents: toCents(12_000) }],
      payments: [{ on: toDay("2026-11-05"), who: "Cash", what: "Receipt 70", cents: toCents(9900) }],
    }),
    title: "Evidence in dispute dp_1",
    says: ["120.00", "Receipt 70", "ending in 4242"],
  },
};

export const exampleKinds = Object.keys(examples) as DocumentKind[];
