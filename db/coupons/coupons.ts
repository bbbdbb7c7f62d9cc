/** Coupons the office gives out (PPL-14). Their terms never change; a coupon ends and another one is made. */
import type { Day, Instant } from "#domain/calendar.ts";
import { asId, type CouponId, type HouseholdId, type InvoiceId, type PlanId, type StaffId } from "#domain/identity.ts";
import type { Cents } from "#domain/money.ts";
import type { CouponTerms } from "#domain/pricing/coupon.ts";
import type { ReadableDb, WritableDb } from "../database.ts";

export type CouponRow = {
  readonly couponId: CouponId;
  readonly version: number;
  readonly terms: CouponTerms;
  readonly createdAt: Instant;
  readonly endedAt: Instant | null;
  /** Households that have it, or had it and used it. */
  readonly households: number;
  /** Charges it was used on that stand, and what it took off them. */
  readonly uses: number;
  readonly offCents: Cents;
};

type Stored = Omit<CouponRow, "terms"> & { readonly terms: string };

const couponRow = `select c.id as couponId, c.version, c.terms, c.created_at as createdAt, c.ended_at as endedAt,
    (select count(distinct h.household_id) from held_coupon h where h.coupon_id = c.id
       and (h.ended_on is null or exists (select 1 from coupon_use u join invoice i on i.id = u.invoice_id
         where u.held_coupon_id = h.id and i.voided_on is null))) as households,
    (select count(*) from held_coupon h join coupon_use u on u.held_coupon_id = h.id
       join invoice i on i.id = u.invoice_id where h.coupon_id = c.id and i.voided_on is null) as uses,
    coalesce((select sum(u.off_cents) from held_coupon h join coupon_use u on u.held_coupon_id = h.id
       join invoice i on i.id = u.invoice_id where h.coupon_id = c.id and i.voided_on is null), 0) as offCents
  from coupon c`;

/** Those that can be given first, then the ended ones, each by code. */
export function listCoupons(db: ReadableDb): CouponRow[] {
  return db.all<Stored>(`${couponRow} order by c.ended_at is not null, c.code`).map(withTerms);
}

export function findCoupon(db: ReadableDb, id: CouponId): CouponRow | undefined {
  const row = db.get<Stored>(`${couponRow} where c.id = ?`, id);
  return row && withTerms(row);
}

/** Small and capital letters are the same code. */
export function findCouponByCode(db: ReadableDb, code: string): CouponRow | undefined {
  const row = db.get<Stored>(`${couponRow} where c.code = ?`, code);
  return row && withTerms(row);
}

export function insertCoupon(
  db: WritableDb,
  coupon: { readonly terms: CouponTerms; readonly createdBy: StaffId | null; readonly createdAt: Instant },
): CouponId {
  return asId<CouponId>(
    db.exec(
      "insert into coupon (code, terms, created_by, created_at) values (?, ?, ?, ?)",
      coupon.terms.code,
      JSON.stringify(coupon.terms),
      coupon.createdBy,
      coupon.createdAt,
    ).id,
  );
}

export function endCoupon(db: WritableDb, id: CouponId, at: Instant): void {
  db.exec("update coupon set ended_at = ?, version = version + 1 where id = ?", at, id);
}

/** Whether the household has it, or had it and used it. */
export function householdHasCoupon(db: ReadableDb, couponId: CouponId, householdId: HouseholdId): boolean {
  return (
    db.get(
      `select 1 from held_coupon h where h.coupon_id = ? and h.household_id = ?
         and (h.ended_on is null or exists (select 1 from coupon_use u join invoice i on i.id = u.invoice_id
           where u.held_coupon_id = h.id and i.voided_on is null)) limit 1`,
      couponId,
      householdId,
    ) !== undefined
  );
}

/** The plans a household is on, pending ones included. */
export function listHouseholdPlanIds(db: ReadableDb, householdId: HouseholdId, today: Day): PlanId[] {
  return db
    .all<{ planId: PlanId }>(
      `select distinct m.plan_id as planId from membership m
         left join membership_cancellation c on c.membership_id = m.id and c.withdrawn_at is null
         left join membership_lapse p on p.membership_id = m.id and p.ended_at is null
       where m.household_id = ? and p.id is null and (c.id is null or c.effective_on > ?)`,
      householdId,
      today,
    )
    .map(({ planId }) => planId);
}

export type CouponUseRow = {
  readonly householdId: HouseholdId;
  readonly householdName: string;
  readonly appliedOn: Day;
  readonly endedOn: Day | null;
  readonly uses: number;
  readonly offCents: Cents;
  readonly lastInvoiceId: InvoiceId | null;
  readonly lastInvoiceNumber: number | null;
};

/** Who has or had a coupon, the latest first, at most `limit`. */
export function listCouponUses(db: ReadableDb, couponId: CouponId, limit: number): CouponUseRow[] {
  return db.all<CouponUseRow>(
    `select h.household_id as householdId, o.name as householdName, h.applied_on as appliedOn, h.ended_on as endedOn,
       count(i.id) as uses, coalesce(sum(case when i.id is not null then u.off_cents end), 0) as offCents,
       max(i.id) as lastInvoiceId, max(i.number) as lastInvoiceNumber
     from held_coupon h join household o on o.id = h.household_id
       left join coupon_use u on u.held_coupon_id = h.id
       left join invoice i on i.id = u.invoice_id and i.voided_on is null
     where h.coupon_id = ? group by h.id order by h.applied_on desc, h.id desc limit ?`,
    couponId,
    limit,
  );
}

function withTerms(row: Stored): CouponRow {
  return { ...row, terms: JSON.parse(row.terms) as CouponTerms };
}
