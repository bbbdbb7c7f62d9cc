/** What the office and its document worker say to each other. */
import type {
  DocumentKind,
  DocumentKinds,
  InvoiceData,
  NoticeData,
  StatementData,
} from "#domain/statements/document-data.ts";
import type { YearlyStatementData } from "#domain/yearly-statements/yearly-statement-data.ts";
import type { RefusalCode, RefusalFacts } from "#domain/refusal.ts";
import type { DocumentPlaces } from "./places.ts";
import type { JoinedFacts } from "./pdf-join.ts";

export type WorkerRequest =
  | {
      readonly ask: "document";
      readonly kind: DocumentKind;
      readonly data: DocumentKinds[DocumentKind];
    }
  | {
      /** The first pages as pictures, without a PDF. */
      readonly ask: "picture";
      readonly kind: DocumentKind;
      readonly data: DocumentKinds[DocumentKind];
      readonly mostPages: number;
    }
  | { readonly ask: "part"; readonly statements: readonly StatementData[] }
  | { readonly ask: "letters"; readonly notices: readonly NoticeData[] }
  | { readonly ask: "invoices"; readonly invoices: readonly InvoiceData[] }
  | { readonly ask: "yearly"; readonly statements: readonly YearlyStatementData[] }
  | { readonly ask: "join"; readonly parts: readonly Uint8Array[]; readonly facts: JoinedFacts };

/** What a new thread is given. */
export type WorkerStart = {
  readonly places: DocumentPlaces;
  /** The compiler as an earlier thread made it ready; null for the first. */
  readonly compiler: WebAssembly.Module | null;
};

/** Said once, when the compiler is ready, so that the next thread can start with it. */
export type WorkerReady = { readonly outcome: "ready"; readonly compiler: WebAssembly.Module };

export type WorkerAnswer =
  | {
      readonly outcome: "made";
      readonly pdf: Uint8Array<ArrayBuffer>;
      readonly pages: number;
      readonly endPages: readonly number[];
      /** SVGs, where pictures were asked for. */
      readonly pictures?: readonly string[];
      readonly missing: readonly string[];
      /** The compiler's memory, which never shrinks; the office replaces a worker that grew large. */
      readonly memoryBytes: number;
    }
  | {
      readonly outcome: "refused";
      readonly code: RefusalCode;
      readonly facts: RefusalFacts[RefusalCode];
    }
  /** Our own mistake, for the log; the worker itself is sound. */
  | { readonly outcome: "fault"; readonly detail: string };
