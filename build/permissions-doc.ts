/**
 * Writes docs/permissions.md from the contract and the roles (STF-1): one row an operation, with its
 * one permission and who has it. The file is reviewed by people; tests hold the office to it.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { isContractProcedure } from "@orpc/contract";
import type { OperationMeta } from "#contract/base.ts";
import { contract } from "#contract/index.ts";
import { permissions, roleMay, roles } from "#domain/staff/permissions.ts";

export type Operation = { readonly name: string; readonly meta: OperationMeta };

/** Every operation of the contract, in alphabetical order. */
export function listOperations(tree: object = contract, path: readonly string[] = []): Operation[] {
  return Object.entries(tree)
    .flatMap(([key, value]): Operation[] => {
      const here = [...path, key];
      if (isContractProcedure(value))
        return [{ name: here.join("."), meta: value["~orpc"].meta as OperationMeta }];
      return listOperations(value as object, here);
    })
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

const yes = "yes";

export function permissionsDocument(): string {
  const header = (first: string, ...more: string[]) => {
    const cells = [first, ...more, ...roles];
    return [`| ${cells.join(" | ")} |`, `|${cells.map(() => "---").join("|")}|`];
  };
  const row = (cells: readonly string[], may: (role: (typeof roles)[number]) => boolean) =>
    `| ${[...cells, ...roles.map((role) => (may(role) ? yes : ""))].join(" | ")} |`;
  return [
    "# Permissions",
    "",
    "Every operation of the office names exactly one permission, and a role is a set of permissions. This file is made by `node build/permissions-doc.ts` from the contract and `domain/staff/permissions.ts`; a change of it is a change of who may do what, so read the difference.",
    "",
    "Operations marked *public* work before anybody has signed in: the status, the first run, signing in. All others need a signed-in person; the ones with a lock sign also answer while the screen is locked.",
    "",
    "## Roles",
    "",
    ...header("permission"),
    ...permissions.map((permission) => row([`\`${permission}\``], (role) => roleMay(role, permission))),
    "",
    "## Operations",
    "",
    ...header("operation", "permission"),
    ...listOperations().map(({ name, meta: { permission, worksWhenLocked } }) =>
      permission === "public"
        ? row([`\`${name}\``, "*public*"], () => true)
        : row([`\`${name}\``, `\`${permission}\`${worksWhenLocked ? " 🔒" : ""}`], (role) => roleMay(role, permission)),
    ),
    "",
  ].join("\n");
}

if (import.meta.main) writeFileSync(join(import.meta.dirname, "..", "docs", "permissions.md"), permissionsDocument());
