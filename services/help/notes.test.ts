import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { longestHelpNote } from "#domain/help/note.ts";
import { Refusal } from "#domain/refusal.ts";
import { openClub, type Club } from "../memberships/club.fixture.ts";
import { verifyPractice } from "../upkeep/verify-practice.ts";
import { helpArticleOnPaper } from "./article-on-paper.ts";
import { helpNotes, saveHelpNote } from "./notes.ts";

let club: Club;
beforeEach(() => (club = openClub("2026-11-22")));
afterEach(() => {
  expect(verifyPractice(club.db).breaches).toEqual([]);
  club.dispose();
});

const save = (body: string, basedOn: number | null = null, articleId = "cancel") => saveHelpNote(club.cx(), { articleId, basedOn, body }).revision;
const audits = () =>
  club.db
    .read((db) => db.all<{ subject: string; before: string; after: string }>("select subject, before, after from audit where action = 'help_note.changed' order by id"))
    .map(({ subject, before, after }) => ({ subject, before: JSON.parse(before) as unknown, after: JSON.parse(after) as unknown }));

function refusalOf(work: () => unknown): Refusal | null {
  try {
    work();
    return null;
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}

describe("HLP-2 notes of the office", () => {
  test("HLP-2 a practice begins without notes; the first is based on none", () => {
    expect(helpNotes(club.cx())).toEqual([]);
    const revision = save("Ask Ana first.");
    expect(helpNotes(club.cx())).toEqual([{ articleId: "cancel", revision, body: "Ask Ana first.", by: expect.any(String), at: club.cx().now }]);
  });

  test("HLP-2 F-11 every change is in the audit with what it said before", () => {
    const first = save("Ask Ana first.");
    const second = save("Ask Ben first.", first);
    save("", second);
    expect(audits()).toEqual([
      { subject: `help_note/${first}`, before: { article: "cancel", note: "" }, after: { article: "cancel", note: "Ask Ana first." } },
      { subject: `help_note/${second}`, before: { article: "cancel", note: "Ask Ana first." }, after: { article: "cancel", note: "Ask Ben first." } },
      { subject: expect.stringMatching(/^help_note\/\d+$/), before: { article: "cancel", note: "Ask Ben first." }, after: { article: "cancel", note: "" } },
    ]);
    expect(helpNotes(club.cx())[0]?.body).toBe("");
  });

  test("HLP-2 UI-9 two desks: the second does not overwrite what it has not read", () => {
    const first = save("Ask Ana first.");
    const second = save("Ask Ben first.", first);
    expect(refusalOf(() => save("Ask nobody.", first))).toMatchObject({ code: "help_note_changed_meanwhile", facts: { article: "Cancel a membership" } });
    expect(refusalOf(() => save("Ask nobody."))?.code).toBe("help_note_changed_meanwhile");
    expect(helpNotes(club.cx())[0]).toMatchObject({ revision: second, body: "Ask Ben first." });
    save("Ask nobody.", second);
    expect(helpNotes(club.cx())[0]?.body).toBe("Ask nobody.");
  });

  test("HLP-2 a note that was taken away and written again is not taken for the old one", () => {
    const first = save("One");
    const gone = save("", first);
    expect(refusalOf(() => save("Two", first))?.code).toBe("help_note_changed_meanwhile");
    expect(save("Two", gone)).not.toBe(first);
  });

  test("HLP-2 the same words again change nothing and leave no trace", () => {
    const first = save("Ask Ana first.");
    expect(save("  Ask Ana first. ", first)).toBe(first);
    expect(save("", null, "hold")).toBeNull();
    expect(audits()).toHaveLength(1);
    expect(helpNotes(club.cx())).toHaveLength(1);
  });

  test("HLP-2 an article that is not there, and a note that is too long, are refused and leave nothing", () => {
    expect(refusalOf(() => save("Hello", null, "no-such-article"))?.code).toBe("help_article_not_found");
    expect(refusalOf(() => save("a".repeat(longestHelpNote + 1)))).toMatchObject({ code: "help_note_too_long", facts: { most: longestHelpNote, letters: longestHelpNote + 1 } });
    expect([helpNotes(club.cx()), audits()]).toEqual([[], []]);
  });

  test("BIL-7 HLP-2 a card number in a note is masked before it is kept, also in the audit", () => {
    save("Never write 4242 4242 4242 4242 down.");
    expect(helpNotes(club.cx())[0]?.body).toBe("Never write •••• 4242 down.");
    expect(JSON.stringify(audits())).not.toContain("4242 4242");
  });
});

describe("DOC-1 HLP-2 an article on paper", () => {
  test("DOC-1 has the article, the practice's name and its note", () => {
    const bare = helpArticleOnPaper(club.cx(), { articleId: "cancel" });
    expect(bare).toMatchObject({ article: { id: "cancel" }, note: null, printedOn: "2026-11-22" });
    expect(bare.practiceName).not.toBe("");
    const first = save("Ask Ana first.");
    expect(helpArticleOnPaper(club.cx(), { articleId: "cancel" }).note).toEqual({ body: "Ask Ana first.", by: expect.any(String), at: club.cx().now });
    expect(helpArticleOnPaper(club.cx(), { articleId: "hold" }).note).toBeNull();
    save("", first);
    expect(helpArticleOnPaper(club.cx(), { articleId: "cancel" }).note).toBeNull();
  });

  test("DOC-1 no such article is refused", () => {
    expect(refusalOf(() => helpArticleOnPaper(club.cx(), { articleId: "constructor" }))?.code).toBe("help_article_not_found");
  });
});
