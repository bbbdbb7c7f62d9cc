/** The portal's settings and the requests that came from it, over the contract (PKG-4). */
import { declineJoinRequest, listJoinRequests } from "#services/portal/decide.ts";
import { readPortalSettings, savePortalSettings } from "#services/portal/settings.ts";
import { viewForPortal } from "#services/portal/view.ts";
import { os } from "../implementer.ts";

export const portalHandlers = {
  portal: {
    settings: os.portal.settings.handler(({ context }) => readPortalSettings(context.cx)),
    saveSettings: os.portal.saveSettings.handler(({ context, input }) => savePortalSettings(context.cx, input)),
    preview: os.portal.preview.handler(({ context, input }) => viewForPortal(context.cx, input.householdId)),
    requests: os.portal.requests.handler(({ context }) => listJoinRequests(context.cx)),
    decline: os.portal.decline.handler(({ context, input }) => declineJoinRequest(context.cx, { requestId: input.joinRequestId, reason: input.reason })),
  },
};
