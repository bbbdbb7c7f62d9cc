/** Coupons that households have, with the terms they were given (PPL-14). */
import type { Day, Instant } from "#domain/calendar.ts";
import { asId, type CouponId, type HeldCouponId, type HouseholdId, type InvoiceId, type StaffId } from "#domain/identity.ts";
import type { Cents } from "#domain/money.ts";
import type { CouponTerms, HeldCoupon } from "#domain/pricing/coupon.ts";
import type { ReadableDb, WritableDb } from "../database.ts";

/** Uses count while their invoice stands: voiding it gives the use back by itself. */
const usesThatCount = `select count(*) from coupon_use u join invoice i on i.id = u.invoice_id
  where u.held_coupon_id = h.id and i.voided_on is null`;

/** What the household can use on a day, in the order given; used-up ones are left out. */
export function listUsableCoupons(db: ReadableDb, householdId: HouseholdId, on: Day): HeldCoupon[] {
  return db
    .all<{ id: number; terms: string; appliedOn: Day; chargesUsed: number }>(
      `select h.id, h.terms, h.applied_on as appliedOn, (${usesThatCount}) as chargesUsed
       from held_coupon h
       where h.household_id = ? and h.applied_on <= ? and (h.ended_on is null or h.ended_on > ?)
       order by h.applied_on, h.id`,
      householdId,
      on,
      on,
    )
    .map((row) => ({ ...row, terms: JSON.parse(row.terms) as CouponTerms }))
    .filter(({ terms, chargesUsed }) => terms.charges === null || chargesUsed < terms.charges);
}

/** The coupons an invoice has used, even those that have ended since: an edit of it may use them again. */
export function listCouponsUsedOn(db: ReadableDb, invoiceId: InvoiceId): HeldCoupon[] {
  return db
    .all<{ id: number; terms: string; appliedOn: Day; chargesUsed: number }>(
      `select h.id, h.terms, h.applied_on as appliedOn, (${usesThatCount}) - 1 as chargesUsed
       from coupon_use o join held_coupon h on h.id = o.held_coupon_id where o.invoice_id = ? order by h.applied_on, h.id`,
      invoiceId,
    )
    .map((row) => ({ ...row, terms: JSON.parse(row.terms) as CouponTerms }));
}

/** Gives back what an invoice used of coupons, before it is priced again. */
export function deleteCouponUses(db: WritableDb, invoiceId: InvoiceId): void {
  db.exec("delete from coupon_use where invoice_id = ?", invoiceId);
}

export type HeldCouponRow = {
  readonly heldCouponId: HeldCouponId;
  readonly couponId: CouponId;
  readonly terms: CouponTerms;
  readonly appliedOn: Day;
  readonly endedOn: Day | null;
  readonly chargesUsed: number;
  readonly offCents: Cents;
};

/** Every coupon the household ever had, the newest first. */
export function listHeldCoupons(db: ReadableDb, householdId: HouseholdId): HeldCouponRow[] {
  return db
    .all<Omit<HeldCouponRow, "terms"> & { terms: string }>(
      `select h.id as heldCouponId, h.coupon_id as couponId, h.terms, h.applied_on as appliedOn, h.ended_on as endedOn,
         (${usesThatCount}) as chargesUsed,
         coalesce((select sum(u.off_cents) from coupon_use u join invoice i on i.id = u.invoice_id
           where u.held_coupon_id = h.id and i.voided_on is null), 0) as offCents
       from held_coupon h where h.household_id = ? order by h.applied_on desc, h.id desc`,
      householdId,
    )
    .map((row) => ({ ...row, terms: JSON.parse(row.terms) as CouponTerms }));
}

export function insertHeldCoupon(
  db: WritableDb,
  held: {
    readonly couponId: CouponId;
    readonly householdId: HouseholdId;
    readonly terms: CouponTerms;
    readonly appliedOn: Day;
    readonly appliedBy: StaffId | null;
    readonly createdAt: Instant;
  },
): HeldCouponId {
  return asId<HeldCouponId>(
    db.exec(
      `insert into held_coupon (coupon_id, household_id, terms, applied_on, applied_by, created_at)
       values (?, ?, ?, ?, ?, ?)`,
      held.couponId,
      held.householdId,
      JSON.stringify(held.terms),
      held.appliedOn,
      held.appliedBy,
      held.createdAt,
    ).id,
  );
}

/** Answers how many rows changed: none when it has ended already or is another household's. */
export function endHeldCoupon(db: WritableDb, id: HeldCouponId, householdId: HouseholdId, on: Day): number {
  return db.exec(
    "update held_coupon set ended_on = ? where id = ? and household_id = ? and ended_on is null",
    on,
    id,
    householdId,
  ).changes;
}

/** What an invoice took off by each coupon; one use a coupon and invoice (F-13). */
export function insertCouponUses(
  db: WritableDb,
  invoiceId: InvoiceId,
  uses: readonly { readonly couponId: number; readonly offCents: Cents }[],
  createdAt: Instant,
): void {
  for (const { couponId, offCents } of uses)
    db.exec(
      "insert into coupon_use (held_coupon_id, invoice_id, off_cents, created_at) values (?, ?, ?, ?)",
      couponId,
      invoiceId,
      offCents,
      createdAt,
    );
}
