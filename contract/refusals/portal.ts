import type { PortalRefusals } from "#domain/portal/refusals.ts";
import type { Sentences } from "./sentence.ts";

const offers = { join: "joining a plan", buy: "buying packages", redeem: "using a package" };

export const portalSentences: Sentences<PortalRefusals> = {
  portal_message_not_readable: () => "This request could not be read. Ask the patient to send it again, or to call the practice.",
  portal_not_offered: ({ what }) =>
    `This practice does not offer ${offers[what]} on the portal. Call the practice; or switch it on under Settings, Portal.`,
  portal_not_carried_yet: ({ what }) =>
    `${what === "buy" ? "Buying packages" : "Using a package"} on the portal cannot be carried out yet. Call the practice, and it will do it at the desk.`,
  portal_person_not_theirs: () => "This person does not belong to the household that asks. Call the practice, and it will look into it.",
  portal_plan_not_on_sale: ({ plan }) => `The plan ${plan} is not on sale now. Choose another plan, or call the practice.`,
  portal_period_not_offered: ({ plan }) => `The plan ${plan} is not offered for this period. Choose another one.`,
  portal_already_member: ({ name, plan }) => `${name} is on the plan ${plan} already. To change something, call the practice.`,
  portal_request_not_found: () => "This request is no longer there. Look at the list again.",
  portal_request_decided: ({ name, state }) =>
    state === "approved"
      ? `${name} was enrolled meanwhile, so there is nothing left to decide.`
      : `The request of ${name} was declined meanwhile. Enrol them from the chart if that was a mistake.`,
};
