import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { rootRoute } from "../../app/root-route.tsx";

export const documentsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/documents",
  component: lazyRouteComponent(() => import("./DocumentsPage.tsx"), "DocumentsPage"),
});
export const statementsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/documents/statements",
  component: lazyRouteComponent(() => import("./StatementsPage.tsx"), "StatementsPage"),
});
export const statementRunsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/documents/runs",
  component: lazyRouteComponent(() => import("./RunsPage.tsx"), "RunsPage"),
});
export const yearlyStatementsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/documents/yearly",
  component: lazyRouteComponent(() => import("./YearlyPage.tsx"), "YearlyPage"),
});
