/**
 * What features bring to the frame besides their screens: entries of Add new, and things the
 * palette (Ctrl+K) finds. A feature adds its own with one import and one line.
 */
import {
  IconCalendarPlus,
  IconCash,
  IconFileImport,
  IconFileInvoice,
  IconIdBadge2,
  IconUserPlus,
  type Icon,
} from "@tabler/icons-react";
import type { OfficeClient } from "#contract/client.ts";
import type { MenuCommand } from "#contract/desktop.ts";
import type { Permission } from "#domain/staff/permissions.ts";
import { helpSource } from "../features/help/help-source.ts";
import { patientSource } from "../features/people/patient-source.ts";
import type { CommandSource } from "../kit/commands/command-items.ts";
import { hrefTo } from "./address.ts";
import type { Seat } from "./status.tsx";

export type AddNewEntry = {
  readonly id: string;
  /** "Patient", "Invoice": what is added. */
  readonly label: string;
  readonly icon: Icon;
  /** Address of the screen or of a screen with its dialog open, from `hrefTo`. */
  readonly href: string;
  readonly permission: Permission;
  /** The item of the desktop's menu bar that asks for the same. */
  readonly menuCommand?: MenuCommand;
  /** `n p`, shown in the menu. */
  readonly keys?: string;
};

export const addNewEntries: readonly AddNewEntry[] = [
  {
    id: "patient",
    label: "Patient",
    icon: IconUserPlus,
    href: hrefTo("/patients/new"),
    permission: "patients.edit",
    menuCommand: "add-patient",
    keys: "n p",
  },
  {
    id: "appointment",
    label: "Appointment",
    icon: IconCalendarPlus,
    href: hrefTo("/schedule", null, { book: "1" }),
    permission: "schedule.change",
    keys: "n a",
  },
  {
    id: "enrolment",
    label: "Enrolment",
    icon: IconIdBadge2,
    href: hrefTo("/memberships/enrol"),
    permission: "memberships.enroll",
    keys: "n e",
  },
  {
    id: "invoice",
    label: "Invoice",
    icon: IconFileInvoice,
    href: hrefTo("/invoices/new"),
    permission: "invoices.edit",
    keys: "n i",
  },
  {
    id: "payment",
    label: "Payment",
    icon: IconCash,
    href: hrefTo("/payments", null, { take: "1" }),
    permission: "payments.take",
    menuCommand: "take-payment",
    keys: "n y",
  },
  {
    id: "import",
    label: "Patients from a file",
    icon: IconFileImport,
    href: hrefTo("/import"),
    permission: "patients.import",
  },
];

/** Makes a source of the palette for this office and person: `(office, seat) => ({ id, heading, find })`. */
export type MakeCommandSource = (office: OfficeClient, seat: Seat) => CommandSource;

export const commandSources: readonly MakeCommandSource[] = [patientSource];

/** Below the actions and places: somebody who types a name does not want to read first. */
export const lastCommandSources: readonly MakeCommandSource[] = [helpSource];
