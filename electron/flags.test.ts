import { expect, test } from "vitest";
import { readFlags } from "./flags.ts";

test.each([
  [["perennial"], undefined],
  [["perennial", "--data", "/srv/office"], "/srv/office"],
  [["perennial", "--data=/srv/office"], "/srv/office"],
  [["perennial", "--data", "office"], "/home/ana/office"],
  [
    ["electron", "--no-sandbox", "--user-data-dir=/tmp/x", "/app", "--data", "/srv/office"],
    "/srv/office",
  ],
  [["electron", "--inspect=0", "/app", "--data=/srv/office", "--sample"], "/srv/office"],
  [["perennial", "--data"], undefined],
  [["perennial", "--data="], undefined],
  [["perennial", "--database", "/srv/office"], undefined],
])("DSK-2 %j opens the data folder %s", (argv, dataDir) => {
  expect(readFlags(argv, "/home/ana").dataDir).toBe(dataDir);
});

test.each([
  [["perennial", "--sample"], true],
  [["electron", "--no-sandbox", "/app", "--data", "/srv/office", "--sample"], true],
  [["perennial"], false],
  [["perennial", "--sample=no"], false],
])("DSK-2 %j opens the sample practice: %s", (argv, isSample) => {
  expect(readFlags(argv, "/home/ana").isSample).toBe(isSample);
});
