import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { rootRoute } from "../../app/root-route.tsx";

export const recallRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/memberships/recall",
  component: lazyRouteComponent(() => import("./RecallPage.tsx"), "RecallPage"),
});

export const benefitUseRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/reports/benefit-use",
  component: lazyRouteComponent(() => import("./BenefitUsePage.tsx"), "BenefitUsePage"),
});
