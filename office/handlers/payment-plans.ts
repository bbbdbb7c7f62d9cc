/** Payment plans over the contract (INV-6). */
import { agreePlan, previewPlan } from "#services/payment-plans/agree-plan.ts";
import { endPlan, signPlan } from "#services/payment-plans/change-plan.ts";
import { readPlanPaper } from "#services/payment-plans/plan-paper.ts";
import { listPaymentPlans, viewPlanOfInvoice } from "#services/payment-plans/view-plans.ts";
import { os } from "../implementer.ts";
import { deskPaperPdf } from "./print.ts";

export const paymentPlanHandlers = {
  paymentPlans: {
    preview: os.paymentPlans.preview.handler(({ context, input }) => previewPlan(context.cx, input)),
    agree: os.paymentPlans.agree.handler(({ context, input }) => agreePlan(context.cx, input)),
    ofInvoice: os.paymentPlans.ofInvoice.handler(({ context, input }) => ({ plan: viewPlanOfInvoice(context.cx, input.invoiceId) })),
    list: os.paymentPlans.list.handler(({ context, input }) => listPaymentPlans(context.cx, input)),
    end: os.paymentPlans.end.handler(({ context, input }) => endPlan(context.cx, input)),
    sign: os.paymentPlans.sign.handler(({ context, input }) => signPlan(context.cx, input)),
    pdf: os.paymentPlans.pdf.handler(({ context, input, signal }) =>
      deskPaperPdf(context.office, readPlanPaper(context.cx, input.planId), signal),
    ),
  },
};
