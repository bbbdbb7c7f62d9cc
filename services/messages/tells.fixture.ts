/** A club whose practice writes about what is done at the desk (DOC-12), and its messages as lines to compare. */
import { findNotice } from "#db/dunning/notices.ts";
import type { HouseholdId, NoticeId } from "#domain/identity.ts";
import type { NoticeKind } from "#domain/dunning/notice-kinds.ts";
import type { OwnWriting } from "#domain/dunning/writing.ts";
import { addMilliseconds } from "#domain/instant.ts";
import type { Cx } from "../context.ts";
import { isNoticeNeeded, previewLetter } from "../dunning/print-notices.ts";
import { readDunning, saveDunning } from "../dunning/settings.ts";
import { outboxLines, runMail, scriptedMail, setUpMail, writesByMail, type ScriptedMail } from "../mail/mail.fixture.ts";
import { openClub, type Club } from "../memberships/club.fixture.ts";

export type TellingClub = Club & {
  /** `kind state channel` of each message of a household that counts, in order; those that were told with another are left out. */
  told(householdId: HouseholdId): string[];
  /** The words of the newest waiting message of a kind. */
  words(householdId: HouseholdId, kind: NoticeKind): { readonly subject: string; readonly body: string };
  waiting(householdId: HouseholdId, kind: NoticeKind): NoticeId[];
  write(writing: OwnWriting): void;
  speakSpanish(householdId: HouseholdId): void;
  /** The household reads e-mail, and the practice has an account. */
  readsMail(householdId: HouseholdId, email: string): void;
  /** Sends what is due now, or after some minutes. */
  send(afterMinutes: number, files?: Readonly<Record<string, Uint8Array>>): Promise<ScriptedMail>;
  mails(): string[];
};

export function openTellingClub(today: string): TellingClub {
  const club = openClub(today, { tells: true });
  const rows = (householdId: HouseholdId): { id: NoticeId; kind: NoticeKind; state: string; channel: string; reason: string }[] =>
    club.db.read((db) => db.all("select id, kind, state, channel, reason from notice where household_id = ? order by id", householdId));
  const holds = (id: NoticeId): boolean =>
    club.db.read((db) => {
      const notice = findNotice(db, id);
      return notice !== undefined && isNoticeNeeded(db, notice, club.today());
    });
  const waiting = (householdId: HouseholdId, kind: NoticeKind): NoticeId[] =>
    rows(householdId)
      .filter((row) => row.kind === kind && row.state === "queued" && holds(row.id))
      .map(({ id }) => id);
  const mail = scriptedMail();
  return {
    ...club,
    told: (householdId) =>
      rows(householdId)
        .filter(({ reason }) => !reason.startsWith("Told "))
        .map(({ kind, state, channel }) => `${kind} ${state} ${channel}`),
    words: (householdId, kind) => {
      const id = waiting(householdId, kind).at(-1);
      if (id === undefined) throw new Error(`no ${kind} waits`);
      const { subject, body } = previewLetter(club.cx(), id);
      return { subject, body };
    },
    waiting,
    write: (writing) => {
      const { version, settings } = readDunning(club.cx());
      saveDunning(club.cx(), { basedOn: version, settings: { ...settings, writing } });
    },
    speakSpanish: (householdId) =>
      club.db.write((db) =>
        void db.exec("update patient set language = 'es' where id = (select payer_patient_id from household where id = ?)", householdId),
      ),
    readsMail: (householdId, email) => {
      setUpMail(club.db);
      writesByMail(club.db, householdId, email);
    },
    send: async (afterMinutes, files = {}) => {
      const cx: Cx = club.cx();
      await runMail({ ...cx, now: addMilliseconds(cx.now, afterMinutes * 60_000) }, mail, files);
      return mail;
    },
    mails: () => outboxLines(club.db),
  };
}
