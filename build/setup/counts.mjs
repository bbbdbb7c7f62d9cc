/** Reads how many tests passed, failed and were skipped from the reports of Vitest and Playwright. */
import { existsSync, readFileSync } from "node:fs";

/** @typedef {{ passed: number, failed: number, skipped: number, failures: string[], doubts: string[] }} Counts */

export const noCounts = { passed: 0, failed: 0, skipped: 0, failures: [], doubts: [] };

/** @returns {Counts} */
export function addCounts(...all) {
  return {
    passed: all.reduce((sum, one) => sum + one.passed, 0),
    failed: all.reduce((sum, one) => sum + one.failed, 0),
    skipped: all.reduce((sum, one) => sum + one.skipped, 0),
    failures: all.flatMap((one) => one.failures),
    doubts: all.flatMap((one) => one.doubts),
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
  return code !== 0 && counts.failed === 0
    ? { ...counts, failed: 1, failures: [`a program ended with ${code} without naming a failed test`] }
    : counts;
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
    doubts: [],
    failures: [
      ...unloaded.map((file) => `${file.name}: ${file.message}`),
      ...report.testResults.flatMap((file) =>
        file.assertionResults
          .filter((test) => test.status === "failed")
          .map((test) => `${file.name} > ${test.fullName}\n${test.failureMessages.join("\n")}`),
      ),
    ],
  };
}

/**
 * Playwright's JSON report. A test that passed only when repeated, which happens on a build server
 * alone, has passed and is named: it is looked into like a failure, but it holds nothing up.
 */
export function readPlaywright(report) {
  const { expected, unexpected, flaky, skipped } = report.stats;
  return {
    passed: expected + flaky,
    failed: unexpected,
    skipped,
    failures: (report.suites ?? []).flatMap((suite) => specsThat(suite, "unexpected")),
    doubts: (report.suites ?? []).flatMap((suite) => specsThat(suite, "flaky")),
  };
}

function specsThat({ specs = [], suites = [] }, wanted) {
  return [
    ...specs
      .filter((spec) => spec.tests.some(({ status }) => status === wanted))
      .map((spec) => {
        const errors = spec.tests.flatMap(({ results }) => results.flatMap((result) => result.errors ?? []));
        return `${spec.file} > ${spec.title}\n${errors.map(({ message }) => message).join("\n")}`;
      }),
    ...suites.flatMap((suite) => specsThat(suite, wanted)),
  ];
}

/** How much of a failure's own words is repeated at the end. */
const longestFailure = 2000;

/** The failed tests once more, where they are looked for first: at the end, before the count. */
export function failureLines({ failures, doubts }) {
  return [
    ...doubts.map((doubt) => `! passed only at the second try: ${doubt.slice(0, longestFailure)}`),
    ...failures.map((failure) => `✗ ${failure.slice(0, longestFailure)}`),
  ];
}
