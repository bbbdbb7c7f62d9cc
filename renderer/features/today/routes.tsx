import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { rootRoute } from "../../app/root-route.tsx";

export const todayRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/today",
  component: lazyRouteComponent(() => import("./TodayPage.tsx"), "TodayPage"),
});
