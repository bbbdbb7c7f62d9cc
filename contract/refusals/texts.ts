import type { TextRefusals } from "#domain/texts/refusals.ts";
import type { Sentences } from "./sentence.ts";

export const textSentences: Sentences<TextRefusals> = {
  text_heading_empty: ({ text }) => `“${text}” needs a heading. Write one, or go back to the default words.`,
  text_empty: ({ text }) => `“${text}” needs words. Write them, or go back to the default words.`,
  text_too_long: ({ text, part, most, letters }) =>
    `The ${part} of “${text}” does not fit its place: it has ${letters} letters, and there is room for ${most}.`,
  text_too_many_lines: ({ text, most, lines }) =>
    `“${text}” does not fit its place: it has ${lines} lines, and there is room for ${most === 1 ? "one" : most}. Join or leave out some.`,
  text_field_unknown: ({ text, field, nearest }) =>
    nearest === ""
      ? `“${text}” has no field {${field}}. Choose one from the list beside the text.`
      : `“${text}” has no field {${field}}. Did you mean {${nearest}}?`,
  text_brace_alone: ({ text, brace }) => `“${text}” has a single ${brace} in its words. Fields are written like {phone}.`,
  text_field_missing: ({ text, field, means }) =>
    `“${text}” must say one thing more: put the field {${field}} into the text (${means.charAt(0).toLowerCase()}${means.slice(1)}).`,
  text_character_hidden: ({ text, character }) =>
    `“${text}” holds a hidden character (${character}), perhaps copied from elsewhere. Delete it, or type that place again.`,
  text_changed_meanwhile: ({ text, by }) =>
    `${by === "" ? "Somebody" : by} saved “${text}” meanwhile. Look at the words as they are now, then change them again.`,
  text_always_written: ({ text }) => `“${text}” is always written: nobody may lose something without having been told.`,
  text_no_switch: ({ text }) => `“${text}” is part of a paper and has no switch. Where it may be empty, take its words away.`,
};
