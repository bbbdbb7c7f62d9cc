import { expect, test } from "vitest";
import { largestScanBytes } from "#domain/agreements/scan.ts";
import { readScan, scanProblem } from "./scan-file.ts";

test("MEM-8 a scan that is empty or too large is told before it is sent", () => {
  expect(scanProblem(null)).toBeNull();
  expect(scanProblem({ size: 0 })).toMatch(/empty/);
  expect(scanProblem({ size: largestScanBytes })).toBeNull();
  expect(scanProblem({ size: largestScanBytes + 1 })).toMatch(/5 MB/);
});

test("MEM-8 every byte of a scan arrives, also of one larger than a part", async () => {
  const bytes = Uint8Array.from({ length: 70_001 }, (_, index) => (index * 7) % 256);
  const { base64 } = await readScan(new Blob([bytes]));
  expect([...Buffer.from(base64, "base64")]).toEqual([...bytes]);
});
