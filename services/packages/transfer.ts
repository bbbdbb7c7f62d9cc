/**
 * Gives one use, or a whole package, to somebody else of the household (PKG-7). One use leaves the owner as
 * it is; both are kept with who did it and why, and the household is written to. What has receipts for an insurer stays with its person.
 */
import type { WritableDb } from "#db/database.ts";
import { insertTransfer, listOpenUnits, setHolder, setOwner, type SaleRow } from "#db/packages/sales.ts";
import type { PackageSaleId, PatientId } from "#domain/identity.ts";
import { addDays } from "#domain/calendar.ts";
import { fullName } from "#domain/people/names.ts";
import { refuse } from "#domain/refusal.ts";
import { act, type Cx, type Work } from "../context.ts";
import { requirePatient } from "../people/require.ts";
import { audit } from "../record.ts";
import { tellOwner } from "./given-letter.ts";
import { requireRunningSale } from "./require-sale.ts";

export type PackageTransfer = {
  readonly saleId: PackageSaleId;
  readonly toPatientId: PatientId;
  /** One use, or all of it with its history. */
  readonly whole: boolean;
  readonly reason: string;
};

export type Transferred = { readonly saleId: PackageSaleId; readonly toName: string };

/**
 * Refuses `package_sale_not_found`, `package_cancelled`, `package_transfer_off`, `package_used_up`,
 * `package_expired`, `patient_not_found`, `package_transfer_household` and `package_transfer_same`.
 */
export function transferPackage(cx: Cx, input: PackageTransfer): Transferred {
  return act<Transferred>(cx, (db) => transferWithin(cx, db, input));
}

function transferWithin(cx: Work, db: WritableDb, { saleId, toPatientId, whole, reason }: PackageTransfer): Transferred {
  const sale = requireRunningSale(db, saleId);
  const { name } = sale.terms;
  if (sale.terms.insuranceFriendly) refuse("package_transfer_off", { name });
  if (sale.expiresOn !== null && cx.today >= sale.expiresOn) refuse("package_expired", { name, on: addDays(sale.expiresOn, -1) });
  const to = requirePatient(db, toPatientId);
  const toName = fullName(to);
  if (to.householdId !== sale.householdId) refuse("package_transfer_household", { name });
  if (toPatientId === sale.patientId) refuse("package_transfer_same", { name: toName });
  const free = listOpenUnits(db, saleId).filter(({ holderId }) => holderId === null);
  const [unit] = free;
  if (!unit) refuse("package_used_up", { name });
  if (whole) setOwner(db, saleId, toPatientId);
  else setHolder(db, unit.unitId, toPatientId);
  note(cx, db, sale, { unitId: whole ? null : unit.unitId, to: toPatientId, reason: reason.trim() });
  db.touch("packages", `patient/${sale.patientId}`, `patient/${toPatientId}`);
  return { saleId, toName };
}

function note(cx: Work, db: WritableDb, sale: SaleRow, what: Pick<Parameters<typeof insertTransfer>[1], "unitId" | "to" | "reason">): void {
  const transferId = insertTransfer(db, { ...what, saleId: sale.saleId, from: sale.patientId, on: cx.today, createdBy: cx.actor.staffId, createdAt: cx.now });
  audit(cx, db, what.unitId === null ? "package.transferred" : "package_unit.transferred", `package_sale/${sale.saleId}`, {
    before: { patientId: sale.patientId },
    after: { patientId: what.to, reason: what.reason },
  });
  tellOwner(cx, db, sale.householdId, transferId);
}
