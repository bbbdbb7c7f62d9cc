/** Changes of memberships over the contract. */
import { roleMay } from "#domain/staff/permissions.ts";
import {
  changeDrawDayAtDesk,
  movePlanAtDesk,
  payYearAtDesk,
  previewDrawDay,
  previewPayYear,
  previewPlanMove,
  previewRejoin,
  rejoinAtDesk,
} from "#services/memberships/changes/at-desk.ts";
import { listRejoinable, viewChangeStart } from "#services/memberships/changes/view.ts";
import { undoChange } from "#services/memberships/undo/undo-at-desk.ts";
import { alsoToCards } from "#services/refunds/to-card/send-refund.ts";
import { os } from "../implementer.ts";

const changes = os.membershipChanges;

export const membershipChangeHandlers = {
  membershipChanges: {
    start: changes.start.handler(({ context, input }) => viewChangeStart(context.cx, input.membershipId)),
    previewPlanMove: changes.previewPlanMove.handler(({ context, input }) => previewPlanMove(context.cx, input)),
    movePlan: changes.movePlan.handler(({ context, input: { move, expected, payment } }) =>
      alsoToCards(
        context.cx,
        movePlanAtDesk(context.cx, { ...move, payment, mayRefund: roleMay(context.person.role, "payments.refund") }, expected),
      ),
    ),
    previewPayYear: changes.previewPayYear.handler(({ context, input }) => previewPayYear(context.cx, input)),
    payYear: changes.payYear.handler(({ context, input: { membershipId, reason, expected, payment } }) =>
      payYearAtDesk(context.cx, { membershipId, reason, payment }, expected),
    ),
    previewDrawDay: changes.previewDrawDay.handler(({ context, input }) => previewDrawDay(context.cx, input)),
    changeDrawDay: changes.changeDrawDay.handler(({ context, input: { change, expected } }) =>
      changeDrawDayAtDesk(context.cx, change, expected),
    ),
    rejoinable: changes.rejoinable.handler(({ context, input }) => listRejoinable(context.cx, input.membershipId)),
    previewRejoin: changes.previewRejoin.handler(({ context, input }) =>
      previewRejoin(context.cx, { ...input, payment: null }),
    ),
    rejoin: changes.rejoin.handler(({ context, input: { rejoin, expected, payment } }) =>
      rejoinAtDesk(context.cx, { ...rejoin, payment }, expected, {
        mayChangeFees: roleMay(context.person.role, "fees.waive"),
      }),
    ),
    undo: changes.undo.handler(({ context, input }) => undoChange(context.cx, input)),
  },
};
