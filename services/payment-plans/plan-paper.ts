/** The schedule of a payment plan on paper, with lines to sign on (INV-6). */
import type { PaymentPlanId } from "#domain/identity.ts";
import type { DeskPaperData } from "#domain/statements/present-desk-paper.ts";
import { printDay } from "#domain/statements/print-format.ts";
import { look, type Cx } from "../context.ts";
import { readPrinting } from "../statements/print-setup.ts";
import { readHouseholdOnPaper } from "../statements/statement-data.ts";
import { readPlan } from "./view-plans.ts";

const everyWord = { week: "every week", two_weeks: "every two weeks", month: "every month" } as const;

/** Refuses `plan_not_there`. */
export function readPlanPaper(cx: Cx, planId: PaymentPlanId): { readonly fileName: string; readonly data: DeskPaperData } {
  return look<{ readonly fileName: string; readonly data: DeskPaperData }>(cx, (db) => {
    const plan = readPlan(db, planId, cx.today);
    const printing = readPrinting(db);
    const household = readHouseholdOnPaper(db, plan.householdId, printing.homeCountry);
    const numbers = plan.invoices.map((invoice) => String(invoice.number)).join(", ");
    const { locale } = printing.setup;
    return {
      fileName: `payment-plan-${planId}.pdf`,
      data: {
        setup: printing.setup,
        letterhead: printing.letterhead,
        recipient: { name: household.name, addressLines: household.addressLines },
        datedOn: plan.startedOn,
        heading: "Payment plan",
        reference: `Invoice ${numbers}`,
        facts: [
          { label: plan.invoices.length === 1 ? "Invoice" : "Invoices", value: numbers },
          { label: "Agreed on", value: printDay(plan.startedOn, locale) },
          { label: "Household", value: String(household.number) },
        ],
        banner: "",
        sections: [
          {
            name: `${plan.parts.length} payments, ${everyWord[plan.every]}`,
            rows: plan.parts.map(({ position, dueOn, cents }) => ({ on: dueOn, text: `Payment ${position + 1}`, detail: "", cents })),
          },
        ],
        total: { label: "Total of the plan", cents: plan.totalCents },
        settled: [{ label: "Paid so far", cents: plan.paidCents }],
        notes: [
          "I agree to make these payments on or before the days above. No interest and no charge is added.",
          ...(plan.signedOn === null ? [] : [`Signed by ${plan.signedBy} on ${printDay(plan.signedOn, locale)}.`]),
        ],
        signers: plan.signedOn === null ? [household.name, printing.letterhead.name] : [],
      },
    };
  });
}
