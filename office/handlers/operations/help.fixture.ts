/** The operations of the Help Center, prepared as the other fixtures prepare theirs. */
import { expect } from "vitest";
import type { CommandCase } from "./commands.fixture.ts";
import type { QueryCase } from "./queries.fixture.ts";
import type { Scene } from "./scene.fixture.ts";

const articleId = "cancel";

async function revisionOf({ owner }: Scene): Promise<number | null> {
  return (await owner.help.notes({})).find((note) => note.articleId === articleId)?.revision ?? null;
}

let times = 0;

export const helpCommands = {
  "help.saveNote": {
    ready: async (scene) => {
      times += 1;
      return { articleId, basedOn: await revisionOf(scene), body: `Ask Ana first, ${times}.` };
    },
    audits: ["help_note.changed"],
    topics: ["help-notes"],
    wrong: { articleId: "Not An Id" },
  },
} satisfies Readonly<Record<string, CommandCase>>;

export const helpQueries = {
  "help.notes": {
    ready: async ({ owner, ...scene }) => {
      await owner.help.saveNote({ requestId: crypto.randomUUID(), articleId, basedOn: await revisionOf({ owner, ...scene }), body: "Ask Ana." });
      return {};
    },
    answer: () => [{ articleId, body: "Ask Ana." }],
    wrong: { more: 1 },
  },
  "help.articlePdf": {
    heavy: true,
    ready: async () => ({ articleId }),
    answer: () => ({ fileName: "help-cancel.pdf", mediaType: "application/pdf", base64: expect.stringMatching(/^JVBERi/) }),
    wrong: { articleId: "../cancel" },
  },
} satisfies Readonly<Record<string, QueryCase>>;
