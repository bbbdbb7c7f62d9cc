import { spawn, type ChildProcess } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, test, vi } from "vitest";
import { Database } from "#db/database.ts";
import { putAccount } from "#db/mail/account.ts";
import { insertMail } from "#db/mail/outbox.ts";
import { insertPractice } from "#db/practice.ts";
import { insertRow } from "#db/schema.fixture.ts";
import { openTestFile, testFolder } from "#db/testing.ts";
import { toInstant } from "#domain/calendar.ts";
import { asId, type DocumentId, type HouseholdId } from "#domain/identity.ts";
import { authority } from "./certificates.fixture.ts";
import { mailPassword, startMailServer, type TestMailServer } from "./mail-server.fixture.ts";

// Each kill is a process that starts anew, also where many tests run at once.
vi.setConfig({ testTimeout: 240_000 });

const messages = 24;
const at = toInstant("2026-03-02T15:00:00.000Z");
const child = join(import.meta.dirname, "killed-run.fixture.ts");

/** The places where a run can be while the server watches. */
const places = ["sign_in", "sender", "recipient", "text_here", "text_kept"] as const;
type Place = (typeof places)[number];
type Kill = { readonly place: Place; readonly message: number };

/** Chance with a seed that a failure names, so that it can be had again. */
function chance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

let undo: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0)) await step();
  undo = [];
});

/** A practice file with messages to as many households, and its account at a server that kills as told. */
async function scene() {
  const file = openTestFile();
  const folder = testFolder();
  undo.push(() => file.dispose(), () => folder.dispose());
  const trust = join(folder.path, "authority.pem");
  writeFileSync(trust, authority);
  let running: ChildProcess | undefined;
  let kill: Kill | undefined;
  let seen = 0;
  /** Kills the process while its word is unanswered, and never answers it. */
  const dies = (place: Place): boolean => {
    if (kill === undefined || kill.place !== place) return false;
    seen += 1;
    if (seen <= kill.message) return false;
    kill = undefined;
    running?.kill("SIGKILL");
    return true;
  };
  const taken: string[] = [];
  const server: TestMailServer = await startMailServer({
    options: {
      onAuth: (auth, _session, done) => {
        if (dies("sign_in")) return;
        done(auth.password === mailPassword ? null : new Error("wrong"), { user: auth.username });
      },
      onMailFrom: (_address, _session, done) => {
        if (!dies("sender")) done();
      },
      onRcptTo: (_address, _session, done) => {
        if (!dies("recipient")) done();
      },
      onData: (stream, _session, done) => {
        const pieces: Buffer[] = [];
        stream.on("data", (piece: Buffer) => pieces.push(piece));
        stream.on("end", () => {
          if (dies("text_here")) return;
          taken.push(/^Message-ID: (.*)$/im.exec(Buffer.concat(pieces).toString("utf8"))?.[1]?.trim() ?? "none");
          if (!dies("text_kept")) done(null, "OK");
        });
      },
    },
  });
  undo.push(() => server.close());
  const { host, port, security, username, fromName, fromEmail } = server.account();
  file.db.write((db) => {
    insertPractice(db, { name: "Maple Street Dental", kind: "live", specialty: "dental", time_zone: "America/New_York", currency: "USD", lineage_id: "lineage", epoch: 1, computer_id: "this", created_at: at });
    putAccount(db, { host, port, security, username, fromName, fromEmail, version: 1, isOn: true, sealedPassword: "sealed" });
    for (let number = 0; number < messages; number += 1) {
      const householdId = asId<HouseholdId>(insertRow(db, "household"));
      const documentId = asId<DocumentId>(insertRow(db, "document", { household_id: householdId }));
      insertMail(db, { householdId, event: `document/${documentId}/1`, about: "document", noticeId: null, invoiceId: null, documentId, toName: "Rosa Lee", toEmail: `lee${number}@families.example`, subject: "Statement", body: "Attached.", nextAt: at, createdBy: null, createdAt: at, fromEmail });
    }
  });
  const { path, key } = file;
  file.db.close();

  /** One start of the program, killed at a place or left to its end. */
  const run = async (at_: Kill | undefined, how = ""): Promise<void> => {
    kill = at_;
    seen = 0;
    running = spawn(process.execPath, [child, path, key.toString("hex"), mailPassword, how], {
      env: { ...process.env, NODE_EXTRA_CA_CERTS: trust, NO_COLOR: "1" },
      stdio: ["ignore", "ignore", "pipe"],
    });
    let trouble = "";
    running.stderr?.on("data", (data: Buffer) => (trouble += data.toString()));
    const [code, signal] = await new Promise<[number | null, string | null]>((resolve) =>
      running?.once("exit", (exitCode, exitSignal) => resolve([exitCode, exitSignal])),
    );
    if (code !== 0 && signal !== "SIGKILL") throw new Error(`the run ended with ${code}: ${trouble}`);
  };
  /** Every message's id with its state, as the file has it now. */
  const states = (): Map<string, string> => {
    const db = Database.open(path, key, { mustExist: true });
    try {
      return new Map(db.read((r) => r.all<{ id: string; state: string }>("select message_id as id, state from mail order by id").map(({ id, state }) => [id, state] as const)));
    } finally {
      db.close();
    }
  };
  return { run, states, taken };
}

const doubles = (taken: readonly string[]): string[] => taken.filter((id, index) => taken.indexOf(id) !== index);

describe("DOC-10 killed in the middle of a mail run", () => {
  test.each([2026])("DOC-10 at random places (seed %i) the server counts no message twice, and what is missing is in doubt or waits", async (seed) => {
    const { run, states, taken } = await scene();
    const random = chance(seed);
    for (let times = 0; times < 4; times += 1) {
      const place = places[Math.floor(random() * places.length)] ?? "sender";
      await run({ place, message: place === "sign_in" ? 0 : Math.floor(random() * 3) });
      expect(doubles(taken)).toEqual([]);
      for (const [id, state] of states()) {
        if (!taken.includes(id)) expect(["queued", "sending", "unsure"], `${id} never arrived`).toContain(state);
        else expect(["sent", "sending", "unsure"], `${id} arrived`).toContain(state);
      }
    }
    await run(undefined);
    expect(doubles(taken)).toEqual([]);
    const ended = states();
    expect([...ended.values()].filter((state) => state !== "sent" && state !== "unsure")).toEqual([]);
    for (const [id, state] of ended) if (!taken.includes(id)) expect(state).toBe("unsure");
    expect(taken.every((id) => ended.has(id))).toBe(true);
    expect([...ended.values()].filter((state) => state === "sent").length).toBeGreaterThan(messages / 2);
  });

  test("DOC-10 at each place in turn: one message at most is in doubt, and all the others arrive", async () => {
    const { run, states, taken } = await scene();
    for (const place of places) {
      const before = [...states().values()].filter((state) => state === "unsure" || state === "sending").length;
      await run({ place, message: place === "sign_in" ? 0 : 2 });
      // Before its turn a message is not touched; from its turn on it is in doubt, whatever had been said.
      const after = [...states().values()].filter((state) => state === "unsure" || state === "sending").length;
      expect(after - before, place).toBe(place === "sign_in" ? 0 : 1);
    }
    await run(undefined);
    expect(doubles(taken)).toEqual([]);
    const unsure = [...states()].filter(([, state]) => state === "unsure").map(([id]) => id);
    expect(unsure).toHaveLength(places.length - 1);
    expect(unsure.filter((id) => taken.includes(id))).toHaveLength(1);
    expect(taken).toHaveLength(messages - (places.length - 2));
  });

  test("DOC-10 the count would notice: a program that sends again by itself makes a double", async () => {
    const { run, taken } = await scene();
    await run({ place: "text_kept", message: 2 });
    await run(undefined, "careless");
    expect(doubles(taken)).toHaveLength(1);
  });
});
