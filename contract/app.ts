/** The application itself: what is open, who is signed in, first run, announcements. */
import { eventIterator } from "@orpc/contract";
import { z } from "zod";
import { permissions, roles } from "#domain/staff/permissions.ts";
import type { StaffId } from "#domain/identity.ts";
import { command, day, id, instant, nothing, query, requiredText, stream, text } from "./base.ts";

export const specialties = ["dental", "aesthetics", "massage", "counselling"] as const;
export const practiceKinds = ["live", "training", "sample"] as const;

/** The person at this window. */
export const sessionView = z.object({
  staffId: id<StaffId>(),
  name: z.string(),
  role: z.enum(roles),
  permissions: z.array(z.enum(permissions)),
  locked: z.boolean(),
  lastSignInAt: instant.nullable(),
  failedSinceLast: z.int(),
});

export const practiceView = z.object({
  name: z.string(),
  kind: z.enum(practiceKinds),
  specialty: z.enum(specialties),
  /** What people are called here: PPL words follow the specialty. */
  patientWord: z.enum(["patient", "client"]),
  timeZone: z.string(),
  locale: z.string(),
  currency: z.string(),
  currencyDigits: z.union([z.literal(0), z.literal(2)]),
  todayOn: day,
  lockMinutes: z.int(),
});

export const statusView = z.object({
  version: z.string(),
  host: z.enum(["electron", "office_host"]),
  /** Practices found in the data folder; empty on the first run. */
  practices: z.array(z.object({ slug: z.string(), name: z.string(), kind: z.enum(practiceKinds) })),
  practice: practiceView.nullable(),
  session: sessionView.nullable(),
  /** People to choose from without a password: sample practice only (F-21). */
  signInAs: z.array(z.object({ staffId: id<StaffId>(), name: z.string(), role: z.enum(roles) })),
  /** Why billing stands still until a person confirms (BIL-20, F-19), or null. */
  billingStop: z
    .object({ reason: z.enum(["restored", "other_computer", "clock"]), since: instant })
    .nullable(),
});
export type StatusView = z.infer<typeof statusView>;

const open = { worksWhenLocked: true } as const;

export const appContract = {
  status: query("public", open).input(nothing).output(statusView),
};

/** First run (DSK-2): sample practice, new practice, import (a new practice first), restore. */
export const setupContract = {
  openSample: command("public", {}, open).output(statusView),
  createPractice: command(
    "public",
    {
      name: requiredText(120),
      kind: z.enum(["live", "training"]),
      specialty: z.enum(specialties),
      timeZone: requiredText(60),
      currency: z.string().length(3),
      ownerName: requiredText(120),
      username: requiredText(60),
      password: z.string().min(1).max(128),
      /** Begins with the services, an agreement and draft plans of the specialty (PPL-15). */
      starterSet: z.boolean().default(false),
    },
    open,
  ).output(statusView),
  openPractice: command("public", { slug: requiredText(80) }, open).output(statusView),
  closePractice: command("app.use", {}).output(statusView),
  /** Backups found in the folders Perennial knows, newest first. */
  backups: query("public", open)
    .input(nothing)
    .output(
      z.array(
        z.object({
          fileName: z.string(),
          practiceName: z.string(),
          madeAt: instant,
          bytes: z.int(),
          slug: z.string(),
        }),
      ),
    ),
  /** Restores into a practice folder; billing stays stopped until confirmed (BIL-20). */
  restore: command("public", { slug: requiredText(80), fileName: requiredText(200) }, open).output(
    z.object({ status: statusView, breaches: z.int() }),
  ),
};

export const sessionsContract = {
  signIn: command(
    "public",
    { username: requiredText(60), password: z.string().min(1).max(128) },
    { ...open, audit: "security" },
  ).output(statusView),
  /** Sample practice only (F-21). */
  signInAs: command("public", { staffId: id<StaffId>() }, { ...open, audit: "security" }).output(statusView),
  signOut: command("app.use", {}, { ...open, audit: "security" }).output(statusView),
  lock: command("app.use", {}, { ...open, audit: "security" }).output(statusView),
  unlock: command(
    "app.use",
    { password: z.string().max(128) },
    { ...open, audit: "security" },
  ).output(statusView),
};

export const staffView = z.object({
  staffId: id<StaffId>(),
  name: z.string(),
  username: z.string(),
  role: z.enum(roles),
  active: z.boolean(),
  lastSignInAt: instant.nullable(),
});

export const staffContract = {
  list: query("staff.manage").input(nothing).output(z.array(staffView)),
  add: command(
    "staff.manage",
    {
      name: requiredText(120),
      username: requiredText(60),
      role: z.enum(roles),
      password: z.string().min(1).max(128),
    },
    { audit: "security" },
  ).output(staffView),
  deactivate: command("staff.manage", { staffId: id<StaffId>() }, { audit: "security" }).output(staffView),
  /** Opens a sign-in again that wrong passwords have slowed down or closed. */
  allowSignIn: command("staff.manage", { staffId: id<StaffId>() }, { audit: "security" }).output(staffView),
};

/** Letterhead and the few settings of the practice. */
export const practiceSettings = z.strictObject({
  name: requiredText(120),
  addressLine1: text(120),
  addressLine2: text(120),
  city: text(80),
  region: text(80),
  postalCode: text(20),
  country: text(2),
  phone: text(40),
  email: text(200),
  taxId: text(40),
  drawTime: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/),
  lockMinutes: z.int().min(1).max(15),
  termsDays: z.int().min(0).max(90),
  /** Whether members who are past due have their member prices (chapter 3, standing). */
  pastDueMembers: z.enum(["allow", "warn", "block"]),
  /** Unpaid invoices are reminded of by themselves (INV-5). */
  automaticReminders: z.boolean(),
  /** Asked for when a check comes back (INV-9); nothing for no fee. */
  returnedCheckFeeCents: z.int().min(0).max(100_000),
  statementMinimumCents: z.int().min(0).max(100_000),
  envelope: z.enum(["single-10", "double-10", "double-9", "dl"]),
  paper: z.enum(["letter", "a4"]),
});
export type PracticeSettings = z.infer<typeof practiceSettings>;

export const practiceContract = {
  settings: query("app.use")
    .input(nothing)
    .output(z.object({ version: z.int(), settings: practiceSettings })),
  update: command("settings.change", { version: z.int(), settings: practiceSettings }).output(
    z.object({ version: z.int() }),
  ),
};

/** The clock of a training practice (F-20). */
export const trainingContract = {
  advance: command("training.advance", { toOn: day }).output(
    z.object({ todayOn: day, runs: z.int(), invoicesMade: z.int(), totalCents: z.int() }),
  ),
};

export const eventsContract = {
  /** What changed, told to every window after each commit; `hello` comes first. */
  subscribe: stream("public", { worksWhenLocked: true })
    .input(nothing)
    .output(eventIterator(z.object({ topics: z.array(z.string()) }))),
};
