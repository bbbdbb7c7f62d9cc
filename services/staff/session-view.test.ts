import { afterEach, beforeEach, expect, test } from "vitest";
import { openTestFile, type TestFile } from "#db/testing.ts";
import { toInstant } from "#domain/calendar.ts";
import { hashToken } from "./session-token.ts";
import { endLeftOverSessions, findLiveSession, latestTimeSeen, saveLastSeen } from "./session-view.ts";

let file: TestFile;
beforeEach(() => (file = openTestFile()));
afterEach(() => file.dispose());

const at = toInstant("2026-11-22T10:00:00.000Z");
const later = toInstant("2026-11-22T10:04:00.000Z");

test("control 34 a session is found by its token until it ends, and none outlives the office", () => {
  file.db.write((w) => {
    w.exec("insert into staff (id, name, username, role, created_at) values (1, 'Ana', 'ana', 'front_desk', ?)", at);
    w.exec(
      "insert into session (id, token_hash, staff_id, workstation, started_at, last_seen_at) values (1, ?, 1, 'desk', ?, ?)",
      hashToken("token"),
      at,
      at,
    );
  });
  expect(findLiveSession(file.db, "token")).toBeDefined();
  expect(findLiveSession(file.db, "other")).toBeUndefined();
  saveLastSeen(file.db, 1, later);
  expect(latestTimeSeen(file.db)).toBe(later);
  endLeftOverSessions(file.db, later);
  expect(findLiveSession(file.db, "token")).toBeUndefined();
});
