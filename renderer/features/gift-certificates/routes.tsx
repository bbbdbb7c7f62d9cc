import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { rootRoute } from "../../app/root-route.tsx";

export const giftCertificatesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/payments/gift-certificates",
  component: lazyRouteComponent(() => import("./GiftCertificatesPage.tsx"), "GiftCertificatesPage"),
});
