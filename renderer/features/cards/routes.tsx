import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { rootRoute } from "../../app/root-route.tsx";

export const cardsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/cards",
  component: lazyRouteComponent(() => import("./CardsPage.tsx"), "CardsPage"),
});
