import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { rootRoute } from "../../app/root-route.tsx";

export const patientsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/patients",
  component: lazyRouteComponent(() => import("./PatientsPage.tsx"), "PatientsPage"),
});
export const newPatientRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/patients/new",
  component: lazyRouteComponent(() => import("./form/NewPatientPage.tsx"), "NewPatientPage"),
});
export const chartRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/patients/$patientId",
  component: lazyRouteComponent(() => import("./chart/ChartPage.tsx"), "ChartPage"),
});
export const insuranceHoldingRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/patients/insurance",
  component: lazyRouteComponent(() => import("./insurance/HoldingPage.tsx"), "HoldingPage"),
});
export const householdRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/patients/households/$householdId",
  component: lazyRouteComponent(() => import("./household/HouseholdPage.tsx"), "HouseholdPage"),
});
export const editPatientRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/patients/$patientId/edit",
  component: lazyRouteComponent(() => import("./form/EditPatientPage.tsx"), "EditPatientPage"),
});
