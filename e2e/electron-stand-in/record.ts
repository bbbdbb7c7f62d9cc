/**
 * What the app asked the operating system to do, instead of doing it; and the answers a test gives
 * in the person's place. Reached as `electronApp.evaluate(({ standIn }) => standIn.opened)`.
 */
export const record = {
  /** Answers for the next dialogs, in order; a dialog without an answer throws. */
  answers: [] as unknown[],
  /** Dialogs and error boxes shown. */
  shown: [] as { kind: string; options: unknown }[],
  /** Addresses, paths and folders given to `shell`. */
  opened: [] as string[],
  /** Print jobs: the page's address and the options. */
  prints: [] as { url: string; options: unknown }[],
  notifications: [] as unknown[],
  /** Popups a page asked for, and what became of them. */
  popups: [] as { url: string; action: string }[],
  relaunches: 0,
  /** Arguments of calls that only matter to the real thing, by name. */
  calls: {} as Record<string, unknown[][]>,
};

/** Notes a call whose effect only real Electron has. */
export function noteCall(name: string, ...args: unknown[]): void {
  (record.calls[name] ??= []).push(args);
}
