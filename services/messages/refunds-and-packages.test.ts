/** DOC-12: refunds say how much, to where and when it arrives; packages are told when bought, nearly used up, and nearly over. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { toDay } from "#domain/calendar.ts";
import type { HouseholdId, InvoiceId, MembershipId, PackageSaleId, PatientId, PaymentId, ServiceId } from "#domain/identity.ts";
import { toCents } from "#domain/money.ts";
import { plainExpiry, type PackageTerms } from "#domain/packages/package-terms.ts";
import { addService } from "../catalogue/manage-services.ts";
import { voidAtDesk } from "../invoices/void.ts";
import { addPackage } from "../packages/catalogue.ts";
import { cancelPackage } from "../packages/cancel.ts";
import { redeemVisit } from "../packages/redeem.ts";
import { sellPackage } from "../packages/sell.ts";
import { undoRedeem } from "../packages/undo-redeem.ts";
import { refundDues, previewRefund, type RefundInput } from "../refunds/refund-dues.ts";
import { refundPayment } from "../refunds/refund-payment.ts";
import { viewRefundable } from "../refunds/refundable.ts";
import { verifyPractice } from "../upkeep/verify-practice.ts";
import { openTellingClub, type TellingClub } from "./tells.fixture.ts";

let club: TellingClub;
beforeEach(() => (club = openTellingClub("2026-11-05")));
afterEach(() => {
  expect(verifyPractice(club.db).breaches).toEqual([]);
  club.dispose();
});

type Lee = { readonly householdId: HouseholdId; readonly membershipId: MembershipId };

function member(): Lee {
  const { householdId, patientIds } = club.family("Lee", ["Rosa", "1980-05-01"]);
  const [membershipId] = club.enrol(householdId, patientIds.map((patientId) => ({ patientId, plan: club.adult }))).membershipIds;
  if (!membershipId) throw new Error("one membership");
  club.printLetters();
  return { householdId, membershipId };
}
function asked({ membershipId }: Lee, over: Partial<RefundInput> = {}): RefundInput {
  const [paid] = viewRefundable(club.cx(), membershipId).payments;
  if (!paid) throw new Error("something was paid");
  return { membershipId, paymentId: paid.paymentId, invoiceId: paid.invoiceId, cents: toCents(1000), by: "tender", owedAgain: false, reason: "Kindness", cancel: null, ...over };
}
const since = ({ householdId }: { readonly householdId: HouseholdId }): string[] => club.told(householdId).slice(1);

describe("DOC-12 refunds", () => {
  test.each([
    ["tender", "$10.00 was given to you in cash.", "You need not do anything."],
    ["check", "$10.00 comes to you as a check.", "The check comes by mail, usually within two weeks."],
    ["credit", "$10.00 is kept as credit with us. It pays your next invoices.", "You need not do anything."],
  ] as const)("DOC-12 INV-9 a refund by %s says how much, to where and when", (by, line, arrives) => {
    const lee = member();
    refundDues(club.cx(), asked(lee, { by }));
    expect(since(lee)).toEqual(["refunded queued letter"]);
    const { subject, body } = club.words(lee.householdId, "refunded");
    expect(subject).toBe("Your refund");
    expect(body.split("\n").slice(2, 4)).toEqual([line, arrives]);
  });

  test("DOC-12 in Spanish", () => {
    const lee = member();
    club.speakSpanish(lee.householdId);
    refundDues(club.cx(), asked(lee, { by: "check" }));
    expect(club.words(lee.householdId, "refunded")).toMatchObject({ subject: "Su reembolso" });
    expect(club.words(lee.householdId, "refunded").body).toContain("$10.00 le llegan con un cheque.");
  });

  test("DOC-12 INV-9 several refunds of one day are told in one message, by each way the sum", () => {
    const lee = member();
    refundDues(club.cx(), asked(lee));
    refundDues(club.cx(), asked(lee, { cents: toCents(500) }));
    refundDues(club.cx(), asked(lee, { cents: toCents(250), by: "check" }));
    expect(since(lee)).toEqual(["refunded queued letter"]);
    const { body } = club.words(lee.householdId, "refunded");
    expect(body).toContain("$15.00 was given to you in cash.\n$2.50 comes to you as a check.\nThe check comes by mail");
    club.printLetters();
    refundDues(club.cx(), asked(lee, { cents: toCents(100) }));
    expect(club.words(lee.householdId, "refunded").body).toContain("$1.00 was given to you in cash.");
    expect(since(lee)).toEqual(["refunded printed letter", "refunded queued letter"]);
  });

  test("DOC-12 one act over dues and other lines is one message", () => {
    const lee = member();
    const payment = club.db.read((db) => db.get<{ id: PaymentId; invoiceId: InvoiceId }>("select p.id, a.invoice_id as invoiceId from payment p join allocation a on a.payment_id = p.id limit 1"));
    if (!payment) throw new Error("a payment");
    refundPayment(club.cx(), { paymentId: payment.id, parts: [{ invoiceId: payment.invoiceId, cents: toCents(13600) }], by: "check", owedAgain: false, reason: "All of it" });
    expect(since(lee)).toEqual(["refunded queued letter"]);
    expect(club.words(lee.householdId, "refunded").body).toContain("$136.00 comes to you as a check.");
  });

  test("DOC-12 MEM-19 with the cancellation in one act there is one message, that of leaving, and it names the money", () => {
    const lee = member();
    refundDues(club.cx(), asked(lee, { cancel: { when: "now", onDate: null, reason: "Moving" } }));
    expect(since(lee)).toEqual(["cancelled queued letter"]);
    expect(club.words(lee.householdId, "cancelled").body).toContain("$10.00 was given to you in cash.");
  });

  test("DOC-12 a refund of something else on the day somebody leaves is told on its own", () => {
    const lee = member();
    const moss = club.join(lee.householdId, "Ida", "Lee", "1990-01-01");
    const [other] = club.enrol(lee.householdId, [{ patientId: moss, plan: club.adult }]).membershipIds;
    refundDues(club.cx(), { ...asked({ ...lee, membershipId: other ?? lee.membershipId }), by: "check" });
    refundDues(club.cx(), asked(lee, { cancel: { when: "now", onDate: null, reason: "Moving" } }));
    expect(club.waiting(lee.householdId, "refunded")).toHaveLength(1);
    expect(club.words(lee.householdId, "refunded").body).toContain("$10.00 comes to you as a check.");
    expect(club.words(lee.householdId, "refunded").body).not.toContain("cash");
  });

  test("DOC-12 MEM-21 a preview tells nobody; switched off nothing is written", () => {
    const lee = member();
    previewRefund(club.cx(), asked(lee));
    expect(since(lee)).toEqual([]);
    club.write({ refunded: "off" });
    refundDues(club.cx(), asked(lee));
    expect(since(lee)).toEqual([]);
  });
});

describe("DOC-12 packages", () => {
  let massage: ServiceId;
  beforeEach(() => {
    club.write({ package_bought: "all", package_last_use: "all" });
    massage = addService(club.cx(), {
      code: "M60",
      name: "Massage 60",
      category: "Massage",
      durationMinutes: 60,
      taxable: false,
      taxRatePpm: 0,
      priceCents: toCents(10_000),
    }).serviceId;
  });
  const sell = (over: Partial<PackageTerms> = {}) => {
    const { householdId, patientIds } = club.family("Moss", ["Ida", "1980-05-01"]);
    const [patientId] = patientIds;
    if (!patientId) throw new Error("one person");
    const { packageId } = addPackage(club.cx(), { terms: { ...terms(), ...over } });
    return { householdId, patientId, ...sellPackage(club.cx(), { packageId, patientId }) };
  };
  const terms = (): PackageTerms => ({
    name: "Three massages",
    contents: { kind: "fixed", items: [{ serviceId: massage, quantity: 3 }] },
    priceCents: toCents(27_000),
    expiry: plainExpiry,
    shareable: false,
    refundMethod: "list_price",
    refundFeeCents: toCents(0),
    insuranceFriendly: false,
    taxed: "sale",
    unlock: "when_paid",
  });
  const use = (sold: { readonly saleId: PackageSaleId; readonly patientId: PatientId }) =>
    redeemVisit(club.cx(), { patientId: sold.patientId, serviceId: massage, serviceOn: club.today(), providerId: null, saleId: sold.saleId });

  test("DOC-12 PKG-2 what was bought, for how much, until when, and what is still to pay", () => {
    const sold = sell();
    expect(club.told(sold.householdId)).toEqual(["package_bought queued letter"]);
    const { subject, body } = club.words(sold.householdId, "package_bought");
    expect(subject).toBe("Your package Three massages");
    expect(body).toContain("Three massages for Ida Moss: 3 uses, $270.00.\n$270.00 of it is still to pay.");
    club.payAll(sold.householdId);
    expect(club.words(sold.householdId, "package_bought").body).not.toContain("still to pay");
    club.speakSpanish(sold.householdId);
    expect(club.words(sold.householdId, "package_bought").body).toContain("Three massages para Ida Moss: 3 usos, $270.00.");
  });

  test("DOC-12 a sale that is taken back the same day is not told", () => {
    const sold = sell();
    voidAtDesk(club.cx(), { invoiceId: sold.invoiceId, reason: "Typed by mistake" });
    expect(club.told(sold.householdId)).toEqual(["package_bought cancelled letter"]);
  });

  test("DOC-12 down to the last use: told once; a use that is taken back takes the message with it, and the next brings it again", () => {
    const sold = sell();
    club.payAll(sold.householdId);
    club.printLetters();
    use(sold);
    expect(club.waiting(sold.householdId, "package_last_use")).toEqual([]);
    const { useId } = use(sold);
    expect(club.words(sold.householdId, "package_last_use")).toMatchObject({ subject: "One use of Three massages is left" });
    expect(club.words(sold.householdId, "package_last_use").body).toContain("Ida Moss has 1 use of Three massages left.");
    undoRedeem(club.cx(), { useId });
    expect(club.waiting(sold.householdId, "package_last_use")).toEqual([]);
    use(sold);
    expect(club.waiting(sold.householdId, "package_last_use")).toHaveLength(1);
    use(sold);
    expect(club.waiting(sold.householdId, "package_last_use")).toEqual([]);
  });

  test("DOC-12 a message that comes back goes by the way the household is reached by then", async () => {
    const sold = sell();
    club.payAll(sold.householdId);
    use(sold);
    const { useId } = use(sold);
    undoRedeem(club.cx(), { useId });
    club.readsMail(sold.householdId, "ida@families.example");
    use(sold);
    expect(club.told(sold.householdId)).toEqual(["package_bought queued letter", "package_last_use queued email"]);
    expect((await club.send(16)).arrived.map(({ subject }) => subject)).toEqual(["One use of Three massages is left"]);
  });

  test("DOC-12 PKG-1 thirty days before its last day, once, however often the run comes", () => {
    const sold = sell({ expiry: { kind: "date", lastOn: toDay("2027-01-31") } });
    club.payAll(sold.householdId);
    club.advanceTo("2027-01-01");
    expect(club.told(sold.householdId)).toEqual(["package_bought printed letter"]);
    club.advanceTo("2027-01-02", { prints: false });
    for (let count = 0; count < 100; count += 1) club.runNow();
    expect(club.told(sold.householdId).slice(1)).toEqual(["package_expiring queued letter"]);
    const { subject, body } = club.words(sold.householdId, "package_expiring");
    expect(subject).toBe("Your package Three massages ends soon");
    expect(body).toContain("Ida Moss has 3 uses of Three massages left.\nIt can be used through Jan 31, 2027.");
    for (let left = 3; left > 0; left -= 1) use(sold);
    expect(club.waiting(sold.householdId, "package_expiring")).toEqual([]);
    club.runNow();
    expect(club.told(sold.householdId)).toContain("package_expiring cancelled letter");
  });

  test("DOC-12 PKG-6 of a package that was cancelled nobody is reminded; switched off nothing is written", () => {
    const sold = sell({ expiry: { kind: "date", lastOn: toDay("2027-01-31") } });
    club.payAll(sold.householdId);
    club.write({ package_expiring: "off" });
    club.leapTo("2027-01-10");
    expect(club.told(sold.householdId)).not.toContain("package_expiring queued letter");
    club.write({});
    club.runNow();
    expect(club.told(sold.householdId)).toContain("package_expiring queued letter");
    cancelPackage(club.cx(), { saleId: sold.saleId, reason: "Moving away", refundCents: toCents(27_000), by: "check" });
    expect(club.waiting(sold.householdId, "package_expiring")).toEqual([]);
    expect(club.words(sold.householdId, "refunded").body).toContain("$270.00 comes to you as a check.");
  });
});
