/** Mail on Today (DOC-10, DOC-11): what needs a person, each leading to the outbox with just that. */
import { Anchor } from "@mantine/core";
import type { TodayView } from "#contract/billing.ts";
import { hrefTo } from "../../app/address.ts";
import { useMay } from "../../app/status.tsx";
import { Panel } from "../../kit/Page.tsx";
import { Note } from "../../kit/RefusalNote.tsx";
import { StatusChip } from "../../kit/StatusChip.tsx";
import { LateMailboxNote } from "./LateMailboxNote.tsx";
import { mailLines } from "./mail-lines.ts";
import classes from "./Today.module.css";

export function MailPanel({ mail }: Pick<TodayView, "mail">) {
  const mayLook = useMay()("billing.view");
  return (
    <Panel title="Mail" aside={<Anchor href={hrefTo("/documents/outbox")}>Outbox</Anchor>}>
      {mail.trouble !== "" && (
        <Note tone="attention" role="status">
          {mail.trouble} Nothing is lost. <Anchor href={hrefTo("/settings/email")}>E-mail settings</Anchor>
        </Note>
      )}
      {mayLook && <LateMailboxNote />}
      <dl className={classes["facts"]}>
        {mailLines(mail).map(({ words, search, count, chip }) => (
          <div key={words} style={{ display: "contents" }}>
            <dt>
              <Anchor href={hrefTo("/documents/outbox", null, search)}>{words}</Anchor>
            </dt>
            <dd className="pf-figures">{chip !== null && count > 0 ? <StatusChip tone={chip} word={String(count)} /> : count}</dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
}
