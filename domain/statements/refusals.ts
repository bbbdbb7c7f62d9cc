import type { EnvelopeName, PaperName } from "./envelope.ts";
import type { DocumentKind } from "./document-data.ts";

/** Refusal codes of statements and documents with the facts their sentences need (F-17). */
export type StatementRefusals = {
  /** The engine gave up on a document; nothing was printed, sent or archived. */
  document_not_rendered: {
    readonly document: DocumentKind | "batch";
    readonly why: "failed" | "slow";
  };
  /** More lines than one document may hold. */
  document_too_long: {
    readonly document: DocumentKind;
    readonly lines: number;
    readonly most: number;
  };
  /** More households than one print run may hold. */
  batch_too_large: { readonly statements: number; readonly most: number };
  /** The folded sheet is larger than the envelope (DOC-3). */
  sheet_does_not_fit_envelope: { readonly paper: PaperName; readonly envelope: EnvelopeName };
  /** The office's own window leaves no room for an address (DOC-3). */
  window_too_small: { readonly envelope: EnvelopeName };
  /** A correction that is no multiple of 0.5 mm or beyond the limit (DOC-3). */
  nudge_not_allowed: { readonly mm: number; readonly mostMm: number };
  /** At 8 pt the address still does not fit the window (DOC-3). `line` counts from 1. */
  address_too_long_for_window:
    | {
        readonly householdNumber: string;
        readonly reason: "too_many_lines";
        readonly lines: number;
        readonly most: number;
      }
    | {
        readonly householdNumber: string;
        readonly reason: "line_too_wide";
        readonly line: number;
        readonly text: string;
      };
  statement_batch_not_found: Record<never, never>;
  statement_batch_sent: Record<never, never>;
  statement_batch_not_sent: Record<never, never>;
  /** Neither sent nor taken back yet: it would be made twice. */
  statement_batch_waiting: Record<never, never>;
  /** Nothing of it is on paper. */
  statement_batch_by_email: Record<never, never>;
  /** Every statement of the run has gone by e-mail. */
  statement_batch_gone: Record<never, never>;
  /** Nobody is left to print for: paid meanwhile, or no usable address. */
  nothing_to_print: Record<never, never>;
  /** The archived file is missing or was changed on disk. */
  document_not_readable: Record<never, never>;
  document_not_found: Record<never, never>;
  no_street_on_file: { readonly name: string };
};
