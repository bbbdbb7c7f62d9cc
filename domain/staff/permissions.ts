/**
 * What a person may do (STF-1): named permissions and the seven roles' defaults. Every operation of
 * the contract names exactly one permission.
 */
export const permissions = [
  "app.use",
  "patients.view",
  "patients.edit",
  "patients.import",
  "schedule.view",
  "schedule.view_all",
  "schedule.change",
  "plans.view",
  "prices.change",
  "memberships.view",
  "memberships.enroll",
  "memberships.change",
  "fees.waive",
  "billing.view",
  "billing.run",
  "invoices.view",
  "invoices.edit",
  "invoices.void",
  "payments.take",
  "payments.view",
  "payments.refund",
  "writeoffs.approve",
  "day.close",
  "day.lock",
  "day.unlock",
  "deposits.make",
  "deposits.undo",
  "statements.print",
  "reports.view",
  "export.all",
  "staff.manage",
  "settings.change",
  "audit.view",
  "backups.make",
  "backups.restore",
  "training.advance",
] as const;
export type Permission = (typeof permissions)[number];

export const roles = [
  "owner",
  "site_admin",
  "manager",
  "provider",
  "front_desk",
  "biller",
  "read_only",
] as const;
export type Role = (typeof roles)[number];

const reading: readonly Permission[] = [
  "app.use",
  "patients.view",
  "schedule.view",
  // Without it, whoever sees patients has the own column only (PPL-16).
  "schedule.view_all",
  "plans.view",
  "memberships.view",
  "invoices.view",
  "payments.view",
  "billing.view",
];
const desk: readonly Permission[] = [
  ...reading,
  "patients.edit",
  "schedule.change",
  "memberships.enroll",
  "memberships.change",
  "invoices.edit",
  "payments.take",
  "day.close",
  "deposits.make",
  "statements.print",
  "training.advance",
];
const money: readonly Permission[] = [
  ...reading,
  "billing.run",
  "invoices.edit",
  "invoices.void",
  "payments.take",
  "payments.refund",
  "writeoffs.approve",
  "day.close",
  "day.lock",
  "deposits.make",
  "deposits.undo",
  "statements.print",
  "reports.view",
  "export.all",
  "training.advance",
];

const byRole: Readonly<Record<Role, ReadonlySet<Permission>>> = {
  owner: new Set(permissions),
  site_admin: new Set<Permission>([
    ...reading,
    "patients.edit",
    "patients.import",
    "reports.view",
    "export.all",
    "day.unlock",
    "staff.manage",
    "settings.change",
    "audit.view",
    "backups.make",
    "backups.restore",
    "training.advance",
  ]),
  manager: new Set<Permission>([
    ...desk,
    ...money,
    "patients.import",
    "prices.change",
    "fees.waive",
    "backups.make",
  ]),
  provider: new Set<Permission>(["app.use", "patients.view", "schedule.view", "plans.view", "memberships.view"]),
  front_desk: new Set(desk),
  biller: new Set(money),
  read_only: new Set(reading),
};

/** Whether a role carries a permission by default. */
export function roleMay(role: Role, permission: Permission): boolean {
  return byRole[role].has(permission);
}

export function permissionsOf(role: Role): readonly Permission[] {
  return permissions.filter((permission) => roleMay(role, permission));
}
