import { createRoute } from "@tanstack/react-router";
import { Home } from "./frame/Home.tsx";
import { rootRoute } from "./root-route.tsx";

/** `#/` goes on to the first screen of the navigation. */
export const homeRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/",
  component: Home,
});
