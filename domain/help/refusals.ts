/** Refusal codes of the Help Center with the facts their sentences need (HLP-2, F-17). */
export type HelpRefusals = {
  /** An article that this version of the program does not have. */
  help_article_not_found: Record<never, never>;
  help_note_too_long: { most: number; letters: number };
  /** Somebody else saved the note meanwhile. */
  help_note_changed_meanwhile: { article: string; by: string };
};
