/** The staff list: adding people, taking access away (STF-1, STF-6). */
import { addStaff } from "#services/staff/add-staff.ts";
import { allowSignIn, deactivateStaff } from "#services/staff/deactivate-staff.ts";
import { listStaffViews } from "#services/staff/staff-list.ts";
import { os } from "../implementer.ts";

export const staffHandlers = {
  staff: {
    list: os.staff.list.handler(({ context }) => listStaffViews(context.cx)),
    add: os.staff.add.handler(({ context, input }) => addStaff(context.cx, context.office.hasher, input)),
    deactivate: os.staff.deactivate.handler(({ context, input }) =>
      deactivateStaff(context.cx, context.office.steadyNow(), input.staffId),
    ),
    allowSignIn: os.staff.allowSignIn.handler(({ context, input }) => allowSignIn(context.cx, input.staffId)),
  },
};
