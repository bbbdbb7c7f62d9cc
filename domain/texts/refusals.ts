/** Refusal codes of the practice's own texts with the facts their sentences need (DOC-8, F-17). */
export type TextRefusals = {
  text_heading_empty: { text: string };
  text_empty: { text: string };
  text_too_long: { text: string; part: "heading" | "text"; most: number; letters: number };
  text_too_many_lines: { text: string; most: number; lines: number };
  /** `nearest` is the field that was probably meant; empty where none is near. */
  text_field_unknown: { text: string; field: string; nearest: string };
  text_brace_alone: { text: string; brace: string };
  text_field_missing: { text: string; field: string; means: string };
  /** A character that no paper shows, by its number such as `U+0007`. */
  text_character_hidden: { text: string; character: string };
  /** Somebody else saved it meanwhile. */
  text_changed_meanwhile: { text: string; by: string };
  text_always_written: { text: string };
  text_no_switch: { text: string };
};
