import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { rootRoute } from "../../app/root-route.tsx";

export const printingRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/settings/printing",
  component: lazyRouteComponent(() => import("./PrintingPage.tsx"), "PrintingPage"),
});
