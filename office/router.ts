/**
 * Every operation of the contract with its handler. A handler file exports groups named like the
 * contract's, and they are spread in here.
 */
import { accountingHandlers } from "./handlers/accounting.ts";
import { appHandlers } from "./handlers/app.ts";
import { benefitHandlers } from "./handlers/benefits.ts";
import { billingHandlers } from "./handlers/billing.ts";
import { catalogueHandlers } from "./handlers/catalogue.ts";
import { closingHandlers } from "./handlers/closing.ts";
import { dunningHandlers } from "./handlers/dunning.ts";
import { chargingHandlers } from "./handlers/charging.ts";
import { helpHandlers } from "./handlers/help.ts";
import { importHandlers } from "./handlers/imports.ts";
import { invoiceEditingHandlers } from "./handlers/invoice-editing.ts";
import { invoiceHandlers } from "./handlers/invoices.ts";
import { labelHandlers } from "./handlers/labels.ts";
import { mailHandlers } from "./handlers/mail.ts";
import { mailCheckHandlers } from "./handlers/mail-check.ts";
import { membershipChangeHandlers } from "./handlers/membership-changes.ts";
import { membershipHandlers } from "./handlers/memberships.ts";
import { membershipTimelineHandlers } from "./handlers/membership-timeline.ts";
import { giftCertificateHandlers } from "./handlers/gift-certificates.ts";
import { offerHandlers } from "./handlers/offers.ts";
import { paymentPlanHandlers } from "./handlers/payment-plans.ts";
import { packageHandlers } from "./handlers/packages.ts";
import { paymentHandlers } from "./handlers/payments.ts";
import { writeOffHandlers } from "./handlers/write-offs.ts";
import { insuranceHandlers } from "./handlers/insurance.ts";
import { peopleHandlers } from "./handlers/people.ts";
import { planUpkeepHandlers } from "./handlers/plan-upkeep.ts";
import { portalHandlers } from "./handlers/portal.ts";
import { practiceHandlers } from "./handlers/practice.ts";
import { refundHandlers } from "./handlers/refunds.ts";
import { reminderHandlers } from "./handlers/reminders.ts";
import { reportHandlers } from "./handlers/reports.ts";
import { scheduleHandlers } from "./handlers/schedule.ts";
import { sessionsHandlers } from "./handlers/sessions.ts";
import { setupHandlers } from "./handlers/setup.ts";
import { staffHandlers } from "./handlers/staff.ts";
import { statementHandlers } from "./handlers/statements.ts";
import { textHandlers } from "./handlers/texts.ts";
import { upkeepHandlers } from "./handlers/upkeep.ts";
import { yearlyStatementHandlers } from "./handlers/yearly-statements.ts";
import { base } from "./implementer.ts";

type Whole = Parameters<typeof base.router>[0];

const handlers = {
  ...appHandlers,
  ...setupHandlers,
  ...sessionsHandlers,
  ...staffHandlers,
  ...practiceHandlers,
  ...insuranceHandlers,
  ...peopleHandlers,
  ...membershipHandlers,
  ...membershipTimelineHandlers,
  ...membershipChangeHandlers,
  ...catalogueHandlers,
  ...benefitHandlers,
  ...billingHandlers,
  ...chargingHandlers,
  ...dunningHandlers,
  ...invoiceHandlers,
  ...invoiceEditingHandlers,
  ...packageHandlers,
  ...paymentHandlers,
  ...refundHandlers,
  ...paymentPlanHandlers,
  ...giftCertificateHandlers,
  ...writeOffHandlers,
  ...closingHandlers,
  ...reminderHandlers,
  ...mailHandlers,
  ...mailCheckHandlers,
  ...labelHandlers,
  ...offerHandlers,
  ...statementHandlers,
  ...yearlyStatementHandlers,
  ...textHandlers,
  ...reportHandlers,
  ...accountingHandlers,
  ...helpHandlers,
  ...importHandlers,
  ...scheduleHandlers,
  ...upkeepHandlers,
  ...planUpkeepHandlers,
  ...portalHandlers,
};

/** Complete when every group of the contract has its handlers; `router.test.ts` proves it. */
export const router = base.router(handlers as unknown as Whole);
