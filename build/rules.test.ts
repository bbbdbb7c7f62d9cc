import { describe, expect, test } from "vitest";
import { contract } from "#contract/index.ts";
import { permissions } from "#domain/staff/permissions.ts";
import { claimedRules } from "./claimed-rules.ts";
import { findUntested } from "./coverage.ts";
import { listFiles, readHouse } from "./house.ts";
import { findOperationFaults, listOperations } from "./operations.ts";
import { publicOperations } from "./public-operations.ts";
import { countByChapter, idsProved, listRules, listTests } from "./rules.ts";
import { readSource } from "./source.ts";

describe("rules of docs/rules", () => {
  test("the rule book is read whole", () => {
    const ids = listRules().map(({ id }) => id);
    expect(ids).toEqual(
      expect.arrayContaining(["F-1", "F-21", "MEM-4", "BIL-20", "UI-1", "DSK-13"]),
    );
    expect(new Set(ids).size).toBe(ids.length);
  });

  test("every rule this version claims has a test that carries its id", () => {
    const known = new Set(listRules().map(({ id }) => id));
    expect(claimedRules.filter((id) => !known.has(id))).toEqual([]);
    const proved = idsProved(listTests());
    expect(claimedRules.filter((id) => !proved.has(id))).toEqual([]);
  });

  test("a test's title names only rules that exist", () => {
    const known = new Set(listRules().map(({ id }) => id));
    const families = new Set([...known].map((id) => id.split("-")[0]));
    const wrong = listTests().flatMap(({ title, path }) =>
      [...idsProved([{ title, skipped: false, line: 0 }])]
        .filter((id) => families.has(id.split("-")[0] ?? "") && !known.has(id))
        .map((id) => `${path}: ${id}`),
    );
    expect(wrong).toEqual([]);
  });

  test("a skipped test proves nothing, a group's title counts for its tests", () => {
    const { tests } = readSource(
      "x.test.ts",
      `describe("F-1 money", () => {
         test.each([1])("F-2 %s", () => {});
         test.skip("F-3 later", () => {});
         test(\`F-4 \${1} and F-5\`, () => {});
       });
       describe("F-6 nothing inside", () => {});
       somethingElse("F-7");`,
    );
    expect([...idsProved(tests)]).toEqual(["F-1", "F-2", "F-4", "F-5"]);
    const rules = ["F-1", "F-3"].map((id) => ({ id, chapter: "01" }));
    expect(countByChapter(rules, idsProved(tests))).toEqual([
      { name: "01", rules: ["F-1", "F-3"], without: ["F-3"] },
    ]);
  });
});

describe("what must have a test", () => {
  test("every migration has one beside it", () => {
    const migrations = listFiles("db/migrations/[0-9]*.ts").filter(
      (path) => !path.endsWith(".test.ts"),
    );
    expect(migrations.length).toBeGreaterThan(0);
    const tests = new Set(listFiles("db/migrations/*.test.ts"));
    expect(migrations.filter((path) => !tests.has(path.replace(/\.ts$/, ".test.ts")))).toEqual([]);
  });

  test("every use case is reached by a test of its feature", () => {
    expect(findUntested(readHouse())).toEqual([]);
  });

  test("a use case that no test reaches is found", () => {
    const house = new Map(
      [
        [
          "services/people/enroll.ts",
          `import { part } from "./part.ts"; export const enroll = part;`,
        ],
        ["services/people/part.ts", "export const part = 1;"],
        ["services/people/types.ts", "export type A = 1;"],
        ["services/people/enroll.test.ts", `import { enroll } from "./enroll.ts"; enroll;`],
        ["services/people/forget.ts", "export const forget = 1;"],
        ["services/billing/bill.ts", "export const bill = 1;"],
        [
          "services/people/wrong.test.ts",
          `import { bill } from "#services/billing/bill.ts"; bill;`,
        ],
      ].map(([path = "", text = ""]) => [path, readSource(path, text)] as const),
    );
    expect(findUntested(house)).toEqual(["services/people/forget.ts", "services/billing/bill.ts"]);
  });
});

describe("every operation of the contract", () => {
  const operations = listOperations(contract);

  test("declares its kind, permission, audit class, input and output (controls 16 to 18)", () => {
    expect(operations.length).toBeGreaterThan(20);
    expect(operations.flatMap((one) => findOperationFaults(one, permissions))).toEqual([]);
  });

  test("works without a session only when that was decided", () => {
    const open = operations
      .filter(({ meta }) => meta.permission === "public")
      .map(({ name }) => name);
    expect(open.toSorted()).toEqual([...publicOperations].toSorted());
  });

  test("an undeclared one is found", () => {
    const [bare] = listOperations({ people: { erase: { "~orpc": { inputSchema: {} } } } });
    expect(bare && findOperationFaults(bare, permissions)).toEqual([
      "people.erase declares no permission",
      "people.erase does not say whether it is a query, a command or a stream",
      "people.erase declares no audit class",
      "people.erase has no output schema",
    ]);
  });
});
