/**
 * Which letters and messages a practice writes (DOC-12): each kind not at all, only to households that
 * read e-mail, or also on paper. The defaults are right for most offices.
 */
import type { NoticeKind } from "./notice-kinds.ts";

export const noticeWritings = ["off", "email", "all"] as const;
export type NoticeWriting = (typeof noticeWritings)[number];

/** What the practice says otherwise than the defaults. */
export type OwnWriting = Readonly<Partial<Record<NoticeKind, NoticeWriting>>>;

/** Nobody wants twelve receipts a year by post, or a letter about what was paid a minute ago at the desk. */
const writtenOtherwise: OwnWriting = {
  draw_receipt: "email",
  package_bought: "email",
  package_last_use: "email",
  invoice_issued: "off",
};

export function defaultWriting(kind: NoticeKind): NoticeWriting {
  return writtenOtherwise[kind] ?? "all";
}

/** How a kind is written: as the practice says, else by default. */
export function writingOf({ writing }: { readonly writing: OwnWriting }, kind: NoticeKind): NoticeWriting {
  return writing[kind] ?? defaultWriting(kind);
}

/** Whether a kind is written to a household that is reached by this channel. */
export function isWrittenBy(settings: { readonly writing: OwnWriting }, kind: NoticeKind, channel: "letter" | "email" | "text"): boolean {
  const writing = writingOf(settings, kind);
  return writing === "all" || (writing === "email" && channel !== "letter");
}

/** The same with a kind written in this way; the default leaves no trace. */
export function withWriting(own: OwnWriting, kind: NoticeKind, writing: NoticeWriting): OwnWriting {
  const { [kind]: _, ...others } = own;
  return writing === defaultWriting(kind) ? others : { ...others, [kind]: writing };
}
