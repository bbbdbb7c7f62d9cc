/** The small modules about the computer: power, screen, theme, notifications, crash reports. */
import { EventEmitter } from "node:events";
import { noteCall, record } from "./record.ts";

/** Tests emit its events: `powerMonitor.emit("lock-screen")`. */
export const powerMonitor = Object.assign(new EventEmitter(), {
  getSystemIdleTime: () => 0,
});

const display = {
  id: 1,
  bounds: { x: 0, y: 0, width: 1440, height: 900 },
  workArea: { x: 0, y: 0, width: 1440, height: 860 },
  workAreaSize: { width: 1440, height: 860 },
  scaleFactor: 1,
};

export const screen = Object.assign(new EventEmitter(), {
  getPrimaryDisplay: () => display,
  getAllDisplays: () => [display],
});

export const nativeTheme = Object.assign(new EventEmitter(), {
  shouldUseDarkColors: false,
  themeSource: "system" as const,
});

export const crashReporter = {
  start: (options: unknown) => noteCall("crashReporter.start", options),
};

export class Notification extends EventEmitter {
  private readonly options: unknown;

  constructor(options: unknown) {
    super();
    this.options = options;
  }
  static isSupported(): boolean {
    return true;
  }
  show(): void {
    record.notifications.push(this.options);
  }
}
