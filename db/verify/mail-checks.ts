/** Letters and messages (DOC-10, DOC-11, F-16): what counts as told was told, and what waits can go. */
import { sqlCheck, type Check } from "./check.ts";

export const mailChecks: readonly Check[] = [
  sqlCheck({
    name: "A letter told by e-mail has its message, and it has gone",
    table: "notice",
    find: `select n.id from notice n where n.channel = 'email' and n.state = 'sent'
        and not exists (select 1 from mail m where m.notice_id = n.id and m.state = 'sent')
      union all
      select n.id from notice n where n.channel = 'email' and n.state = 'queued'
        and not exists (select 1 from mail m where m.notice_id = n.id and m.state <> 'cancelled')`,
    what: "A letter goes by e-mail or went by it, and no message carries it",
  }),
  sqlCheck({
    name: "A letter of a print run has its day and the file of the run",
    table: "notice",
    find: `select n.id from notice n left join notice_batch b on b.id = n.batch_id
      where n.batch_id is not null
        and (n.state <> 'printed' or b.id is null or b.undone_at is not null or n.document_id is not b.document_id)`,
    what: "A letter belongs to a print run that did not print it",
  }),
  sqlCheck({
    name: "Every message goes to the household it is about",
    table: "mail",
    find: `select m.id from mail m left join notice n on n.id = m.notice_id left join document d on d.id = m.document_id
        left join invoice i on i.id = m.invoice_id
      where n.household_id <> m.household_id or i.household_id <> m.household_id
        or (m.document_id is not null and d.household_id is not m.household_id)`,
    what: "A message carries another household's letter, invoice or document",
  }),
  sqlCheck({
    name: "A statement by e-mail has a file and one message of its own, and counts as sent when that has gone",
    table: "statement",
    find: `select s.id from statement s
      where s.channel = 'email' and (s.document_id is null
        or (s.batch_id is not null and not exists (select 1 from mail m where m.event = 'statement/' || s.id and m.document_id = s.document_id))
        or (s.sent_at is not null) <> exists (select 1 from mail m where m.document_id = s.document_id and m.state = 'sent')
        or exists (select 1 from statement o where o.document_id = s.document_id and o.id <> s.id))`,
    what: "A statement by e-mail has no file or message of its own, or counts as sent although nothing has gone",
  }),
  sqlCheck({
    name: "What the mailbox gave back had gone out",
    table: "mail_return",
    find: "select r.id, m.id as other from mail_return r join mail m on m.id = r.mail_id where m.began_at is null or m.kept_here = 1",
    what: "The mailbox gave back a message that never left",
  }),
];
