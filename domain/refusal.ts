/**
 * A refusal (F-17): a rule of the office said no and nothing happened. It carries a code and the
 * facts that the sentence for the person at the desk needs; the sentences themselves live in
 * `contract/refusals`, one file a feature, and a missing one does not compile.
 */
import type { AccountingRefusals } from "./accounting/refusals.ts";
import type { AgreementRefusals } from "./agreements/refusals.ts";
import type { BillingRefusals } from "./billing/refusals.ts";
import type { DunningRefusals } from "./dunning/refusals.ts";
import type { BrochureRefusals } from "./brochure/refusals.ts";
import type { CatalogueRefusals } from "./catalogue/refusals.ts";
import type { ChargingRefusals } from "./charging/refusals.ts";
import type { ClosingRefusals } from "./closing/refusals.ts";
import type { CouponRefusals } from "./coupons/refusals.ts";
import type { HelpRefusals } from "./help/refusals.ts";
import type { ImportRefusals } from "./imports/refusals.ts";
import type { InvoiceRefusals } from "./invoices/refusals.ts";
import type { LabelRefusals } from "./labels/refusals.ts";
import type { MailRefusals } from "./mail/refusals.ts";
import type { MembershipChangeRefusals } from "./memberships/changes/refusals.ts";
import type { MembershipRefusals } from "./memberships/refusals.ts";
import type { PackageRefusals } from "./packages/refusals.ts";
import type { PaymentRefusals } from "./payments/refusals.ts";
import type { PeopleRefusals } from "./people/refusals.ts";
import type { PlanOfferRefusals } from "./plan-offer/refusals.ts";
import type { PlanUpkeepRefusals } from "./plan-upkeep/refusals.ts";
import type { PortalRefusals } from "./portal/refusals.ts";
import type { PracticeRefusals } from "./practice/refusals.ts";
import type { ReportRefusals } from "./reports/refusals.ts";
import type { ScheduleRefusals } from "./schedule/refusals.ts";
import type { StaffRefusals } from "./staff/refusals.ts";
import type { StatementRefusals } from "./statements/refusals.ts";
import type { TextRefusals } from "./texts/refusals.ts";
import type { BenefitRecallRefusals } from "./benefits/refusals.ts";
import type { YearlyStatementRefusals } from "./yearly-statements/refusals.ts";
import type { WalletRefusals } from "./wallet/refusals.ts";

/** Every refusal code with the shape of its facts. Facts are plain values, never names of patients' conditions. */
export type RefusalFacts = AccountingRefusals &
  WalletRefusals &
  BenefitRecallRefusals &
  AgreementRefusals &
  BillingRefusals &
  BrochureRefusals &
  CatalogueRefusals &
  ClosingRefusals &
  CouponRefusals &
  ChargingRefusals &
  DunningRefusals &
  HelpRefusals &
  ImportRefusals &
  InvoiceRefusals &
  LabelRefusals &
  MailRefusals &
  MembershipChangeRefusals &
  MembershipRefusals &
  PackageRefusals &
  PaymentRefusals &
  PeopleRefusals &
  PlanOfferRefusals &
  PlanUpkeepRefusals &
  PortalRefusals &
  PracticeRefusals &
  ReportRefusals &
  ScheduleRefusals &
  StaffRefusals &
  StatementRefusals &
  YearlyStatementRefusals &
  TextRefusals;

export type RefusalCode = keyof RefusalFacts;

export class Refusal<C extends RefusalCode = RefusalCode> extends Error {
  readonly code: C;
  readonly facts: RefusalFacts[C];

  constructor(code: C, facts: RefusalFacts[C]) {
    super(code);
    this.name = "Refusal";
    this.code = code;
    this.facts = facts;
  }
}

/** Stops the use case with a refusal; nothing of its transaction is kept. */
export function refuse<C extends RefusalCode>(code: C, facts: RefusalFacts[C]): never {
  throw new Refusal(code, facts);
}
