import type { HelpRefusals } from "#domain/help/refusals.ts";
import type { Sentences } from "./sentence.ts";

export const helpSentences: Sentences<HelpRefusals> = {
  help_article_not_found: () => "This version of the program has no such article. Open Help and look for it by its words.",
  help_note_too_long: ({ most, letters }) => `The note has ${letters} letters, and there is room for ${most}. Shorten it, or keep the rest on paper.`,
  help_note_changed_meanwhile: ({ article, by }) =>
    `${by === "" ? "Somebody" : by} changed the note on “${article}” meanwhile. Read it as it is now, then change it again.`,
};
