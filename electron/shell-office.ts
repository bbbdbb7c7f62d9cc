/** What the shell needs of the office, so that the shell can be tried without one. */
import type { AnyRouter } from "@orpc/server";
import type { KeyStore } from "#office/keys.ts";

/** One window's seat in the office: who is signed in there is known to the office alone. */
export interface OfficeConnection {
  /** The initial context of the router for every call from this window. */
  readonly context: Record<never, never>;
  close(): void;
}

export interface ShellOffice {
  readonly router: AnyRouter;
  createConnection(from: { workstation: string; transport: "electron" }): OfficeConnection;
  /** Locks every session at once; the sessions stay, behind their password. */
  lockAll(reason: string): void;
  close(): Promise<void>;
}

export type OpenOffice = (options: { dataDir: string; keys: KeyStore }) => Promise<ShellOffice>;
