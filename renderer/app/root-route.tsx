import { createRootRoute } from "@tanstack/react-router";
import { FrameLayout } from "./frame/FrameLayout.tsx";
import { NotFound } from "./frame/NotFound.tsx";

/** The root of all screens; features hang their routes under it. */
export const rootRoute = createRootRoute({
  component: FrameLayout,
  notFoundComponent: NotFound,
});
