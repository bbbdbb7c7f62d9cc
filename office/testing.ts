/** An office in a temporary folder for tests: a clock that the test moves, cheap hashes, no timers. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createRouterClient } from "@orpc/server";
import type { OfficeClient } from "#contract/client.ts";
import { instantOf } from "#domain/instant.ts";
import { fileKeyStore } from "./keys.ts";
import { openOffice, type Connection, type Office, type OfficeOptions } from "./office.ts";
import { argon2Hasher } from "./passwords.ts";
import { router } from "./router.ts";

/** Strong enough for the rules, and nothing a guesser tries. */
export const testPassword = "violet kettle under bridge";

export type TestOffice = {
  readonly dataDir: string;
  readonly office: Office;
  /** A window with a typed client that calls the router as every transport does. */
  window(token?: string): TestWindow;
  /** Lets time pass on every clock. */
  pass(milliseconds: number): void;
  now(): number;
  /** Closes and opens again on the same folder, as after a restart. */
  reopen(options?: Partial<OfficeOptions>): Promise<TestOffice>;
  dispose(): Promise<void>;
};

export type TestWindow = { readonly client: OfficeClient; readonly connection: Connection };

const start = Date.parse("2026-03-02T15:00:00.000Z");

export async function openTestOffice(options: Partial<OfficeOptions> = {}): Promise<TestOffice> {
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), "perennial-office-"));
  const clock = { now: options.now ? Date.parse(options.now()) : start };
  const office = await openOffice({
    keys: fileKeyStore(join(dataDir, "keys")),
    host: "office_host",
    now: () => instantOf(clock.now),
    hasher: argon2Hasher({ memoryCost: 64, timeCost: 1, parallelism: 1 }),
    computerId: "this-computer",
    schedule: false,
    ...options,
    dataDir,
    ...(options.now ? { now: () => instantOf(clock.now) } : {}),
  });
  const self: TestOffice = {
    dataDir,
    office,
    window: (token) => {
      const connection = office.createConnection({ workstation: "desk", token });
      return { connection, client: createRouterClient(router, { context: connection.context }) as OfficeClient };
    },
    pass: (milliseconds) => {
      clock.now += milliseconds;
    },
    now: () => clock.now,
    reopen: async (again = {}) => {
      await office.close();
      return openTestOffice({ ...options, dataDir, now: () => instantOf(clock.now), ...again });
    },
    dispose: async () => {
      await office.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
  return self;
}

let requests = 0;

/** A request id that no other call of this run has. */
export function newRequestId(): string {
  requests += 1;
  return `00000000-0000-4000-8000-${requests.toString(16).padStart(12, "0")}`;
}

/** A new practice with its owner signed in at the given window. */
export async function setUpPractice(
  { client }: TestWindow,
  form: Partial<Parameters<OfficeClient["setup"]["createPractice"]>[0]> = {},
): Promise<void> {
  await client.setup.createPractice({
    requestId: newRequestId(),
    name: "Maple Street Dental",
    kind: "live",
    specialty: "dental",
    timeZone: "America/New_York",
    currency: "USD",
    ownerName: "Priya Raman",
    username: "priya",
    password: testPassword,
    ...form,
  });
}
