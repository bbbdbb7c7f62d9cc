/** A membership's history over the contract. */
import { exportTimeline, readTimeline } from "#services/memberships/timeline/read-timeline.ts";
import { csvFileOut } from "../file-out.ts";
import { os } from "../implementer.ts";

export const membershipTimelineHandlers = {
  membershipTimeline: {
    list: os.membershipTimeline.list.handler(({ context, input }) => readTimeline(context.cx, input)),
    exportCsv: os.membershipTimeline.exportCsv.handler(({ context, input }) =>
      csvFileOut(`membership-${input.membershipId}-${context.cx.today}.csv`, exportTimeline(context.cx, input.membershipId)),
    ),
  },
};
