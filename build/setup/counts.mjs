/** Reads how many tests passed, failed and were skipped from the reports of Vitest and Playwright. */
import { existsSync, readFileSync } from "node:fs";

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

export const noCounts = { passed: 0, failed: 0, skipped: 0 };

/** @returns {Counts} */
export function addCounts(...all) {
  return {
    passed: all.reduce((sum, one) => sum + one.passed, 0),
    failed: all.reduce((sum, one) => sum + one.failed, 0),
    skipped: all.reduce((sum, one) => sum + one.skipped, 0),
  };
}

/** The line that ends every run of `npm test`. */
export function countLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
}

/**
 * A step's counts from its report. A program that failed without naming a failed test (a file that
 * does not load, an error after the last test, no report at all) counts as one failure.
 * @param {string} file
 * @param {(report: any) => Counts} read
 * @param {number} code the program's exit code
 */
export function countsFrom(file, read, code) {
  const counts = existsSync(file) ? read(JSON.parse(readFileSync(file, "utf8"))) : noCounts;
  return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

/** Vitest's JSON report; a test file that could not be loaded has no tests and counts as one failure. */
export function readVitest(report) {
  const unloaded = report.testResults.filter(
    (file) =>
      file.status === "failed" && !file.assertionResults.some((test) => test.status === "failed"),
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + unloaded.length,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/** Playwright's JSON report; a test that passed only when repeated counts as failed, because it is not to be trusted. */
export function readPlaywright(report) {
  const { expected, unexpected, flaky, skipped } = report.stats;
  return { passed: expected, failed: unexpected + flaky, skipped };
}
