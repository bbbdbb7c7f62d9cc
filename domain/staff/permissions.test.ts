import { describe, expect, test } from "vitest";
import { permissions, permissionsOf, roleMay, roles, type Permission, type Role } from "./permissions.ts";

/**
 * Who may do what, written out by hand (STF-1): one line a permission, one letter a role — Owner,
 * Site admin, Manager, Provider, Front desk, Biller, Read only. A change of the code that is not
 * made here too is not reviewed.
 */
const letters: Readonly<Record<string, Role>> = {
  O: "owner",
  S: "site_admin",
  M: "manager",
  P: "provider",
  F: "front_desk",
  B: "biller",
  R: "read_only",
};

const matrix: Readonly<Record<Permission, string>> = {
  "app.use": "OSMPFBR",
  "patients.view": "OSMPFBR",
  "patients.edit": "OSM F",
  "patients.import": "OSM",
  "schedule.view": "OSMPFBR",
  "schedule.view_all": "OSM FBR",
  "schedule.change": "O M F",
  "plans.view": "OSMPFBR",
  "prices.change": "O M",
  "memberships.view": "OSMPFBR",
  "memberships.enroll": "O M F",
  "memberships.change": "O M F",
  "fees.waive": "O M",
  "billing.view": "OSM FBR",
  "billing.run": "O M B",
  "invoices.view": "OSM FBR",
  "invoices.edit": "O M FB",
  "invoices.void": "O M B",
  "payments.take": "O M FB",
  "payments.view": "OSM FBR",
  "payments.refund": "O M B",
  "writeoffs.approve": "O M B",
  "day.close": "O M FB",
  "day.lock": "O M B",
  "day.unlock": "OS",
  "deposits.make": "O M FB",
  "deposits.undo": "O M B",
  "statements.print": "O M FB",
  "reports.view": "OSM B",
  "export.all": "OSM B",
  "staff.manage": "OS",
  "settings.change": "OS",
  "audit.view": "OS",
  "backups.make": "OSM",
  "backups.restore": "OS",
  "training.advance": "OSM FB",
};

describe("STF-1 who may do what, as it was reviewed", () => {
  test.each(permissions)("%s", (permission) => {
    const reviewed = [...matrix[permission].replaceAll(" ", "")].map((letter) => letters[letter]);
    expect(roles.filter((role) => roleMay(role, permission))).toEqual(reviewed);
  });

  test("nothing is reviewed that is no permission any more", () => {
    expect(Object.keys(matrix)).toEqual([...permissions]);
  });
});

test("STF-1 a role's list is what it may, in the order of the permissions, without doubles", () => {
  for (const role of roles) {
    const list = permissionsOf(role);
    expect(list).toEqual(permissions.filter((permission) => roleMay(role, permission)));
    expect(new Set(list).size).toBe(list.length);
  }
});

describe("control 25, 45 and STF-1: lines that no change may cross by accident", () => {
  test("the owner may everything, and everybody who may do anything may use the app", () => {
    expect(permissionsOf("owner")).toEqual([...permissions]);
    for (const role of roles) expect(roleMay(role, "app.use")).toBe(true);
  });

  test.each<[string, readonly Role[], readonly Permission[]]>([
    ["reading roles change nothing", ["read_only", "provider"], ["patients.edit", "memberships.change", "invoices.edit", "payments.take", "statements.print", "billing.run", "prices.change", "settings.change"]],
    ["the desk takes no list away and gives no money back", ["front_desk", "provider", "read_only"], ["export.all", "payments.refund", "invoices.void", "writeoffs.approve", "patients.import"]],
    ["who keeps the computers touches no money", ["site_admin"], ["payments.take", "payments.refund", "invoices.edit", "invoices.void", "writeoffs.approve", "prices.change", "memberships.enroll", "billing.run"]],
    ["who keeps the money lets nobody in", ["biller", "manager", "front_desk"], ["staff.manage", "settings.change", "backups.restore", "audit.view"]],
    ["fees are waived by who may change prices", ["site_admin", "provider", "front_desk", "biller", "read_only"], ["fees.waive", "prices.change"]],
  ])("%s", (_, who, what) => {
    for (const role of who) for (const permission of what) expect(roleMay(role, permission), `${role} ${permission}`).toBe(false);
  });

  test("whoever may change something may also see it", () => {
    const needs: readonly [Permission, Permission][] = [
      ["patients.edit", "patients.view"],
      ["patients.import", "patients.edit"],
      ["memberships.enroll", "memberships.view"],
      ["memberships.change", "memberships.view"],
      ["prices.change", "plans.view"],
      ["billing.run", "billing.view"],
      ["invoices.edit", "invoices.view"],
      ["invoices.void", "invoices.edit"],
      ["payments.take", "payments.view"],
      ["payments.refund", "payments.take"],
      ["statements.print", "invoices.view"],
      ["backups.restore", "backups.make"],
    ];
    for (const role of roles)
      for (const [act, sight] of needs) if (roleMay(role, act)) expect(roleMay(role, sight), `${role} ${act}`).toBe(true);
  });
});
