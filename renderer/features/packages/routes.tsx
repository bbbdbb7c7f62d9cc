import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { rootRoute } from "../../app/root-route.tsx";

export const packagesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/packages",
  component: lazyRouteComponent(() => import("./PackagesPage.tsx"), "PackagesPage"),
});
