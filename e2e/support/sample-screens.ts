/** The screens of the sample practice by address, for the accessibility test and the screenshots. */
import type { Page } from "@playwright/test";

export type SampleScreen = { readonly name: string; readonly hash: string };

export const sampleScreens: readonly SampleScreen[] = [
  { name: "today", hash: "/today" },
  { name: "schedule", hash: "/schedule" },
  { name: "schedule-week", hash: "/schedule?view=week" },
  { name: "schedule-settings", hash: "/settings/schedule" },
  { name: "patients", hash: "/patients" },
  { name: "chart", hash: "/patients/1" },
  { name: "chart-memberships", hash: "/patients/1?tab=memberships" },
  { name: "new-patient", hash: "/patients/new" },
  { name: "import", hash: "/import" },
  { name: "memberships", hash: "/memberships" },
  { name: "recall", hash: "/memberships/recall" },
  { name: "plans", hash: "/memberships/plans" },
  { name: "new-plan", hash: "/memberships/plans/new" },
  { name: "changes-ahead", hash: "/memberships/ahead" },
  { name: "terms-that-end", hash: "/memberships/ahead?tab=renewals" },
  { name: "raise-prices", hash: "/memberships/price-rises/new" },
  { name: "services", hash: "/memberships/services" },
  { name: "coupons", hash: "/memberships/coupons" },
  { name: "agreements", hash: "/memberships/agreements" },
  { name: "enrol", hash: "/memberships/enrol?patientId=2" },
  { name: "rehearsal", hash: "/billing/rehearsal" },
  { name: "forecast", hash: "/billing/forecast" },
  { name: "packages", hash: "/packages" },
  { name: "invoices", hash: "/invoices" },
  { name: "invoice", hash: "/invoices/2000" },
  { name: "new-invoice", hash: "/invoices/new" },
  { name: "payments", hash: "/payments" },
  { name: "collections", hash: "/collections" },
  { name: "letters", hash: "/collections?tab=letters" },
  { name: "cards-nobodys", hash: "/cards?tab=nobodys" },
  { name: "cards-disputes", hash: "/cards?tab=disputes" },
  { name: "reports", hash: "/reports" },
  { name: "aging", hash: "/reports/aging" },
  { name: "deferred-dues", hash: "/reports/deferred-dues" },
  { name: "benefit-use", hash: "/reports/benefit-use" },
  { name: "accounting", hash: "/reports/accounting" },
  { name: "documents", hash: "/documents" },
  { name: "statements", hash: "/documents/statements" },
  { name: "statement-runs", hash: "/documents/runs" },
  { name: "join-requests", hash: "/memberships/requests" },
  { name: "portal-settings", hash: "/settings/portal" },
  { name: "settings", hash: "/settings" },
  { name: "past-due-settings", hash: "/settings/past-due" },
  { name: "texts", hash: "/settings/texts" },
  { name: "help", hash: "/help?from=%2Fpayments" },
  { name: "help-article", hash: "/help/past-due-timetable" },
  { name: "text", hash: "/settings/texts/notice.past_due" },
];

/** Signs in to the sample practice without a password (F-21). */
export async function signInAs(page: Page, url: string, name: RegExp): Promise<void> {
  await page.goto(url);
  await page.getByRole("button", { name }).click();
  await page.getByRole("navigation").first().waitFor();
}

/** Goes to a screen and waits until it stands still: a heading, and no table still loading. */
export async function showScreen(page: Page, url: string, screen: SampleScreen): Promise<void> {
  await page.goto(`${url}#${screen.hash}`);
  await page.locator("[data-page-title]").first().waitFor();
  await page.locator("[aria-busy='true']").first().waitFor({ state: "detached" }).catch(() => undefined);
  await page.evaluate(() => document.fonts.ready);
}
