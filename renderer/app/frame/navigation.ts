/** The entries of the left navigation (UI-1). An entry is shown when its screen exists and the person may see it. */
import {
  IconBuildingStore,
  IconCalendarEvent,
  IconCash,
  IconChartBar,
  IconFileInvoice,
  IconFiles,
  IconHelp,
  IconIdBadge2,
  IconPackage,
  IconSettings,
  IconUsers,
  type Icon,
} from "@tabler/icons-react";
import type { MenuCommand } from "#contract/desktop.ts";
import type { Permission } from "#domain/staff/permissions.ts";

export type NavigationEntry = {
  readonly path: string;
  readonly label: string;
  readonly icon: Icon;
  readonly permission: Permission;
  /** Second key after G. */
  readonly key: string;
  readonly menuCommand?: MenuCommand;
  readonly foot?: boolean;
};

export const navigation: readonly NavigationEntry[] = [
  {
    path: "/today",
    label: "Today",
    icon: IconBuildingStore,
    permission: "billing.view",
    key: "t",
    menuCommand: "go-today",
  },
  {
    path: "/schedule",
    label: "Schedule",
    icon: IconCalendarEvent,
    permission: "schedule.view",
    key: "s",
  },
  {
    path: "/patients",
    label: "Patients",
    icon: IconUsers,
    permission: "patients.view",
    key: "p",
    menuCommand: "go-patients",
  },
  {
    path: "/memberships",
    label: "Memberships",
    icon: IconIdBadge2,
    permission: "memberships.view",
    key: "m",
    menuCommand: "go-memberships",
  },
  { path: "/packages", label: "Packages", icon: IconPackage, permission: "plans.view", key: "k" },
  {
    path: "/invoices",
    label: "Invoices",
    icon: IconFileInvoice,
    permission: "invoices.view",
    key: "i",
    menuCommand: "go-invoices",
  },
  { path: "/payments", label: "Payments", icon: IconCash, permission: "payments.view", key: "y" },
  {
    path: "/documents",
    label: "Documents",
    icon: IconFiles,
    permission: "patients.view",
    key: "d",
  },
  { path: "/reports", label: "Reports", icon: IconChartBar, permission: "reports.view", key: "r" },
  { path: "/help", label: "Help", icon: IconHelp, permission: "app.use", key: "h" },
  {
    path: "/settings",
    label: "Settings",
    icon: IconSettings,
    permission: "app.use",
    key: "e",
    menuCommand: "open-settings",
    foot: true,
  },
];

/** The entries that lead somewhere for this person. */
export function entriesFor(
  exists: (path: string) => boolean,
  may: (permission: Permission) => boolean,
): readonly NavigationEntry[] {
  return navigation.filter((entry) => exists(entry.path) && may(entry.permission));
}

/** Whether an entry is the one we are in: `/patients` also for `/patients/12`. */
export function isWithin(path: string, current: string): boolean {
  return current === path || current.startsWith(`${path}/`);
}
