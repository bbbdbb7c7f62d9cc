import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { rootRoute } from "../../app/root-route.tsx";

export const scheduleRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/schedule",
  component: lazyRouteComponent(() => import("./SchedulePage.tsx"), "SchedulePage"),
});
export const scheduleSetUpRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/settings/schedule",
  component: lazyRouteComponent(() => import("./SetUpPage.tsx"), "SetUpPage"),
});
