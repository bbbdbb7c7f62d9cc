import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { rootRoute } from "../../app/root-route.tsx";

export const membershipsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/memberships",
  component: lazyRouteComponent(() => import("./RosterPage.tsx"), "RosterPage"),
});
export const enrolRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/memberships/enrol",
  component: lazyRouteComponent(() => import("./EnrolPage.tsx"), "EnrolPage"),
});
export const rehearsalRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/billing/rehearsal",
  component: lazyRouteComponent(() => import("./RehearsalPage.tsx"), "RehearsalPage"),
});
