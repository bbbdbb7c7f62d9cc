/**
 * All screens. A feature exports its routes from `renderer/features/<feature>/routes.tsx`, made with
 * `getParentRoute: () => rootRoute`, and is added here by one import and one line; the navigation
 * shows an entry as soon as its route is in the tree.
 */
import { homeRoute } from "./home-route.tsx";
import { rootRoute } from "./root-route.tsx";
import { forecastRoute } from "../features/billing-forecast/routes.tsx";
import { cardsRoute } from "../features/cards/routes.tsx";
import { closeDayRoute, daySheetRoute, depositsRoute, keptStatementsRoute, locationStatementRoute } from "../features/closing/routes.tsx";
import { collectionsRoute, pastDueSettingsRoute } from "../features/collections/routes.tsx";
import { documentsRoute, yearlyStatementsRoute, statementRunsRoute, statementsRoute } from "../features/documents/routes.tsx";
import { helpArticleRoute, helpRoute } from "../features/help/routes.tsx";
import { importRoute } from "../features/imports/routes.tsx";
import { editInvoiceRoute, invoiceRoute, invoicesRoute, newInvoiceRoute } from "../features/invoices/routes.tsx";
import { mailSettingsRoute, outboxRoute } from "../features/mail/routes.tsx";
import {
  enrolRoute,
  membershipsRoute,
  rehearsalRoute,
} from "../features/memberships/routes.tsx";
import { giftCertificatesRoute } from "../features/gift-certificates/routes.tsx";
import { paymentPlansRoute } from "../features/payment-plans/routes.tsx";
import { packagesRoute } from "../features/packages/routes.tsx";
import { paymentsRoute } from "../features/payments/routes.tsx";
import {
  chartRoute,
  editPatientRoute,
  householdRoute,
  insuranceHoldingRoute,
  newPatientRoute,
  patientsRoute,
} from "../features/people/routes.tsx";
import { printingRoute } from "../features/printing/routes.tsx";
import { planUpkeepRoute, priceRiseRoute, raisePricesRoute } from "../features/plan-upkeep/routes.tsx";
import {
  agreementsRoute,
  couponsRoute,
  editAgreementRoute,
  editPlanRoute,
  newAgreementRoute,
  newPlanRoute,
  plansRoute,
  servicesRoute,
} from "../features/plans/routes.tsx";
import { joinRequestsRoute, portalSettingsRoute } from "../features/portal/routes.tsx";
import { accountingRoute, agingRoute, deferredDuesRoute, reportsRoute } from "../features/reports/routes.tsx";
import { benefitUseRoute, recallRoute } from "../features/recall/routes.tsx";
import { scheduleRoute, scheduleSetUpRoute } from "../features/schedule/routes.tsx";
import { settingsRoute } from "../features/settings/routes.tsx";
import { textRoute, textsRoute } from "../features/texts/routes.tsx";
import { todayRoute } from "../features/today/routes.tsx";

export const routeTree = rootRoute.addChildren([
  homeRoute,
  cardsRoute,
  collectionsRoute,
  documentsRoute,
  statementsRoute,
  statementRunsRoute,
  yearlyStatementsRoute,
  outboxRoute,
  todayRoute,
  patientsRoute,
  newPatientRoute,
  chartRoute,
  editPatientRoute,
  householdRoute,
  insuranceHoldingRoute,
  importRoute,
  membershipsRoute,
  joinRequestsRoute,
  portalSettingsRoute,
  recallRoute,
  plansRoute,
  newPlanRoute,
  editPlanRoute,
  planUpkeepRoute,
  raisePricesRoute,
  priceRiseRoute,
  servicesRoute,
  couponsRoute,
  agreementsRoute,
  newAgreementRoute,
  editAgreementRoute,
  enrolRoute,
  forecastRoute,
  rehearsalRoute,
  invoicesRoute,
  editInvoiceRoute,
  newInvoiceRoute,
  invoiceRoute,
  packagesRoute,
  paymentsRoute,
  paymentPlansRoute,
  giftCertificatesRoute,
  closeDayRoute,
  depositsRoute,
  daySheetRoute,
  locationStatementRoute,
  keptStatementsRoute,
  reportsRoute,
  agingRoute,
  deferredDuesRoute,
  benefitUseRoute,
  accountingRoute,
  scheduleRoute,
  scheduleSetUpRoute,
  helpRoute,
  helpArticleRoute,
  settingsRoute,
  printingRoute,
  pastDueSettingsRoute,
  mailSettingsRoute,
  textsRoute,
  textRoute,
]);
