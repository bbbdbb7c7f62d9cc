/** `shell`: what would open outside is recorded. */
import { record } from "./record.ts";

export const shell = {
  openExternal(url: string): Promise<void> {
    record.opened.push(url);
    return Promise.resolve();
  },
  openPath(path: string): Promise<string> {
    record.opened.push(path);
    return Promise.resolve("");
  },
  showItemInFolder(path: string): void {
    record.opened.push(path);
  },
};
