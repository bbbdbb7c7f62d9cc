import { expect, test } from "vitest";
import { readText } from "./house.ts";
import { permissionsPage, renderPermissions } from "./permissions.ts";

test("docs/permissions.md says what the contract says (npm run permissions writes it)", () => {
  expect(readText(permissionsPage)).toBe(renderPermissions());
});
