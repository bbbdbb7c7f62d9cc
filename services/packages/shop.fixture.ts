/** A practice that sells packages, for tests: a desk, a family of two, a neighbour, and massages of 60 and 90 minutes. */
import { insertStaff, setLicence } from "#db/staff.ts";
import { addMember, named } from "#db/people/testing.ts";
import type { HouseholdId, InvoiceId, InvoiceLineId, PackageSaleId, PatientId, ServiceId, StaffId } from "#domain/identity.ts";
import { toCents, zeroCents } from "#domain/money.ts";
import type { PackageTerms } from "#domain/packages/package-terms.ts";
import { plainExpiry } from "#domain/packages/package-terms.ts";
import { Refusal } from "#domain/refusal.ts";
import { addService } from "../catalogue/manage-services.ts";
import type { Cx } from "../context.ts";
import { issueTyped } from "../invoices/issue-typed.ts";
import { openDesk, type Desk } from "../payments/desk.fixture.ts";
import { takeAtDesk } from "../payments/take-at-desk.fixture.ts";
import { verifyPractice } from "../upkeep/verify-practice.ts";
import { addPackage } from "./catalogue.ts";
import { expirePackages } from "./expire.ts";
import { redeemOnLine, redeemVisit, type Redeemed } from "./redeem.ts";
import { sellPackage, type SoldPackage } from "./sell.ts";

export type Shop = {
  readonly desk: Desk;
  cx(): Cx;
  readonly home: HouseholdId;
  readonly rosa: PatientId;
  /** Of Rosa's household. */
  readonly ben: PatientId;
  readonly neighbour: { readonly householdId: HouseholdId; readonly patientId: PatientId };
  /** 100.00, 140.00, and a facial of another category at 120.00. */
  readonly massage60: ServiceId;
  readonly massage90: ServiceId;
  readonly facial: ServiceId;
  /** Gives the massages; has the licence MT 4711. */
  readonly therapist: StaffId;
  setDay(day: string): void;
  service(code: string, cents: number, over?: { readonly category?: string; readonly taxRatePpm?: number }): ServiceId;
  /** Sells to Rosa; paid in cash unless told otherwise. */
  sell(over?: Partial<PackageTerms>, how?: { readonly paid?: number | "all"; readonly to?: PatientId }): SoldPackage;
  pay(cents: number, householdId?: HouseholdId): void;
  /** An invoice at list prices that nobody has paid. */
  visit(serviceIds: readonly ServiceId[], over?: { readonly patientId?: PatientId; readonly serviceOn?: string; readonly providerId?: StaffId | null }): { invoiceId: InvoiceId; lineIds: InvoiceLineId[] };
  redeem(saleId: PackageSaleId, serviceId?: ServiceId, over?: { readonly patientId?: PatientId; readonly serviceOn?: string; readonly providerId?: StaffId | null }): Redeemed;
  redeemOn(saleId: PackageSaleId, invoiceId: InvoiceId, lineId: InvoiceLineId): Redeemed;
  expire(): number;
  account(account: string): number;
  invoice(invoiceId: InvoiceId): { totalCents: number; paidCents: number; creditedCents: number; refundedCents: number; balanceCents: number; voidedOn: string | null };
  left(saleId: PackageSaleId): number;
  refusal(work: () => unknown): string | undefined;
  /** Everything the file must keep, and the books with it. */
  close(): string[];
};

export function openShop(today = "2026-11-22"): Shop {
  const desk = openDesk();
  let now = today;
  let requests = 0;
  const cx = (): Cx => desk.cx(now, { id: `request-${(requests += 1)}`, operation: "test" });
  const { householdId: home, patientId: rosa } = desk.household("Rosa", "Lee");
  const ben = addMember(desk.db, home, named("Ben", "Lee", null));
  const neighbour = desk.household("Ida", "Moss");
  const service: Shop["service"] = (code, cents, over = {}) =>
    addService(cx(), {
      code,
      name: code,
      category: over.category ?? "Massage",
      durationMinutes: 60,
      taxable: (over.taxRatePpm ?? 0) > 0,
      taxRatePpm: over.taxRatePpm ?? 0,
      priceCents: toCents(cents),
    }).serviceId;
  const massage60 = service("Massage 60", 10_000);
  const massage90 = service("Massage 90", 14_000);
  const facial = service("Facial", 12_000, { category: "Face" });
  const therapist = desk.db.write((w) => {
    const staffId = insertStaff(w, { name: "Mia Lang", username: "mia", role: "provider", passwordHash: null, createdAt: cx().now });
    setLicence(w, staffId, "MT 4711");
    return staffId;
  });
  let packages = 0;
  const pay: Shop["pay"] = (cents, householdId = home) => {
    takeAtDesk(cx(), { householdId, tender: "cash", amountCents: toCents(cents), tenderedCents: null, reference: "", choices: null, note: "" });
  };
  return {
    desk,
    cx,
    home,
    rosa,
    ben,
    neighbour,
    massage60,
    massage90,
    facial,
    therapist,
    setDay: (day) => (now = day),
    service,
    sell: (over = {}, { paid = "all", to = rosa } = {}) => {
      packages += 1;
      const { packageId } = addPackage(cx(), { terms: { ...tenMassages(massage60), name: `Ten massages ${packages}`, ...over } });
      const sold = sellPackage(cx(), { packageId, patientId: to });
      const cents = paid === "all" ? sold.balanceCents : paid;
      if (cents > 0) pay(cents, to === neighbour.patientId ? neighbour.householdId : home);
      return sold;
    },
    pay,
    visit: (serviceIds, { patientId = rosa, serviceOn = now, providerId = therapist } = {}) => {
      const lines = serviceIds.map((serviceId) => {
        const [priceCents, name, rate] = desk.db.read((r): [number, string, number] => {
          const row = r.get<{ cents: number; name: string; rate: number }>(
            `select s.name, s.tax_rate_ppm as rate, (select price_cents from service_price p where p.service_id = s.id
               and p.replaced_at is null and p.effective_on <= ? order by p.effective_on desc limit 1) as cents from service s where s.id = ?`,
            serviceOn,
            serviceId,
          );
          return [row?.cents ?? 0, row?.name ?? "", row?.rate ?? 0];
        });
        return { patientId, kind: "service" as const, serviceId, providerId, description: name, serviceOn: serviceOn as never, quantity: 1, unitCents: toCents(priceCents), taxRatePpm: rate };
      });
      const householdId = patientId === neighbour.patientId ? neighbour.householdId : home;
      const { invoiceId } = issueTyped(cx(), { householdId, lines, termsDays: 0 });
      const lineIds = desk.db.read((r) => r.all<{ id: InvoiceLineId }>("select id from invoice_line where invoice_id = ? order by position", invoiceId)).map(({ id }) => id);
      return { invoiceId, lineIds };
    },
    redeem: (saleId, serviceId = massage60, { patientId = rosa, serviceOn = now, providerId = therapist } = {}) =>
      redeemVisit(cx(), { patientId, serviceId, serviceOn: serviceOn as never, providerId, saleId }),
    redeemOn: (saleId, invoiceId, lineId) => redeemOnLine(cx(), { invoiceId, lineId, saleId }),
    expire: () => desk.db.write((w) => expirePackages(cx(), w)),
    account: (account) =>
      desk.db.read((r) => r.get<{ cents: number }>("select coalesce(sum(amount_cents), 0) as cents from posting where account = ?", account)?.cents ?? Number.NaN),
    invoice: (invoiceId) => {
      const row = desk.db.read((r) =>
        r.get<ReturnType<Shop["invoice"]>>(
          `select total_cents as totalCents, paid_cents as paidCents, credited_cents as creditedCents, refunded_cents as refundedCents,
             balance_cents as balanceCents, voided_on as voidedOn from invoice where id = ?`,
          invoiceId,
        ),
      );
      if (!row) throw new Error("no such invoice");
      return row;
    },
    left: (saleId) =>
      desk.db.read(
        (r) =>
          r.get<{ n: number }>(
            "select count(*) as n from package_unit u where sale_id = ? and not exists (select 1 from package_use x where x.unit_id = u.id and x.undone_on is null)",
            saleId,
          )?.n ?? Number.NaN,
      ),
    refusal: (work) => {
      try {
        work();
        return undefined;
      } catch (error) {
        if (error instanceof Refusal) return error.code;
        throw error;
      }
    },
    close: () => {
      const breaches = verifyPractice(desk.db).breaches.map((breach) => JSON.stringify(breach));
      desk.dispose();
      return breaches;
    },
  };
}

/** 1,000.00 for ten, a year from the sale. */
export function tenMassages(serviceId: ServiceId): PackageTerms {
  return {
    name: "Ten massages",
    contents: { kind: "fixed", items: [{ serviceId, quantity: 10 }] },
    priceCents: toCents(100_000),
    expiry: plainExpiry,
    shareable: false,
    refundMethod: "list_price",
    refundFeeCents: zeroCents,
    insuranceFriendly: false,
    taxed: "redemption",
    unlock: "when_paid",
  };
}
