import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { listOperations, permissionsDocument } from "./permissions-doc.ts";

test("STF-1 docs/permissions.md says what the contract says: after a change run node build/permissions-doc.ts and read it", () => {
  const kept = readFileSync(join(import.meta.dirname, "..", "docs", "permissions.md"), "utf8");
  expect(kept).toBe(permissionsDocument());
});

test("control 16 every operation names its permission and its audit class, and a command is audited", () => {
  const operations = listOperations();
  expect(operations.length).toBeGreaterThan(60);
  for (const { name, meta } of operations) {
    expect(meta.permission, name).toBeTruthy();
    if (meta.kind === "command") expect(meta.audit, name).not.toBe("none");
  }
});
