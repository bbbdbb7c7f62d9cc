import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { rootRoute } from "../../app/root-route.tsx";

export const outboxRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/documents/outbox",
  component: lazyRouteComponent(() => import("./OutboxPage.tsx"), "OutboxPage"),
});
export const mailSettingsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/settings/email",
  component: lazyRouteComponent(() => import("./MailSettingsPage.tsx"), "MailSettingsPage"),
});
