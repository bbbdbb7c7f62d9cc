/** Everything a window may ask of the office, in one tree. */
import {
  appContract,
  eventsContract,
  practiceContract,
  sessionsContract,
  setupContract,
  staffContract,
  trainingContract,
} from "./app.ts";
import { accountingContract } from "./accounting.ts";
import { benefitsContract } from "./benefits.ts";
import { agreementsContract } from "./agreements.ts";
import { billingContract } from "./billing.ts";
import { catalogueContract } from "./catalogue.ts";
import { closingContract } from "./closing.ts";
import { couponsContract } from "./coupons.ts";
import { dunningContract } from "./dunning.ts";
import { chargingContract } from "./charging.ts";
import { giftCertificatesContract } from "./gift-certificates.ts";
import { helpContract } from "./help.ts";
import { importsContract } from "./imports.ts";
import { invoiceEditingContract } from "./invoice-editing.ts";
import { invoicesContract } from "./invoices.ts";
import { labelsContract } from "./labels.ts";
import { mailContract } from "./mail.ts";
import { mailCheckContract } from "./mail-check.ts";
import { membershipChangesContract } from "./membership-changes.ts";
import { membershipTimelineContract } from "./membership-timeline.ts";
import { membershipsContract } from "./memberships.ts";
import { offersContract } from "./offers.ts";
import { paymentPlansContract } from "./payment-plans.ts";
import { packagesContract } from "./packages.ts";
import { paymentsContract } from "./payments.ts";
import { insuranceContract } from "./insurance.ts";
import { peopleContract } from "./people.ts";
import { portalContract } from "./portal.ts";
import { planUpkeepContract } from "./plan-upkeep.ts";
import { refundsContract } from "./refunds.ts";
import { remindersContract } from "./reminders.ts";
import { reportsContract } from "./reports.ts";
import { scheduleContract } from "./schedule.ts";
import { statementsContract } from "./statements.ts";
import { textsContract } from "./texts.ts";
import { upkeepContract } from "./upkeep.ts";
import { writeOffsContract } from "./write-offs.ts";
import { yearlyStatementsContract } from "./yearly-statements.ts";

export const contract = {
  app: appContract,
  setup: setupContract,
  sessions: sessionsContract,
  staff: staffContract,
  practice: practiceContract,
  training: trainingContract,
  events: eventsContract,
  ...insuranceContract,
  ...peopleContract,
  ...membershipsContract,
  ...membershipTimelineContract,
  ...membershipChangesContract,
  ...catalogueContract,
  ...couponsContract,
  ...agreementsContract,
  ...benefitsContract,
  ...billingContract,
  ...chargingContract,
  ...dunningContract,
  ...invoicesContract,
  ...invoiceEditingContract,
  ...packagesContract,
  ...paymentsContract,
  ...refundsContract,
  ...paymentPlansContract,
  ...giftCertificatesContract,
  ...writeOffsContract,
  ...closingContract,
  ...remindersContract,
  ...mailContract,
  ...mailCheckContract,
  ...labelsContract,
  ...offersContract,
  ...statementsContract,
  ...yearlyStatementsContract,
  ...reportsContract,
  ...accountingContract,
  ...helpContract,
  ...importsContract,
  ...scheduleContract,
  ...textsContract,
  ...upkeepContract,
  ...planUpkeepContract,
  ...portalContract,
};
export type OfficeContract = typeof contract;
