import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { toInstant } from "#domain/calendar.ts";
import { insertStaff } from "../staff.ts";
import { openTestFile, type TestFile } from "../testing.ts";
import { findHelpNote, insertHelpNote, listHelpNotes } from "./notes.ts";

let file: TestFile;
beforeEach(() => (file = openTestFile()));
afterEach(() => file.dispose());

const at = toInstant("2026-11-22T15:00:00.000Z");
const say = (articleId: string, body: string): number => file.db.write((db) => insertHelpNote(db, { articleId, body, createdBy: null, createdAt: at }));
const find = (articleId: string) => file.db.read((db) => findHelpNote(db, articleId) ?? null);

describe("HLP-2 the notes in the file", () => {
  test("HLP-2 the newest of an article rules, and every other article has its own", () => {
    say("cancel", "One");
    const second = say("cancel", "Two");
    say("hold", "Other");
    expect(find("cancel")).toEqual({ revision: second, articleId: "cancel", body: "Two", by: "", at });
    expect(find("hold")?.body).toBe("Other");
    expect(find("rejoin")).toBeNull();
  });

  test("HLP-2 the list has one row for each article, what finding it says", () => {
    for (const body of ["One", "Two", ""]) say("cancel", body);
    say("age-out", "Ask the mother.");
    const listed = file.db.read(listHelpNotes);
    expect(listed.map(({ articleId, body }) => [articleId, body])).toEqual([["age-out", "Ask the mother."], ["cancel", ""]]);
    for (const row of listed) expect(find(row.articleId)).toEqual(row);
  });

  test("HLP-2 a note knows who wrote it", () => {
    const createdBy = file.db.write((db) => insertStaff(db, { name: "Helen Marsh", username: "helen", role: "owner", passwordHash: null, createdAt: at }));
    file.db.write((db) => insertHelpNote(db, { articleId: "cancel", body: "Ask me.", createdBy, createdAt: at }));
    expect(find("cancel")?.by).toBe("Helen Marsh");
  });

  test("HLP-2 F-11 what was once said is neither changed nor deleted", () => {
    say("cancel", "One");
    expect(() => file.db.write((db) => db.exec("update help_note set body = 'Other'"))).toThrow("append-only");
    expect(() => file.db.write((db) => db.exec("delete from help_note"))).toThrow("append-only");
  });
});
