/**
 * How long a person waits after wrong passwords (chapter 8, section 5): five tries are free, then
 * 30 seconds, doubling to 15 minutes. After 100 in a row the sign-in is closed until an admin opens
 * it; the last admin is never closed out, so that nobody can lock a practice by guessing.
 */
export const freeTries = 5;
const firstWaitSeconds = 30;
const longestWaitSeconds = 15 * 60;
const triesUntilDisabled = 100;

/** Seconds that must pass after the given number of wrong tries in a row. */
export function waitSecondsAfter(wrongTries: number): number {
  if (wrongTries < freeTries) return 0;
  return Math.min(firstWaitSeconds * 2 ** Math.min(wrongTries - freeTries, 20), longestWaitSeconds);
}

/** Whether wrong tries have closed the sign-in. */
export function isDisabledAfter(wrongTries: number, isLastAdmin: boolean): boolean {
  return wrongTries >= triesUntilDisabled && !isLastAdmin;
}
