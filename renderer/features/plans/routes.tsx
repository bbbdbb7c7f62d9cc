import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { rootRoute } from "../../app/root-route.tsx";

export const plansRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/memberships/plans",
  component: lazyRouteComponent(() => import("./PlansPage.tsx"), "PlansPage"),
});
export const newPlanRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/memberships/plans/new",
  component: lazyRouteComponent(() => import("./editor/PlanFormPage.tsx"), "NewPlanPage"),
});
export const editPlanRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/memberships/plans/$planId",
  component: lazyRouteComponent(() => import("./editor/PlanFormPage.tsx"), "EditPlanPage"),
});
export const servicesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/memberships/services",
  component: lazyRouteComponent(() => import("./ServicesPage.tsx"), "ServicesPage"),
});
export const couponsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/memberships/coupons",
  component: lazyRouteComponent(() => import("./CouponsPage.tsx"), "CouponsPage"),
});
export const agreementsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/memberships/agreements",
  component: lazyRouteComponent(() => import("./AgreementsPage.tsx"), "AgreementsPage"),
});
export const newAgreementRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/memberships/agreements/new",
  component: lazyRouteComponent(() => import("./AgreementFormPage.tsx"), "NewAgreementPage"),
});
export const editAgreementRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/memberships/agreements/$templateId",
  component: lazyRouteComponent(() => import("./AgreementFormPage.tsx"), "EditAgreementPage"),
});
