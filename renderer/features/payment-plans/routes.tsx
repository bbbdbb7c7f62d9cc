import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { rootRoute } from "../../app/root-route.tsx";

export const paymentPlansRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/payments/plans",
  component: lazyRouteComponent(() => import("./PaymentPlansPage.tsx"), "PaymentPlansPage"),
});
