/** Packages in a simulation (invariant 8): sold, paid in part, used with and without an invoice, given on, taken back, cancelled. */
import type { HouseholdId, InvoiceId, InvoiceLineId, PackageId, PackageSaleId, PackageUseId, PatientId, ServiceId, StaffId } from "#domain/identity.ts";
import { toCents } from "#domain/money.ts";
import type { Random } from "../../demo/random.ts";
import type { Cx } from "../../context.ts";
import { issueTyped } from "../../invoices/issue-typed.ts";
import { cancelPackage, quoteCancelPackage } from "../../packages/cancel.ts";
import { redeemOnLine, redeemVisit } from "../../packages/redeem.ts";
import { sellPackage } from "../../packages/sell.ts";
import { transferPackage } from "../../packages/transfer.ts";
import { undoRedeem } from "../../packages/undo-redeem.ts";
import { takeAtDesk } from "../../payments/take-at-desk.fixture.ts";
import { pickRow, withoutRequest, type DeskAct, type Maker } from "./desk-act.ts";

export const packageMakers: readonly (readonly [weight: number, make: Maker])[] = [
  [2, sale],
  [3, visitInvoiced],
  [4, visitRedeemed],
  [3, lineRedeemed],
  [2, useTakenBack],
  [1, givenOn],
  [1, cancelled],
];

const openSales = "select id, patient_id as patientId, household_id as householdId from package_sale where cancelled_on is null order by id";

const paidSales =
  "select s.id, s.patient_id as patientId, s.household_id as householdId from package_sale s join invoice i on i.id = s.invoice_id where s.cancelled_on is null and i.balance_cents = 0 order by s.id";

type Sale = { readonly id: PackageSaleId; readonly patientId: PatientId; readonly householdId: HouseholdId };
type Service = { readonly id: ServiceId; readonly name: string; readonly cents: number };

function sale(cx: Cx, random: Random): DeskAct | null {
  const packageId = pickRow<{ id: PackageId }>(cx, random, "select id from package order by id")?.id;
  const patientId = anybody(cx, random);
  const paid = random.pick([0, 0.5, 1, 1, 1]);
  if (packageId === undefined || patientId === undefined) return null;
  return {
    name: `sell package ${packageId} to patient ${patientId}, ${paid * 100} % paid`,
    work: (now) => {
      const { balanceCents } = sellPackage(now, { packageId, patientId });
      const amountCents = toCents(Math.floor(balanceCents * paid));
      const householdId = householdOf(now, patientId);
      if (amountCents > 0)
        takeAtDesk(withoutRequest(now), { householdId, tender: "cash", amountCents, tenderedCents: null, reference: "", choices: null, note: "" });
    },
  };
}

function householdOf(cx: Cx, patientId: PatientId): HouseholdId {
  const row = cx.db.read((db) => db.get<{ id: HouseholdId }>("select household_id as id from patient where id = ?", patientId));
  if (!row) throw new Error("a patient has a household");
  return row.id;
}

/** Most visits are of somebody of a household that has a package: their own, or one that they may share. */
function visitor(cx: Cx, random: Random): { readonly sale: Sale; readonly patientId: PatientId } | undefined {
  const found = (random.chance(0.7) ? pickRow<Sale>(cx, random, paidSales) : undefined) ?? pickRow<Sale>(cx, random, openSales);
  if (!found) return undefined;
  if (random.chance(0.6)) return { sale: found, patientId: found.patientId };
  const other = random.chance(0.5)
    ? pickRow<{ id: PatientId }>(cx, random, `select id from patient where household_id = ${found.householdId} order by id`)?.id
    : anybody(cx, random);
  return { sale: found, patientId: other ?? found.patientId };
}

function visitInvoiced(cx: Cx, random: Random): DeskAct | null {
  const patientId = visitor(cx, random)?.patientId ?? anybody(cx, random);
  const services = Array.from({ length: random.whole(1, 2) }, () => service(cx, random)).filter((one) => one !== undefined);
  const termsDays = random.pick([0, 15]);
  if (patientId === undefined || services.length === 0) return null;
  return {
    name: `a visit of patient ${patientId}: ${services.map(({ name }) => name).join(", ")}`,
    work: (now) => {
      const householdId = householdOf(now, patientId);
      const lines = services.map(({ id, name, cents }) => ({
        patientId,
        kind: "service" as const,
        serviceId: id,
        description: name,
        serviceOn: now.today,
        quantity: 1,
        unitCents: toCents(cents),
        taxRatePpm: 0,
      }));
      return issueTyped(now, { householdId, lines, termsDays });
    },
  };
}

function visitRedeemed(cx: Cx, random: Random): DeskAct | null {
  const who = visitor(cx, random);
  const what = service(cx, random);
  if (!who || !what) return null;
  const { sale: of, patientId } = who;
  // An insurer reads who gave it, with the licence.
  const providerId = cx.db.read((db) => db.get<{ id: StaffId }>("select id from staff where licence <> '' order by id limit 1")?.id ?? null);
  return {
    name: `patient ${patientId} uses package sale ${of.id} for ${what.name}`,
    work: (now) => redeemVisit(now, { patientId, serviceId: what.id, serviceOn: now.today, providerId, saleId: of.id }),
  };
}

function lineRedeemed(cx: Cx, random: Random): DeskAct | null {
  const line = pickRow<{ invoiceId: InvoiceId; lineId: InvoiceLineId; saleId: PackageSaleId }>(
    cx,
    random,
    `select l.invoice_id as invoiceId, l.id as lineId, s.id as saleId from invoice_line l join invoice i on i.id = l.invoice_id
     join package_sale s on s.household_id = i.household_id and s.cancelled_on is null
     where l.kind = 'service' and i.voided_on is null and i.balance_cents >= l.net_cents order by l.id desc, s.id limit 20`,
  );
  return line ? { name: `redeem package sale ${line.saleId} on invoice ${line.invoiceId}`, work: (now) => redeemOnLine(now, line) } : null;
}

function useTakenBack(cx: Cx, random: Random): DeskAct | null {
  const row = pickRow<{ id: PackageUseId }>(cx, random, "select id from package_use where undone_on is null and kind = 'redeemed' order by id");
  return row ? { name: `package use ${row.id} is taken back`, work: (now) => undoRedeem(now, { useId: row.id }) } : null;
}

function givenOn(cx: Cx, random: Random): DeskAct | null {
  const found = pickRow<Sale>(cx, random, openSales);
  if (!found) return null;
  const to = pickRow<{ id: PatientId }>(cx, random, `select id from patient where household_id = ${found.householdId} order by id`)?.id;
  const whole = random.chance(0.4);
  if (to === undefined) return null;
  return {
    name: `${whole ? "package sale" : "one use of package sale"} ${found.id} goes to patient ${to}`,
    work: (now) => transferPackage(now, { saleId: found.id, toPatientId: to, whole, reason: "A gift" }),
  };
}

function cancelled(cx: Cx, random: Random): DeskAct | null {
  const found = pickRow<Sale>(cx, random, openSales);
  if (!found) return null;
  const by = random.pick(["tender", "credit", "check"] as const);
  const pick = random.whole(0, 2);
  return {
    name: `cancel package sale ${found.id}, refund by ${by}`,
    work: (now) => {
      const { suggestions } = quoteCancelPackage(now, found.id);
      return cancelPackage(now, { saleId: found.id, reason: "Moving", refundCents: suggestions[pick % suggestions.length]?.cents ?? toCents(0), by });
    },
  };
}

function anybody(cx: Cx, random: Random): PatientId | undefined {
  return pickRow<{ id: PatientId }>(cx, random, "select id from patient order by id")?.id;
}

function service(cx: Cx, random: Random): Service | undefined {
  return pickRow<Service>(
    cx,
    random,
    "select s.id, s.name, p.price_cents as cents from service s join service_price p on p.service_id = s.id and p.replaced_at is null order by s.id",
  );
}
