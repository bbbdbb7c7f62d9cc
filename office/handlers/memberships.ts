/** Plans and memberships over the contract. */
import { roleMay, type Role } from "#domain/staff/permissions.ts";
import { cancelMembership } from "#services/memberships/cancel.ts";
import { previewCancel } from "#services/memberships/preview-cancel.ts";
import { undoCancel } from "#services/memberships/undo-cancel.ts";
import { exportRoster } from "#services/memberships/export-roster.ts";
import { holdMembership, previewHold } from "#services/memberships/hold.ts";
import { countStandings, listMemberships } from "#services/memberships/list.ts";
import { quoteEnrolment } from "#services/memberships/quote-enrolment.ts";
import { removeMembership } from "#services/memberships/remove.ts";
import { previewResume, resumeMembership } from "#services/memberships/resume.ts";
import { addPlan, revisePlan, setPlanState } from "#services/plans/change-plan.ts";
import { listVersionsOfPlan } from "#services/plans/plan-versions.ts";
import { previewYear } from "#services/plans/preview-year.ts";
import { listPlans } from "#services/plans/plan-view.ts";
import { csvFileOut } from "../file-out.ts";
import { alsoToCards } from "#services/refunds/to-card/send-refund.ts";
import { os } from "../implementer.ts";
import { enrolHandler } from "./agreements.ts";

function mayOf(role: Role): { mayWaiveFees: boolean; mayRefund: boolean } {
  return { mayWaiveFees: roleMay(role, "fees.waive"), mayRefund: roleMay(role, "payments.refund") };
}

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
    previewHold: os.memberships.previewHold.handler(({ context, input }) =>
      previewHold(context.cx, { ...input, mayMakeExceptions: roleMay(context.person.role, "fees.waive") }),
    ),
    hold: os.memberships.hold.handler(({ context, input }) =>
      holdMembership(context.cx, { ...input, mayMakeExceptions: roleMay(context.person.role, "fees.waive") }),
    ),
    previewResume: os.memberships.previewResume.handler(({ context, input }) => previewResume(context.cx, input)),
    resume: os.memberships.resume.handler(({ context, input }) => resumeMembership(context.cx, input)),
    previewCancel: os.memberships.previewCancel.handler(({ context, input }) =>
      previewCancel(context.cx, { ...input, ...mayOf(context.person.role) }),
    ),
    cancel: os.memberships.cancel.handler(({ context, input }) =>
      alsoToCards(context.cx, cancelMembership(context.cx, { ...input, ...mayOf(context.person.role) })),
    ),
    remove: os.memberships.remove.handler(({ context, input }) => removeMembership(context.cx, input)),
    undoCancel: os.memberships.undoCancel.handler(({ context, input }) =>
      undoCancel(context.cx, input.membershipId),
    ),
  },
};
