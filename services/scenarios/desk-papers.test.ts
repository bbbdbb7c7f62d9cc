/** The papers of the payments desk: what was refunded, what was agreed on, what is left of a certificate. */
import { afterEach, beforeEach, expect, test } from "vitest";
import { toDay } from "#domain/calendar.ts";
import type { HouseholdId, InvoiceId, PaymentId } from "#domain/identity.ts";
import { toCents } from "#domain/money.ts";
import { Refusal } from "#domain/refusal.ts";
import { presentInvoice } from "#domain/statements/present-invoice.ts";
import { presentDeskPaper } from "#domain/statements/present-desk-paper.ts";
import { readCertificatePaper } from "../gift-certificates/certificate-paper.ts";
import { sellCertificate } from "../gift-certificates/sell.ts";
import { openClub, type Club } from "../memberships/club.fixture.ts";
import { issueInvoice } from "../invoices/issue.ts";
import { readInvoiceToPrint } from "../statements/invoice-data.ts";
import { endPlan } from "../payment-plans/change-plan.ts";
import { agreePlan } from "../payment-plans/agree-plan.ts";
import { signPlanOnPaper } from "../payment-plans/sign-plan.ts";
import { readPlanPaper } from "../payment-plans/plan-paper.ts";
import { cash, serviceLine } from "../payments/desk.fixture.ts";
import { takeSplit } from "../payments/take-split.ts";
import { refundPayment } from "../refunds/refund-payment.ts";
import { readRefundReceipt } from "../refunds/refund-receipt.ts";

let club: Club;
let lee: HouseholdId;
beforeEach(() => {
  club = openClub("2026-04-05");
  const { householdId, patientIds } = club.family("Lee", ["Rosa", "1980-01-01"]);
  const [patientId] = patientIds;
  if (!patientId) throw new Error("one person");
  lee = householdId;
  const plan = club.plan({ name: "Dues only", activation: { ...club.adult.terms.activation, feeCents: toCents(0) } });
  club.enrol(lee, [{ patientId, plan, periodMonths: 1 }]);
});
afterEach(() => club.dispose());

const refusalOf = (work: () => unknown): unknown => {
  try {
    work();
    return undefined;
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
};
const service = (cents: number): InvoiceId =>
  club.db.write((w) => {
    const { today } = club.cx();
    return issueInvoice(club.cx(), w, { kind: "manual", householdId: lee, patientId: null, drawOn: null, invoicedOn: today, dueOn: today, termsDays: 0, lines: [serviceLine(today, cents)] }).invoiceId;
  });
const paymentOn = (invoiceId: InvoiceId): PaymentId =>
  club.db.read((r) => r.get<{ id: PaymentId }>("select payment_id as id from allocation where invoice_id = ? and payment_id is not null", invoiceId)?.id ?? (0 as PaymentId));

test("INV-9 a refund receipt keeps dues and services apart, says how each went back, and never that something is HSA-eligible", () => {
  const dues = club.db.read((r) => r.get<{ id: InvoiceId }>("select id from invoice order by id limit 1")?.id ?? (0 as InvoiceId));
  const duesPayment = paymentOn(dues);
  refundPayment(club.cx(), { paymentId: duesPayment, parts: [{ invoiceId: dues, cents: toCents(1000) }], by: "tender", owedAgain: false, reason: "Moved away" });
  const { fileName, data } = readRefundReceipt(club.cx(), duesPayment);
  expect(fileName).toBe("refund-of-receipt-1.pdf");
  expect(data.sections.map((section) => [section.name, section.rows.map((row) => [row.text, row.detail, row.cents])])).toEqual([
    ["Membership dues", [["Invoice 1", "Moved away · back by cash", 1000]]],
    ["Services and other", []],
  ]);
  const visit = service(8000);
  takeSplit(club.cx(), { ...cash(lee, 9000, "hsa_card"), more: [] });
  const payment = paymentOn(visit);
  expect(refusalOf(() => readRefundReceipt(club.cx(), payment))).toBe("refund_nothing_to_print");
  refundPayment(club.cx(), { paymentId: payment, parts: [{ invoiceId: visit, cents: toCents(3000) }], by: "check", owedAgain: false, reason: "Not happy" });
  refundPayment(club.cx(), { paymentId: payment, parts: [{ invoiceId: null, cents: toCents(1000) }], by: "tender", owedAgain: false, reason: "Too much" });
  const second = readRefundReceipt(club.cx(), payment).data;
  expect(second.sections.flatMap((section) => section.rows.map((row) => row.detail))).toEqual(["Not happy · by check, to be sent", "Too much · back by hsa or fsa card"]);
  expect([second.total.cents, second.settled.map((line) => line.cents)]).toEqual([4000, [9000, 5000]]);
  const printed = JSON.stringify([presentDeskPaper(data), presentDeskPaper(second)]);
  expect(printed).not.toMatch(/eligib/iu);
  expect(presentDeskPaper(second).sections.map((section) => section.name)).toEqual(["Services and other"]);
  expect(refusalOf(() => readRefundReceipt(club.cx(), 99 as PaymentId))).toBe("payment_not_found");
});

test("INV-6 the schedule of a plan on paper has every part and its day, two lines to sign on, and once signed who signed", () => {
  const invoiceId = service(10_000);
  const { planId } = agreePlan(club.cx(), { invoiceIds: [invoiceId], downCents: toCents(1000), by: { kind: "count", count: 2 }, every: "month", firstOn: toDay("2026-05-05"), payBy: "desk" });
  const { data } = readPlanPaper(club.cx(), planId);
  expect(data.sections[0]?.rows.map((row) => [row.on, row.cents])).toEqual([["2026-04-05", 1000], ["2026-05-05", 4500], ["2026-06-05", 4500]]);
  expect([data.total.cents, data.signers, data.recipient.name]).toEqual([10_000, ["Rosa Lee", data.letterhead.name], "Rosa Lee"]);
  expect(data.notes.join(" ")).toContain("No interest");
  signPlanOnPaper(club.cx(), { planId, signer: "Rosa Lee", signedOn: club.today(), scan: null });
  const signed = readPlanPaper(club.cx(), planId).data;
  expect([signed.signers, signed.notes.at(-1)]).toEqual([[], expect.stringMatching(/^Signed by Rosa Lee on /u)]);
  expect(refusalOf(() => readPlanPaper(club.cx(), 99 as never))).toBe("plan_not_there");
});

test("DOC-1 INV-6 the schedule says of each part what has come of it and whether the plan is signed, on its own paper and with the invoice", () => {
  const invoiceId = service(10_000);
  const { planId } = agreePlan(club.cx(), { invoiceIds: [invoiceId], downCents: toCents(0), by: { kind: "count", count: 4 }, every: "month", firstOn: toDay("2026-05-05"), payBy: "desk" });
  const paper = () => readPlanPaper(club.cx(), planId).data;
  const standings = () => paper().sections[0]?.rows.map(({ detail }) => detail);
  const signed = () => paper().facts.find(({ label }) => label === "Signed")?.value;
  const onInvoice = () => presentInvoice(readInvoiceToPrint(club.cx(), invoiceId).data).plan;
  expect([standings(), signed()]).toEqual([["Open", "Open", "Open", "Open"], "Not yet"]);
  takeSplit(club.cx(), { ...cash(lee, 4000, "cash"), more: [] });
  expect(standings()).toEqual(["Paid", "15.00 paid, 10.00 open", "Open", "Open"]);
  expect(paper().settled.map(({ label, cents }) => `${label} ${cents}`)).toEqual(["Paid so far 4000", "Still to pay 6000"]);
  expect(onInvoice()).toMatchObject({
    name: "Payment plan: 4 payments",
    about: "Paid at our front desk, or by telephone, on or before each day. The plan is not signed yet.",
    rows: [
      { on: "May 5, 2026", amount: "25.00", standing: "Paid" },
      { on: "Jun 5, 2026", amount: "25.00", standing: "15.00 paid, 10.00 open" },
      { on: "Jul 5, 2026", amount: "25.00", standing: "Open" },
      { on: "Aug 5, 2026", amount: "25.00", standing: "Open" },
    ],
  });
  signPlanOnPaper(club.cx(), { planId, signer: "Rosa Lee", signedOn: club.today(), scan: null });
  expect([signed(), onInvoice()?.about]).toEqual(["Apr 5, 2026", expect.stringMatching(/The plan is signed\.$/u)]);
  club.sleepUntil("2026-07-01");
  expect(standings()).toEqual(["Paid", "15.00 paid, 10.00 open, was due", "Open", "Open"]);
  endPlan(club.cx(), { planId, reason: "Paid elsewhere" });
  expect(onInvoice()).toBe(null);
});

test("PKG-12 a certificate on paper has its code, what was used of it, and what is left", () => {
  const sold = sellCertificate(club.cx(), { householdId: lee, amountCents: toCents(7500), recipient: "Ann", tender: { tender: "cash", reference: "", tenderedCents: null } });
  service(2500);
  takeSplit(club.cx(), { ...cash(lee, 2500, "gift_certificate"), reference: sold.code, more: [] });
  const { fileName, data } = readCertificatePaper(club.cx(), sold.certificateId);
  expect([fileName, data.banner, data.recipient.name]).toEqual([`gift-certificate-${sold.number}.pdf`, sold.code, "Ann"]);
  expect([data.total.cents, data.settled[0]?.cents, data.sections[0]?.rows[0]?.cents]).toEqual([5000, 7500, -2500]);
  expect(data.notes).toEqual(["Show this code when you pay. It can be used in parts and does not expire."]);
  expect(refusalOf(() => readCertificatePaper(club.cx(), 99 as never))).toBe("certificate_not_found");
});
