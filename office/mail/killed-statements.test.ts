import { spawn, type ChildProcess } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, test, vi } from "vitest";
import { Database } from "#db/database.ts";
import { putAccount } from "#db/mail/account.ts";
import { testFolder } from "#db/testing.ts";
import { toCents } from "#domain/money.ts";
import { issueTyped } from "#services/invoices/issue-typed.ts";
import { scriptedAccount, writesByMail } from "#services/mail/mail.fixture.ts";
import { openClub } from "#services/memberships/club.fixture.ts";
import { verifyPractice } from "#services/upkeep/verify-practice.ts";
import { authority } from "./certificates.fixture.ts";
import { mailPassword, startMailServer } from "./mail-server.fixture.ts";

// Each kill is a process that starts anew, also where many tests run at once.
vi.setConfig({ testTimeout: 240_000 });

const households = 12;
const child = join(import.meta.dirname, "killed-statements.fixture.ts");
const undo: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0)) await step();
});

/** A practice whose households all owe and like e-mail, and a server that can kill the one who writes to it. */
async function scene() {
  const club = openClub("2026-03-01");
  const folder = testFolder();
  undo.push(() => club.dispose(), () => folder.dispose());
  const trust = join(folder.path, "authority.pem");
  writeFileSync(trust, authority);
  for (let number = 0; number < households; number += 1) {
    const { householdId, patientIds } = club.family(`Lee${number}`, ["Rosa", "1980-01-01"]);
    writesByMail(club.db, householdId, `lee${number}@families.example`);
    issueTyped(club.cx(), {
      householdId,
      termsDays: 0,
      lines: [{ patientId: patientIds[0] as never, kind: "service", description: "Cleaning", serviceOn: club.today(), quantity: 1, unitCents: toCents(500), taxRatePpm: 0 }],
    });
  }
  let running: ChildProcess | undefined;
  let killAt: { readonly kept: boolean; readonly message: number } | undefined;
  let seen = 0;
  const taken: string[] = [];
  const server = await startMailServer({
    options: {
      onData: (stream, session, done) => {
        stream.on("data", () => undefined);
        stream.on("end", () => {
          seen += 1;
          const dies = killAt?.message === seen;
          if (!dies || killAt?.kept) taken.push(session.envelope.rcptTo[0]?.address ?? "nobody");
          if (dies) running?.kill("SIGKILL");
          else done(null, "OK");
        });
      },
    },
  });
  undo.push(() => server.close());
  const { host, port, security, username, fromName, fromEmail } = server.account();
  club.db.write((db) => putAccount(db, { ...scriptedAccount, host, port, security, username, fromName, fromEmail, version: 1, isOn: true, sealedPassword: "sealed" }));
  const { path, key } = club.file;
  club.db.close();

  /** One start of the program: a run for whoever is left, and sending what waits. */
  const start = async (place = "", at?: { readonly kept: boolean; readonly message: number }): Promise<string | null> => {
    killAt = at;
    seen = 0;
    running = spawn(process.execPath, [child, path, key.toString("hex"), mailPassword, place], {
      env: { ...process.env, NODE_EXTRA_CA_CERTS: trust, NO_COLOR: "1" },
      stdio: ["ignore", "ignore", "pipe"],
    });
    let trouble = "";
    running.stderr?.on("data", (data: Buffer) => (trouble += data.toString()));
    const [code, signal] = await new Promise<[number | null, string | null]>((resolve) =>
      running?.once("exit", (exitCode, exitSignal) => resolve([exitCode, exitSignal])),
    );
    if (code !== 0 && signal !== "SIGKILL") throw new Error(`the run ended with ${code}: ${trouble}`);
    return signal;
  };
  /** Of every household the states of its messages, and what `verify` finds. */
  const look = (): { states: string[][]; statements: number } => {
    const db = Database.open(path, key, { mustExist: true });
    try {
      return db.read((r) => ({
        states: r
          .all<{ states: string | null }>("select (select group_concat(state) from mail m where m.household_id = h.id) as states from household h order by h.id")
          .map(({ states }) => (states === null ? [] : states.split(","))),
        statements: r.get<{ n: number }>("select count(*) as n from statement")?.n ?? 0,
      }));
    } finally {
      db.close();
    }
  };
  const breaches = (): unknown[] => {
    const db = Database.open(path, key, { mustExist: true });
    try {
      return [...verifyPractice(db).breaches];
    } finally {
      db.close();
    }
  };
  return { start, look, breaches, taken };
}

test("DOC-5 DOC-10 killed before, while and after a run is written down and while it is sent: no statement twice, none lost", async () => {
  const { start, look, breaches, taken } = await scene();
  // Before and in the middle of writing: nothing is there, nothing was sent.
  for (const place of ["prepared", "writing"]) {
    expect(await start(place), place).toBe("SIGKILL");
    expect(look(), place).toMatchObject({ statements: 0, states: Array.from({ length: households }, () => []) });
    expect(taken).toEqual([]);
  }
  // Written and not sent: everything waits.
  expect(await start("written")).toBe("SIGKILL");
  expect(look()).toMatchObject({ statements: households, states: Array.from({ length: households }, () => ["queued"]) });
  expect(taken).toEqual([]);
  // While sending, once with the message taken over and once without: each leaves one in doubt.
  expect(await start("", { kept: true, message: 3 })).toBe("SIGKILL");
  expect(await start("", { kept: false, message: 4 })).toBe("SIGKILL");
  expect(await start()).toBeNull();
  const { states, statements } = look();
  expect(statements).toBe(households);
  expect(states.every((own) => own.length === 1)).toBe(true);
  expect(states.flat().filter((state) => state === "unsure")).toHaveLength(2);
  expect(states.flat().filter((state) => state === "sent")).toHaveLength(households - 2);
  expect(new Set(taken).size).toBe(taken.length);
  expect(taken).toHaveLength(households - 1);
  // A start more does nothing more.
  await start();
  expect(taken).toHaveLength(households - 1);
  expect(breaches()).toEqual([]);
});
