import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { rootRoute } from "../../app/root-route.tsx";

export const forecastRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/billing/forecast",
  component: lazyRouteComponent(() => import("./ForecastPage.tsx"), "ForecastPage"),
});
