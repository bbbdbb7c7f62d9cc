/**
 * The operations that work without a session, each reviewed: whatever else asks the office for
 * something must say who asks. A new public operation fails `build/rules.test.ts` until it is
 * added here on purpose.
 */
export const publicOperations: readonly string[] = [
  // What the first screen must know, and what it may do, before anybody has signed in.
  "app.status",
  "setup.openSample",
  "setup.createPractice",
  "setup.openPractice",
  "setup.backups",
  "setup.restore",
  "sessions.signIn",
  "sessions.signInAs",
  // Topics of what changed, never the data itself; the window asks again with its own session.
  "events.subscribe",
];
