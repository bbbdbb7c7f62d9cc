/**
 * The tables as Kysely sees them, one type each, by feature in db/schema/. Column names say
 * what they hold: `…_on` a civil day, `…_at` an instant, `…_cents` money in minor units.
 */
import type {
  AuditTable,
  BackupTable,
  HelpNoteTable,
  LeaseTable,
  NumberSeriesTable,
  OwnTextTable,
  PracticeTable,
  RequestTable,
  SessionTable,
  StaffTable,
  TrainingClockTable,
} from "./schema/practice.ts";
import type { ImportBatchTable, ImportMappingTable, ImportUpdateTable } from "./schema/imports.ts";
import type {
  EmailBounceTable,
  HouseholdMergeTable,
  HouseholdTable,
  InsurancePolicyTable,
  InvoicePolicyTable,
  PatientMergeTable,
  PatientSearchTable,
  PatientTable,
  PhoneTable,
} from "./schema/people.ts";
import type {
  AgeOutChoiceTable,
  AgreementTable,
  AgreementTemplateTable,
  AgreementTemplateVersionTable,
  PlanTable,
  PlanVersionTable,
  PriceRiseMemberTable,
  PriceRisePlanTable,
  PriceRiseTable,
} from "./schema/plans.ts";
import type {
  HoldFeeTable,
  MembershipCancellationTable,
  MembershipChangeTable,
  MembershipChangedTable,
  MembershipDrawShiftTable,
  MembershipHoldTable,
  MembershipLapseTable,
  MembershipScheduleTable,
  MembershipTable,
  PeriodTable,
} from "./schema/memberships.ts";
import type {
  CouponTable,
  CouponUseTable,
  HeldCouponTable,
  ServicePriceTable,
  ServiceTable,
} from "./schema/catalog.ts";
import type {
  BenefitGrantTable,
  BenefitUseTable,
  RecallCallTable,
  WalletDueTable,
  WalletMoveTable,
} from "./schema/benefits.ts";
import type { PortalRequestTable, PortalSettingsTable } from "./schema/portal.ts";
import type {
  AccountMapTable,
  AccountingDayTable,
  AccountingExportTable,
  DuesRecognitionTable,
  EntryTable,
  PostingTable,
} from "./schema/ledger.ts";
import type {
  CreditNoteLineTable,
  CreditNoteTable,
  InvoiceDayChangeTable,
  InvoiceLineTable,
  InvoiceRevisionTable,
  InvoiceSpanTable,
  InvoiceTable,
} from "./schema/invoices.ts";
import type {
  AllocationTable,
  CreditMoveTable,
  CreditTable,
  GiftCertificateMoveTable,
  GiftCertificateTable,
  PaymentPlanInvoiceTable,
  PaymentPlanPartTable,
  PaymentPlanTable,
  PaymentTable,
  RefundTable,
} from "./schema/payments.ts";
import type {
  CardEventPlaceTable,
  CardEventTable,
  CardTable,
  CatchUpTable,
  ChargeAttemptTable,
  ChargePauseTable,
  DisputeTable,
  RefundAttemptTable,
} from "./schema/charging.ts";
import type { AttentionTable, BillingRunTable, BillingStopTable } from "./schema/billing.ts";
import type {
  DocumentTable,
  StatementBatchTable,
  StatementTable,
  YearlyRunTable,
  YearlyStatementTable,
} from "./schema/documents.ts";
import type {
  DunningCaseTable,
  DunningRetryTable,
  DunningSettingsTable,
  NoticeBatchTable,
  NoticeTable,
} from "./schema/dunning.ts";
import type {
  MailAccountTable,
  MailCheckPlaceTable,
  MailCheckTable,
  MailReturnTable,
  MailTable,
} from "./schema/mail.ts";
import type {
  DayCloseTable,
  DayLockTable,
  DepositItemTable,
  DepositTable,
  DrawerCountTable,
  LocationStatementTable,
  PayoutItemTable,
  PayoutPlaceTable,
  PayoutTable,
} from "./schema/closing.ts";
import type {
  AppointmentEventTable,
  AppointmentServiceTable,
  AppointmentTable,
  BlockOutSkipTable,
  BlockOutTable,
  ProviderTable,
  RoomTable,
  ScheduleSettingsTable,
} from "./schema/schedule.ts";
import type {
  PackageSaleTable,
  PackageTable,
  PackageTransferTable,
  PackageUnitTable,
  PackageUseTable,
} from "./schema/packages.ts";

export type Schema = {
  practice: PracticeTable;
  training_clock: TrainingClockTable;
  staff: StaffTable;
  session: SessionTable;
  import_batch: ImportBatchTable;
  import_mapping: ImportMappingTable;
  household: HouseholdTable;
  patient: PatientTable;
  household_merge: HouseholdMergeTable;
  patient_merge: PatientMergeTable;
  email_bounce: EmailBounceTable;
  insurance_policy: InsurancePolicyTable;
  invoice_policy: InvoicePolicyTable;
  phone: PhoneTable;
  import_update: ImportUpdateTable;
  patient_search: PatientSearchTable;
  plan: PlanTable;
  plan_version: PlanVersionTable;
  membership: MembershipTable;
  membership_schedule: MembershipScheduleTable;
  membership_draw_shift: MembershipDrawShiftTable;
  membership_hold: MembershipHoldTable;
  hold_fee: HoldFeeTable;
  membership_cancellation: MembershipCancellationTable;
  membership_lapse: MembershipLapseTable;
  membership_change: MembershipChangeTable;
  membership_changed: MembershipChangedTable;
  agreement: AgreementTable;
  agreement_template: AgreementTemplateTable;
  agreement_template_version: AgreementTemplateVersionTable;
  service: ServiceTable;
  service_price: ServicePriceTable;
  coupon: CouponTable;
  held_coupon: HeldCouponTable;
  coupon_use: CouponUseTable;
  benefit_grant: BenefitGrantTable;
  number_series: NumberSeriesTable;
  entry: EntryTable;
  posting: PostingTable;
  invoice: InvoiceTable;
  invoice_line: InvoiceLineTable;
  invoice_span: InvoiceSpanTable;
  invoice_revision: InvoiceRevisionTable;
  credit_note: CreditNoteTable;
  credit_note_line: CreditNoteLineTable;
  period: PeriodTable;
  payment: PaymentTable;
  credit: CreditTable;
  allocation: AllocationTable;
  refund: RefundTable;
  gift_certificate: GiftCertificateTable;
  gift_certificate_move: GiftCertificateMoveTable;
  payment_plan: PaymentPlanTable;
  payment_plan_invoice: PaymentPlanInvoiceTable;
  payment_plan_part: PaymentPlanPartTable;
  card: CardTable;
  charge_attempt: ChargeAttemptTable;
  refund_attempt: RefundAttemptTable;
  credit_move: CreditMoveTable;
  card_event: CardEventTable;
  card_event_place: CardEventPlaceTable;
  dispute: DisputeTable;
  catch_up: CatchUpTable;
  charge_pause: ChargePauseTable;
  audit: AuditTable;
  request: RequestTable;
  lease: LeaseTable;
  billing_run: BillingRunTable;
  billing_stop: BillingStopTable;
  attention: AttentionTable;
  document: DocumentTable;
  statement_batch: StatementBatchTable;
  yearly_run: YearlyRunTable;
  yearly_statement: YearlyStatementTable;
  statement: StatementTable;
  backup: BackupTable;
  own_text: OwnTextTable;
  help_note: HelpNoteTable;
  dunning_settings: DunningSettingsTable;
  dunning_case: DunningCaseTable;
  dunning_retry: DunningRetryTable;
  notice_batch: NoticeBatchTable;
  notice: NoticeTable;
  mail_account: MailAccountTable;
  mail: MailTable;
  mail_check: MailCheckTable;
  mail_check_place: MailCheckPlaceTable;
  mail_return: MailReturnTable;
  age_out_choice: AgeOutChoiceTable;
  price_rise: PriceRiseTable;
  price_rise_plan: PriceRisePlanTable;
  price_rise_member: PriceRiseMemberTable;
  invoice_day_change: InvoiceDayChangeTable;
  dues_recognition: DuesRecognitionTable;
  account_map: AccountMapTable;
  accounting_export: AccountingExportTable;
  accounting_day: AccountingDayTable;
  day_lock: DayLockTable;
  day_close: DayCloseTable;
  drawer_count: DrawerCountTable;
  deposit: DepositTable;
  deposit_item: DepositItemTable;
  payout: PayoutTable;
  payout_item: PayoutItemTable;
  payout_place: PayoutPlaceTable;
  location_statement: LocationStatementTable;
  package: PackageTable;
  package_sale: PackageSaleTable;
  package_unit: PackageUnitTable;
  package_use: PackageUseTable;
  package_transfer: PackageTransferTable;
  benefit_use: BenefitUseTable;
  wallet_move: WalletMoveTable;
  wallet_due: WalletDueTable;
  recall_call: RecallCallTable;
  portal_settings: PortalSettingsTable;
  portal_request: PortalRequestTable;
  provider: ProviderTable;
  room: RoomTable;
  appointment: AppointmentTable;
  appointment_service: AppointmentServiceTable;
  appointment_event: AppointmentEventTable;
  block_out: BlockOutTable;
  block_out_skip: BlockOutSkipTable;
  schedule_settings: ScheduleSettingsTable;
};
