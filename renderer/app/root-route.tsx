import { createRootRoute, Outlet } from "@tanstack/react-router";
import { NotFound } from "./frame/NotFound.tsx";
import { ScreenFault } from "./frame/ScreenFault.tsx";

/** The root of all screens; features hang their routes under it. */
export const rootRoute = createRootRoute({
  component: Outlet,
  notFoundComponent: NotFound,
  errorComponent: ScreenFault,
});
