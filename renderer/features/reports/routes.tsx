import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { rootRoute } from "../../app/root-route.tsx";

export const reportsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/reports",
  component: lazyRouteComponent(() => import("./ReportsPage.tsx"), "ReportsPage"),
});

export const agingRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/reports/aging",
  component: lazyRouteComponent(() => import("./AgingPage.tsx"), "AgingPage"),
});

export const deferredDuesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/reports/deferred-dues",
  component: lazyRouteComponent(() => import("./DeferredPage.tsx"), "DeferredPage"),
});

export const accountingRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/reports/accounting",
  component: lazyRouteComponent(() => import("./accounting/AccountingPage.tsx"), "AccountingPage"),
});
