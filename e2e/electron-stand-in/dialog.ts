/** Dialogs are recorded, and answered by what the test queued in `standIn.answers`. */
import { record } from "./record.ts";

/** Electron takes `(options)` or `(window, options)`. */
function answered(kind: string) {
  return (...args: unknown[]): Promise<never> => {
    const options = args.at(-1);
    record.shown.push({ kind, options });
    if (record.answers.length === 0) {
      const what = JSON.stringify(options);
      return Promise.reject(new Error(`electron-stand-in: ${kind} has no answer queued: ${what}`));
    }
    return Promise.resolve(record.answers.shift() as never);
  };
}

export const dialog = {
  showMessageBox: answered("showMessageBox"),
  showOpenDialog: answered("showOpenDialog"),
  showSaveDialog: answered("showSaveDialog"),
  showErrorBox(title: string, content: string): void {
    record.shown.push({ kind: "showErrorBox", options: { title, content } });
    // Often the last thing before the app ends, and with it the record.
    process.stderr.write(`${title}: ${content}\n`);
  },
};
