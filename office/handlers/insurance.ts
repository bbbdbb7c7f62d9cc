/** Insurance policies over the contract. */
import {
  addPolicy,
  attachPolicy,
  detachPolicy,
  editPolicy,
  makePolicyFirst,
  removePolicy,
} from "#services/insurance/change-policies.ts";
import { holdingArea, policiesOf, policiesOfInvoice } from "#services/insurance/list-policies.ts";
import { os } from "../implementer.ts";

export const insuranceHandlers = {
  insurance: {
    list: os.insurance.list.handler(({ context, input }) => policiesOf(context.cx, input)),
    holding: os.insurance.holding.handler(({ context }) => holdingArea(context.cx)),
    ofInvoice: os.insurance.ofInvoice.handler(({ context, input }) => policiesOfInvoice(context.cx, input)),
    add: os.insurance.add.handler(({ context, input }) => addPolicy(context.cx, input)),
    edit: os.insurance.edit.handler(({ context, input }) => editPolicy(context.cx, input)),
    detach: os.insurance.detach.handler(({ context, input }) => detachPolicy(context.cx, input)),
    attach: os.insurance.attach.handler(({ context, input }) => attachPolicy(context.cx, input)),
    makeFirst: os.insurance.makeFirst.handler(({ context, input }) => makePolicyFirst(context.cx, input)),
    remove: os.insurance.remove.handler(({ context, input }) => removePolicy(context.cx, input)),
  },
};
