/** The router: addresses live behind `#`, so that both hosts serve one page and Back works (UI-4). */
import { createHashHistory, createRouter } from "@tanstack/react-router";
import { ScreenFault } from "./frame/ScreenFault.tsx";
import { readSearch, writeSearch } from "./address.ts";
import { routeTree } from "./routes.ts";

export function makeRouter() {
  return createRouter({
    routeTree,
    history: createHashHistory(),
    parseSearch: readSearch,
    stringifySearch: writeSearch,
    // A fault of one screen leaves the frame standing.
    defaultErrorComponent: ScreenFault,
    scrollRestoration: false,
    defaultPendingMinMs: 0,
  });
}

export type AppRouter = ReturnType<typeof makeRouter>;

declare module "@tanstack/react-router" {
  interface Register {
    router: AppRouter;
  }
}
