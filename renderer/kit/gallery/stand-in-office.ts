/**
 * An office for the gallery that answers from memory: status, sign-in and lock. It is no part of
 * the app; screens are tried on the real office in e2e/.
 */
import { ORPCError } from "@orpc/client";
import { permissions } from "#domain/staff/permissions.ts";
import type { StatusView } from "#contract/app.ts";
import { toDay, toInstant } from "#domain/calendar.ts";
import type { StaffId } from "#domain/identity.ts";
import { asId } from "#domain/identity.ts";
import type { OpenChannel } from "../../app/client/connection.ts";

const ana = asId<StaffId>(1);

const empty: StatusView = {
  version: "0.1.0",
  host: "office_host",
  practices: [],
  practice: null,
  session: null,
  signInAs: [],
  billingStop: null,
};
const withPractice: StatusView = {
  ...empty,
  practices: [
    { slug: "sunrise", name: "Sunrise Dental", kind: "training" },
    { slug: "sample", name: "Elm Street Dental", kind: "sample" },
  ],
  practice: {
    name: "Sunrise Dental",
    kind: "training",
    specialty: "dental",
    patientWord: "patient",
    timeZone: "America/New_York",
    locale: "en-US",
    currency: "USD",
    currencyDigits: 2,
    todayOn: toDay("2026-11-22"),
    lockMinutes: 5,
  },
};
const signedIn: StatusView = {
  ...withPractice,
  session: {
    staffId: ana,
    name: "Ana Ramos",
    role: "owner",
    permissions: [...permissions],
    locked: false,
    lastSignInAt: toInstant("2026-11-20T14:00:00Z"),
    failedSinceLast: 0,
  },
};

export const statuses: Readonly<Record<string, StatusView>> = {
  start: empty,
  practices: { ...withPractice, practice: null },
  "sign-in": withPractice,
  "sample-sign-in": {
    ...withPractice,
    signInAs: [
      { staffId: ana, name: "Ana Ramos", role: "owner" },
      { staffId: asId<StaffId>(2), name: "Ben Ortiz", role: "front_desk" },
    ],
  },
  frame: signedIn,
  stopped: {
    ...signedIn,
    billingStop: { reason: "restored", since: toInstant("2026-11-21T09:00:00Z") },
  },
};

/** A line to that office; the password of everybody is the one in the sketch below. */
export function standInChannel(scene: string): OpenChannel {
  let status = statuses[scene] ?? empty;
  const setSession = (session: StatusView["session"]) => {
    status = { ...status, session };
    return status;
  };
  const answer = (path: string, input: Record<string, unknown>): unknown => {
    switch (path) {
      case "app.status":
        return status;
      case "sessions.lock":
        return setSession(status.session === null ? null : { ...status.session, locked: true });
      case "sessions.unlock":
      case "sessions.signIn":
        if (input["password"] !== "gentle rivers run") {
          throw new ORPCError("REFUSAL", { data: { code: "practice_not_found", facts: {} } });
        }
        return setSession(signedIn.session);
      case "sessions.signInAs":
        return setSession(signedIn.session);
      case "sessions.signOut":
        return setSession(null);
      case "setup.openSample":
        return (status = withPractice);
      case "setup.backups":
        return [
          {
            fileName: "a",
            practiceName: "Sunrise Dental",
            madeAt: toInstant("2026-11-20T14:00:00Z"),
            bytes: 4_700_000,
            slug: "sunrise",
          },
        ];
      case "patients.search":
        return { patients: [], invoices: [] };
      case "events.subscribe":
        return quietEvents();
      default:
        return new Promise(() => undefined);
    }
  };
  return () =>
    Promise.resolve({
      link: {
        call: async (path, input) =>
          answer(path.join("."), (input ?? {}) as Record<string, unknown>),
      },
      closed: new Promise<void>(() => undefined),
      close: () => undefined,
    });
}

async function* quietEvents(): AsyncGenerator<{ topics: string[] }> {
  yield { topics: [] };
  await new Promise(() => undefined);
}
