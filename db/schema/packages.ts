/** Tables of packages, those sold, and their uses (see db/schema.ts). */
import type { Defaulted, Id, Nullable } from "./column-kinds.ts";

export type PackageTable = {
  id: Id;
  name: string;
  terms: string;
  version: Defaulted<number>;
  created_by: Nullable<number>;
  created_at: string;
  retired_at: Nullable<string>;
};

export type PackageSaleTable = {
  id: Id;
  package_id: number;
  household_id: number;
  patient_id: number;
  invoice_id: number;
  terms: string;
  price_cents: number;
  bought_on: string;
  expires_on: Nullable<string>;
  cancelled_on: Nullable<string>;
  cancel_reason: Nullable<string>;
  created_by: Nullable<number>;
  created_at: string;
};

export type PackageUnitTable = {
  id: Id;
  sale_id: number;
  position: number;
  service_id: Nullable<number>;
  value_cents: number;
  holder_id: Nullable<number>;
};

export type PackageUseTable = {
  id: Id;
  unit_id: number;
  kind: "redeemed" | "expired" | "cancelled";
  patient_id: Nullable<number>;
  service_id: Nullable<number>;
  provider_id: Nullable<number>;
  used_on: string;
  invoice_id: Nullable<number>;
  line_id: Nullable<number>;
  payment_id: Nullable<number>;
  list_cents: Defaulted<number>;
  upsize_cents: Defaulted<number>;
  line_before: Nullable<string>;
  created_by: Nullable<number>;
  created_at: string;
  undone_on: Nullable<string>;
  undone_by: Nullable<number>;
};

export type PackageTransferTable = {
  id: Id;
  sale_id: number;
  unit_id: Nullable<number>;
  from_patient_id: number;
  to_patient_id: number;
  reason: string;
  transferred_on: string;
  created_by: Nullable<number>;
  created_at: string;
};
