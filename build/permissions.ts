/**
 * `npm run permissions`: writes docs/permissions.md, which operation needs which permission and
 * which role has it, from the contract itself. `build/permissions.test.ts` fails when it is stale.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { contract } from "#contract/index.ts";
import { permissions, roleMay, roles } from "#domain/staff/permissions.ts";
import { root } from "./house.ts";
import { listOperations } from "./operations.ts";

export const permissionsPage = "docs/permissions.md";

export function renderPermissions(): string {
  const operations = listOperations(contract).toSorted((a, b) =>
    a.name.localeCompare(b.name, "en"),
  );
  const roleHeads = roles.map((role) => role.replace("_", " "));
  const byRole = permissions.map((permission) => [
    permission,
    ...roles.map((role) => (roleMay(role, permission) ? "yes" : "")),
  ]);
  const byOperation = operations.map(({ name, meta }) => [
    name,
    meta.permission ?? "",
    meta.kind ?? "",
    meta.audit ?? "",
    meta.worksWhenLocked ? "yes" : "",
    meta.needsReauth ? "yes" : "",
  ]);
  return `# Permissions
Written by \`npm run permissions\` from the contract and \`domain/staff/permissions.ts\`; not by hand. "public" works without a session.

## Roles
${table(["permission", ...roleHeads], byRole)}

## Operations
${table(["operation", "permission", "kind", "audit", "while locked", "password again"], byOperation)}
`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

if (import.meta.main) writeFileSync(join(root, permissionsPage), renderPermissions());
