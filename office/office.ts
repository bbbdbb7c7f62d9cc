/**
 * The assembled application without a shell (DSK-1): the desktop shell and the office host both open
 * it, hand it connections and close it. It owns the practice file, the sessions, the scheduler and
 * the announcements; what an operation does is in the services.
 */
import { mkdir } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import type { StatusView } from "#contract/app.ts";
import type { PasswordHasher } from "#services/gateways/passwords.ts";
import type { LockReason } from "#services/staff/lock.ts";
import { OfficeClock, type Clocks } from "./clock.ts";
import { computerId as readComputerId } from "./computer-id.ts";
import type { RendererOptions } from "./documents/renderer.ts";
import type { KeyStore } from "./keys.ts";
import { openLog } from "./log.ts";
import type { Call } from "./office-core.ts";
import { OfficeRoom } from "./office-room.ts";
import { argon2Hasher } from "./passwords.ts";
import { readySampleFolder } from "./ready-sample.ts";
import { router } from "./router.ts";
import { appVersion } from "./version.ts";

export type OfficeOptions = Clocks & {
  readonly dataDir: string;
  readonly keys: KeyStore;
  readonly host?: "electron" | "office_host";
  /** What to open at once: the practice that was open last (the default), the sample, or nothing. */
  readonly open?: "last" | "sample" | "nothing";
  readonly renderer?: RendererOptions;
  /** Billing and other work by the clock; tests that call `tick` themselves switch it off. */
  readonly schedule?: boolean;
  /** The folder of the sample practice that the build made. */
  readonly readySample?: string;
  readonly hasher?: PasswordHasher;
  readonly computerId?: string;
  /** Told when the practice file turned out to be damaged while it was open; it is closed then. */
  readonly onFatal?: (error: unknown) => void;
};

/** One window of the shell, or one browser: its calls carry `context`. */
export type Connection = {
  readonly context: Call;
  /** Shows the same seat again to a later connection: a cookie, or a variable of the shell. */
  readonly token: string;
  close(): void;
};

export interface Office {
  readonly router: typeof router;
  /** Takes a seat: the one of `token` if it is still there, else a new one. */
  createConnection(from: {
    readonly workstation?: string;
    readonly transport?: "electron" | "http" | "websocket";
    readonly token?: string | undefined;
    /** Told whenever the seat is locked, by idleness, by the person or with the computer. */
    readonly onLocked?: () => void;
  }): Connection;
  /** Whether a token shows a seat of this office. */
  knowsSeat(token: string | undefined): boolean;
  /** Locks every session at once; the sessions stay, behind their password (STF-4). */
  lockAll(reason: string): void;
  /** Does what is due by the clock now: idle locks and billing. The office does so by itself. */
  tick(): Promise<void>;
  /** The status as a seat that nobody has taken would see it. */
  status(): Promise<StatusView>;
  openSample(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens the office on a data folder, and in it the practice that was open last. A practice that does
 * not open leaves the office open: the first screen says why and offers what to do.
 */
export async function openOffice(options: OfficeOptions): Promise<Office> {
  const { dataDir } = options;
  await mkdir(join(dataDir, "practices"), { recursive: true, mode: 0o700 });
  const room = new OfficeRoom({
    dataDir,
    keys: options.keys,
    host: options.host ?? "electron",
    version: appVersion,
    clock: new OfficeClock(options),
    log: openLog(join(dataDir, "logs")),
    hasher: options.hasher ?? argon2Hasher(),
    computerId: options.computerId ?? (await readComputerId()),
    workstation: hostname(),
    renderer: options.renderer ?? {},
    schedule: options.schedule ?? true,
    readySample: options.readySample ?? readySampleFolder,
    onFatal: options.onFatal ?? (() => undefined),
  });
  if ((options.open ?? "last") === "last") await room.openLast();
  const office: Office = {
    router,
    createConnection: ({ workstation, token, onLocked }) => {
      const seat = room.seats.find(token) ?? room.seats.add(workstation ?? hostname());
      if (onLocked) seat.onLocked = onLocked;
      seat.connections += 1;
      let isOpen = true;
      return {
        context: { office: room, seat },
        token: seat.token,
        close: () => {
          if (isOpen) seat.connections -= 1;
          isOpen = false;
        },
      };
    },
    knowsSeat: (token) => room.seats.find(token) !== undefined,
    lockAll: () => room.lockAll("computer" satisfies LockReason),
    tick: () => room.tick(),
    status: () => room.status(null),
    openSample: () => room.openSample(null),
    close: () => room.close(),
  };
  if (options.open === "sample") await office.openSample();
  return office;
}

