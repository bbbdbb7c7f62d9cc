import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { rootRoute } from "../../app/root-route.tsx";

export const paymentsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/payments",
  component: lazyRouteComponent(() => import("./PaymentsPage.tsx"), "PaymentsPage"),
});
