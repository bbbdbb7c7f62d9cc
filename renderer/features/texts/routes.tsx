import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { rootRoute } from "../../app/root-route.tsx";

export const textsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/settings/texts",
  component: lazyRouteComponent(() => import("./TextsPage.tsx"), "TextsPage"),
});
export const textRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/settings/texts/$textId",
  component: lazyRouteComponent(() => import("./TextPage.tsx"), "TextPage"),
});
