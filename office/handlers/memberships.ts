/** Plans and memberships over the contract. */
import { cancelMembership, previewCancel, undoCancel } from "#services/memberships/cancel.ts";
import { exportRoster } from "#services/memberships/export-roster.ts";
import { holdMembership, previewHold } from "#services/memberships/hold.ts";
import { countStandings, listMemberships } from "#services/memberships/list.ts";
import { quoteEnrolment } from "#services/memberships/quote-enrolment.ts";
import { resumeMembership } from "#services/memberships/resume.ts";
import { addPlan, revisePlan, setPlanState } from "#services/plans/change-plan.ts";
import { listVersionsOfPlan } from "#services/plans/plan-versions.ts";
import { previewYear } from "#services/plans/preview-year.ts";
import { listPlans } from "#services/plans/plan-view.ts";
import { csvFileOut } from "../file-out.ts";
import { os } from "../implementer.ts";
import { enrolHandler } from "./agreements.ts";

export const membershipHandlers = {
  plans: {
    list: os.plans.list.handler(({ context }) => listPlans(context.cx)),
    versions: os.plans.versions.handler(({ context, input }) => listVersionsOfPlan(context.cx, input.planId)),
    previewYear: os.plans.previewYear.handler(({ context, input }) => previewYear(context.cx, input)),
    add: os.plans.add.handler(({ context, input }) => addPlan(context.cx, input)),
    revise: os.plans.revise.handler(({ context, input }) => revisePlan(context.cx, input)),
    setState: os.plans.setState.handler(({ context, input }) => setPlanState(context.cx, input)),
  },
  memberships: {
    list: os.memberships.list.handler(({ context, input }) => listMemberships(context.cx, input)),
    counts: os.memberships.counts.handler(({ context }) => countStandings(context.cx)),
    exportCsv: os.memberships.exportCsv.handler(({ context }) => 
      csvFileOut(`memberships-${context.cx.today}.csv`, exportRoster(context.cx)),
    ),
    quoteEnrolment: os.memberships.quoteEnrolment.handler(({ context, input }) =>
      quoteEnrolment(context.cx, input),
    ),
    enrol: enrolHandler,
    previewHold: os.memberships.previewHold.handler(({ context, input }) => previewHold(context.cx, input)),
    hold: os.memberships.hold.handler(({ context, input }) => holdMembership(context.cx, input)),
    resume: os.memberships.resume.handler(({ context, input }) => resumeMembership(context.cx, input)),
    previewCancel: os.memberships.previewCancel.handler(({ context, input }) =>
      previewCancel(context.cx, input),
    ),
    cancel: os.memberships.cancel.handler(({ context, input }) => cancelMembership(context.cx, input)),
    undoCancel: os.memberships.undoCancel.handler(({ context, input }) =>
      undoCancel(context.cx, input.membershipId),
    ),
  },
};
