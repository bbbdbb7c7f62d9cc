/** Payment plans over the contract (INV-6). The signed copy is made and kept before the one transaction that signs. */
import { answeredBefore } from "#services/answered.ts";
import { agreePlan, previewPlan } from "#services/payment-plans/agree-plan.ts";
import { changePayBy, endPlan, previewPayBy } from "#services/payment-plans/change-plan.ts";
import { readPlanPaper, readPlanWords } from "#services/payment-plans/plan-paper.ts";
import {
  attachPlanScan,
  planCopyToSign,
  signPlanOnPaper,
  signPlanOnScreen,
  type PlanSigned,
} from "#services/payment-plans/sign-plan.ts";
import { listPaymentPlans, viewPlanOfInvoice } from "#services/payment-plans/view-plans.ts";
import { os } from "../implementer.ts";
import { keepDocument } from "./keep-document.ts";
import { keepScan } from "./keep-scan.ts";
import { deskPaperPdf } from "./print.ts";

export const paymentPlanHandlers = {
  paymentPlans: {
    preview: os.paymentPlans.preview.handler(({ context, input }) => previewPlan(context.cx, input)),
    agree: os.paymentPlans.agree.handler(({ context, input }) => agreePlan(context.cx, input)),
    ofInvoice: os.paymentPlans.ofInvoice.handler(({ context, input }) => ({ plan: viewPlanOfInvoice(context.cx, input.invoiceId) })),
    list: os.paymentPlans.list.handler(({ context, input }) => listPaymentPlans(context.cx, input)),
    end: os.paymentPlans.end.handler(({ context, input }) => endPlan(context.cx, input)),
    previewPayBy: os.paymentPlans.previewPayBy.handler(({ context, input }) => previewPayBy(context.cx, input)),
    changePayBy: os.paymentPlans.changePayBy.handler(({ context, input }) => changePayBy(context.cx, input)),
    words: os.paymentPlans.words.handler(({ context, input }) => {
      const { sentences, fingerprint } = readPlanWords(context.cx, input.planId);
      return { sentences: [...sentences], fingerprint };
    }),
    sign: os.paymentPlans.sign.handler(async ({ context, input, signal }) => {
      const before = answeredBefore<PlanSigned>(context.cx);
      if (before) return before;
      const data = planCopyToSign(context.cx, input);
      const rendered = await context.office.documents().render("desk_paper", data, signal ? { signal } : {});
      return signPlanOnScreen(context.cx, { ...input, copy: keepDocument(context.office, rendered) });
    }),
    signedOnPaper: os.paymentPlans.signedOnPaper.handler(async ({ context, input, signal }) => {
      const before = answeredBefore<PlanSigned>(context.cx);
      if (before) return before;
      const scan = input.scan === null ? null : await keepScan(context, { signal }, input.scan.base64);
      return signPlanOnPaper(context.cx, { ...input, scan });
    }),
    attachScan: os.paymentPlans.attachScan.handler(async ({ context, input, signal }) => {
      const before = answeredBefore<PlanSigned>(context.cx);
      if (before) return before;
      const scan = await keepScan(context, { signal }, input.scan.base64);
      return attachPlanScan(context.cx, { planId: input.planId, scan });
    }),
    pdf: os.paymentPlans.pdf.handler(({ context, input, signal }) =>
      deskPaperPdf(context.office, readPlanPaper(context.cx, input.planId), signal),
    ),
  },
};
