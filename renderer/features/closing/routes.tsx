import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { rootRoute } from "../../app/root-route.tsx";

export const closeDayRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/payments/close",
  component: lazyRouteComponent(() => import("./CloseDayPage.tsx"), "CloseDayPage"),
});
export const depositsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/payments/deposits",
  component: lazyRouteComponent(() => import("./DepositsPage.tsx"), "DepositsPage"),
});
export const daySheetRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/reports/day-sheet",
  component: lazyRouteComponent(() => import("./DaySheetPage.tsx"), "DaySheetPage"),
});
export const locationStatementRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/reports/location-statement",
  component: lazyRouteComponent(() => import("./LocationStatementPage.tsx"), "LocationStatementPage"),
});
export const keptStatementsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/reports/kept-statements",
  component: lazyRouteComponent(() => import("./KeptStatementsPage.tsx"), "KeptStatementsPage"),
});
