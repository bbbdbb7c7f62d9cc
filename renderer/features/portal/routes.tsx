import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { rootRoute } from "../../app/root-route.tsx";

export const joinRequestsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/memberships/requests",
  component: lazyRouteComponent(() => import("./RequestsPage.tsx"), "RequestsPage"),
});
export const portalSettingsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/settings/portal",
  component: lazyRouteComponent(() => import("./PortalSettingsPage.tsx"), "PortalSettingsPage"),
});
