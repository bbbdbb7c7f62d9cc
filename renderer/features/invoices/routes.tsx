import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { rootRoute } from "../../app/root-route.tsx";

export const invoicesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/invoices",
  component: lazyRouteComponent(() => import("./InvoicesPage.tsx"), "InvoicesPage"),
});

export const newInvoiceRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/invoices/new",
  component: lazyRouteComponent(() => import("./NewInvoicePage.tsx"), "NewInvoicePage"),
});

export const editInvoiceRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/invoices/$invoiceId/edit",
  component: lazyRouteComponent(() => import("./EditInvoicePage.tsx"), "EditInvoicePage"),
});

export const invoiceRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/invoices/$invoiceId",
  component: lazyRouteComponent(() => import("./InvoicePage.tsx"), "InvoicePage"),
});
