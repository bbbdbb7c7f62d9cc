import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { rootRoute } from "../../app/root-route.tsx";

export const helpRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/help",
  component: lazyRouteComponent(() => import("./HelpPage.tsx"), "HelpPage"),
});

export const helpArticleRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/help/$articleId",
  component: lazyRouteComponent(() => import("./ArticlePage.tsx"), "ArticlePage"),
});
