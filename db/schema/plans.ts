/** Tables of plans with their versions, prices that rise, agreements (see db/schema.ts). */
import type { GeneratedAlways } from "kysely";
import type { Defaulted, Id, Nullable } from "./column-kinds.ts";

export type PlanTable = {
  id: Id;
  name: string;
  state: "draft" | "on_sale" | "closed";
  version: Defaulted<number>;
  created_at: string;
};

export type PlanVersionTable = {
  id: Id;
  plan_id: number;
  number: number;
  terms: string;
  has_wallet: GeneratedAlways<number>;
  created_by: Nullable<number>;
  created_at: string;
};

export type AgreementTable = {
  id: Id;
  membership_id: number;
  text_hash: string;
  required: 0 | 1;
  signed_on: Nullable<string>;
  method: Nullable<"screen" | "paper" | "portal">;
  signer: Nullable<string>;
  created_at: string;
  template_version_id: Nullable<number>;
  text: Defaulted<string>;
  agreed: Defaulted<string>;
  signature: Nullable<string>;
  signed_at: Nullable<string>;
  signed_before: Nullable<number>;
  workstation: Nullable<string>;
  document_id: Nullable<number>;
};

export type AgreementTemplateTable = {
  id: Id;
  name: string;
  version: Defaulted<number>;
  created_at: string;
  retired_at: Nullable<string>;
};

export type AgreementTemplateVersionTable = {
  id: Id;
  template_id: number;
  number: number;
  body: string;
  not_insurance: 0 | 1;
  disclosure: string;
  created_by: Nullable<number>;
  created_at: string;
};

export type AgeOutChoiceTable = {
  id: Id;
  membership_id: number;
  plan_id: number;
  choice: "move" | "stay";
  reason: string;
  created_by: Nullable<number>;
  created_at: string;
  replaced_at: Nullable<string>;
};

export type PriceRiseTable = {
  id: Id;
  effective_on: string;
  scope: "new_members" | "at_renewal" | "first_draw_after_notice";
  notice_days: number;
  reason: string;
  created_by: Nullable<number>;
  created_at: string;
  withdrawn_by: Nullable<number>;
  withdrawn_at: Nullable<string>;
};

export type PriceRisePlanTable = {
  rise_id: number;
  plan_id: number;
  from_version_id: number;
  to_version_id: Nullable<number>;
  prices: string;
};

export type PriceRiseMemberTable = {
  id: Id;
  rise_id: number;
  membership_id: number;
  plan_id: number;
  old_cents: number;
  new_cents: number;
  wished_on: string;
  notice_id: Nullable<number>;
  took_effect_on: Nullable<string>;
  ended_why: Nullable<"withdrawn" | "plan_left">;
  ended_by: Nullable<number>;
  ended_at: Nullable<string>;
};
