/** The practice is locked when the person's session at the computer is (control 34, S9). */
import type { PowerMonitor } from "electron";

/** Calls `lock` with what happened. Also on waking up: a sleep may come without a word before it. */
export function lockOnPowerEvents(monitor: PowerMonitor, lock: (reason: string) => void): void {
  monitor.on("lock-screen", () => lock("screen_locked"));
  monitor.on("suspend", () => lock("computer_asleep"));
  monitor.on("resume", () => lock("computer_asleep"));
  monitor.on("user-did-resign-active", () => lock("user_switched"));
}
