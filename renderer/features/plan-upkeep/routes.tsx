import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { rootRoute } from "../../app/root-route.tsx";

export const planUpkeepRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/memberships/ahead",
  component: lazyRouteComponent(() => import("./PlanUpkeepPage.tsx"), "PlanUpkeepPage"),
});
export const raisePricesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/memberships/price-rises/new",
  component: lazyRouteComponent(() => import("./RaisePricesPage.tsx"), "RaisePricesPage"),
});
export const priceRiseRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/memberships/price-rises/$riseId",
  component: lazyRouteComponent(() => import("./PriceRisePage.tsx"), "PriceRisePage"),
});
