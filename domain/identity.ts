/** Row identities, branded so that a patient's id cannot be passed where a household's is meant. */
type Id<Name extends string> = number & { readonly __id: Name };

export type PatientId = Id<"patient">;
export type HouseholdId = Id<"household">;
export type PlanId = Id<"plan">;
export type PlanVersionId = Id<"plan_version">;
export type ServiceId = Id<"service">;
export type CouponId = Id<"coupon">;
export type HeldCouponId = Id<"held_coupon">;
export type AgreementId = Id<"agreement">;
export type AgreementTemplateId = Id<"agreement_template">;
export type AgreementTemplateVersionId = Id<"agreement_template_version">;
export type InsurancePolicyId = Id<"insurance_policy">;
export type MembershipId = Id<"membership">;
export type InvoiceId = Id<"invoice">;
export type InvoiceLineId = Id<"invoice_line">;
export type CreditNoteId = Id<"credit_note">;
export type PaymentId = Id<"payment">;
export type CreditId = Id<"credit">;
export type RefundId = Id<"refund">;
export type GiftCertificateId = Id<"gift_certificate">;
export type PaymentPlanId = Id<"payment_plan">;
export type PlanPartId = Id<"payment_plan_part">;
export type EntryId = Id<"entry">;
export type StaffId = Id<"staff">;
export type DocumentId = Id<"document">;
export type StatementId = Id<"statement">;
export type ImportBatchId = Id<"import_batch">;
export type ListViewId = Id<"list_view">;
export type InvoiceSendingId = Id<"invoice_sending">;
export type DepositId = Id<"deposit">;
export type PayoutId = Id<"payout">;
export type LocationStatementId = Id<"location_statement">;
export type CardId = Id<"card">;
export type CaseId = Id<"dunning_case">;
export type NoticeId = Id<"notice">;
export type MailId = Id<"mail">;
export type AttentionId = Id<"attention">;
export type AppointmentId = Id<"appointment">;
export type RoomId = Id<"room">;
export type BlockOutId = Id<"block_out">;
export type PortalRequestId = Id<"portal_request">;
export type RecallCallId = Id<"recall_call">;
export type PackageId = Id<"package">;
export type PackageSaleId = Id<"package_sale">;
export type PackageUnitId = Id<"package_unit">;
export type PackageTransferId = Id<"package_transfer">;
export type PackageUseId = Id<"package_use">;
export type BenefitGrantId = Id<"benefit_grant">;
export type BenefitUseId = Id<"benefit_use">;
export type PriceRiseId = Id<"price_rise">;

/** Brands a row id that was just read from the database or checked by the contract. */
export function asId<T extends Id<string>>(value: number): T {
  return value as T;
}
