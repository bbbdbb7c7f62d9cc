/** What is open, who is here, and what changed: the operations every window needs first. */
import { anyone } from "../implementer.ts";

export const appHandlers = {
  app: {
    status: anyone.app.status.handler(({ context }) => context.office.status(context.seat)),
  },
  events: {
    subscribe: anyone.events.subscribe.handler(async ({ context, signal }) =>
      context.office.subscribe(context.seat, signal),
    ),
  },
};
