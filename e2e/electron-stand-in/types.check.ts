/**
 * Compile-time proof against electron.d.ts: whatever name the stand-in shares with Electron must
 * have a signature Electron's callers may use. Nothing here runs.
 */
import type { EventEmitter } from "node:events";
import type * as Real from "electron";
import type * as StandIn from "./electron.ts";

/** The part of the real type that the stand-in implements, but for listening to events. */
type Shared<Mine, Theirs> = Pick<Theirs, Exclude<keyof Mine & keyof Theirs, keyof EventEmitter>>;

/** Compiles only if `Mine` can stand where `Theirs` is expected, for every name they share. */
type Fits<Mine extends Shared<Mine, Theirs>, Theirs> = Mine;

/** Members that hold an object of the stand-in itself are checked on their own. */
type Own<T, Names extends keyof T> = Omit<T, Names>;

export type Checked = [
  Fits<Own<typeof StandIn.app, "commandLine">, Real.App>,
  Fits<Own<typeof StandIn.app.commandLine, never>, Real.CommandLine>,
  Fits<Own<StandIn.BrowserWindow, "webContents">, Real.BrowserWindow>,
  Fits<InstanceType<typeof StandIn.webContents>, Real.WebContents>,
  Fits<typeof StandIn.dialog, Real.Dialog>,
  Fits<Own<typeof StandIn.protocol, never>, Real.Protocol>,
  Fits<Own<typeof StandIn.safeStorage, never>, Real.SafeStorage>,
  Fits<Own<typeof StandIn.session.defaultSession, "protocol" | "webRequest">, Real.Session>,
  Fits<typeof StandIn.shell, Real.Shell>,
  Fits<Own<typeof StandIn.crashReporter, never>, Real.CrashReporter>,
  Fits<Pick<typeof StandIn.powerMonitor, "getSystemIdleTime">, Real.PowerMonitor>,
];
