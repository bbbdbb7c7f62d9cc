/** What the screens of recall letters say about how many go by which way. */
import type { RecallLettersAnswer } from "#contract/benefits.ts";

type Counts = Pick<RecallLettersAnswer, "noticeIds" | "emails" | "members">;

/** "3 letters and 2 e-mails". */
export function waysOf({ noticeIds, emails }: Pick<Counts, "noticeIds" | "emails">): string {
  const letters = noticeIds.length;
  const parts = [
    ...(letters === 0 ? [] : [letters === 1 ? "1 letter" : `${letters} letters`]),
    ...(emails === 0 ? [] : [emails === 1 ? "1 e-mail" : `${emails} e-mails`]),
  ];
  return parts.join(" and ");
}

export function writeLabel(counts: Counts): string {
  return `Write ${waysOf(counts)}`;
}

export function foretoldSentence({ members, ...ways }: Counts): string {
  const about = members === 1 ? "about 1 member" : `about ${members} members`;
  const letters = ways.noticeIds.length;
  const wait = letters === 0 ? "" : letters === 1 ? " The letter waits to be printed." : " The letters wait to be printed.";
  return `${waysOf(ways)} ${about}.${wait} The list does not ask for a call again before the next stage.`;
}

/** After writing: "2 letters wait to be printed; 1 e-mail is on its way." */
export function writtenSentence({ noticeIds, emails }: Pick<Counts, "noticeIds" | "emails">): string {
  const letters = noticeIds.length;
  const parts = [
    ...(letters === 0 ? [] : [letters === 1 ? "1 letter waits to be printed" : `${letters} letters wait to be printed`]),
    ...(emails === 0 ? [] : [emails === 1 ? "1 e-mail is on its way" : `${emails} e-mails are on their way`]),
  ];
  return `${parts.join("; ")}.`;
}
