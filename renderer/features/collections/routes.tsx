import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { rootRoute } from "../../app/root-route.tsx";

export const collectionsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/collections",
  component: lazyRouteComponent(() => import("./CollectionsPage.tsx"), "CollectionsPage"),
});
export const pastDueSettingsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/settings/past-due",
  component: lazyRouteComponent(() => import("./PastDueSettingsPage.tsx"), "PastDueSettingsPage"),
});
