import { EventEmitter } from "node:events";
import type { PowerMonitor } from "electron";
import { expect, test } from "vitest";
import { lockOnPowerEvents } from "./power.ts";

test.each([
  ["lock-screen", "screen_locked"],
  ["suspend", "computer_asleep"],
  ["resume", "computer_asleep"],
  ["user-did-resign-active", "user_switched"],
])("S9 %s locks at once", (event, reason) => {
  const monitor = new EventEmitter();
  const reasons: string[] = [];
  lockOnPowerEvents(monitor as unknown as PowerMonitor, (why) => void reasons.push(why));
  monitor.emit("unlock-screen");
  monitor.emit("on-battery");
  expect(reasons).toEqual([]);
  monitor.emit(event);
  expect(reasons).toEqual([reason]);
});
