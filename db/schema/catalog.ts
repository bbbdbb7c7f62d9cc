/** Tables of services with their prices, and coupons (see db/schema.ts). */
import type { Defaulted, Id, Nullable } from "./column-kinds.ts";

export type ServiceTable = {
  id: Id;
  kind: Defaulted<"service" | "product">;
  code: string;
  name: string;
  category: string;
  duration_minutes: Nullable<number>;
  taxable: 0 | 1;
  tax_rate_ppm: Defaulted<number>;
  deactivated_at: Nullable<string>;
  version: Defaulted<number>;
  created_at: string;
};

/** A price in force from its day on; a correction of the same day replaces the row (PPL-9). */
export type ServicePriceTable = {
  id: Id;
  service_id: number;
  effective_on: string;
  price_cents: number;
  created_by: Nullable<number>;
  created_at: string;
  replaced_at: Nullable<string>;
};

export type CouponTable = {
  id: Id;
  code: string;
  terms: string;
  version: Defaulted<number>;
  created_by: Nullable<number>;
  created_at: string;
  ended_at: Nullable<string>;
};

/** A coupon given to a household, with the terms it had on that day (PPL-14). */
export type HeldCouponTable = {
  id: Id;
  coupon_id: number;
  household_id: number;
  terms: string;
  applied_on: string;
  applied_by: Nullable<number>;
  created_at: string;
  ended_on: Nullable<string>;
};

export type CouponUseTable = {
  id: Id;
  held_coupon_id: number;
  invoice_id: number;
  off_cents: number;
  created_at: string;
};
