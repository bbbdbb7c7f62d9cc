/** The operations of the practice's own texts, prepared as the other fixtures prepare theirs. */
import { expect } from "vitest";
import type { CommandCase } from "./commands.fixture.ts";
import type { QueryCase } from "./queries.fixture.ts";
import type { Scene } from "./scene.fixture.ts";

const textId = "statement.over_30" as const;

async function revisionOf({ owner }: Scene): Promise<number | null> {
  return (await owner.texts.read({ textId })).en.revision;
}

let times = 0;

export const textCommands = {
  "texts.save": {
    ready: async (scene) => {
      times += 1;
      return { textId, language: "en", basedOn: await revisionOf(scene), words: { subject: "", body: `Part of this is older, ${times}.` } };
    },
    audits: ["text.changed"],
    topics: ["texts", "notices"],
    wrong: { textId: "statement.over_1000" },
  },
  "texts.turn": {
    ready: async ({ owner }) => {
      const { writing } = await owner.texts.read({ textId: "notice.hold_ends" });
      return { textId: "notice.hold_ends", writing: writing === "off" ? "all" : "off" };
    },
    audits: ["dunning_settings.changed"],
    topics: ["texts", "dunning-settings", "notices"],
    wrong: { writing: "sometimes" },
  },
} satisfies Readonly<Record<string, CommandCase>>;

export const textQueries = {
  "texts.list": { ready: async () => ({}), answer: () => [{ textId, group: "Statements and receipts" }], wrong: { more: 1 } },
  "texts.read": { ready: async () => ({ textId }), answer: () => ({ textId, hasSubject: false }), wrong: { textId: "constructor" } },
  "texts.preview": {
    heavy: true,
    ready: async (scene) => {
      const { householdId } = await scene.invoice();
      return { textId: "invoice.note", language: "es", words: { subject: "", body: "Gracias." }, householdId };
    },
    answer: (input: { householdId: number }) => ({ household: { householdId: input.householdId }, pageCount: 1, pages: [expect.stringMatching(/^[A-Za-z0-9+/]{400,}={0,2}$/)] }),
    wrong: { textId: "invoice.note", language: "fr", words: { subject: "", body: "" }, householdId: null },
  },
} satisfies Readonly<Record<string, QueryCase>>;
