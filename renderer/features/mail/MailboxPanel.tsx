/** The mailbox that is looked into for messages that came back (DOC-10): where it is, a test, and a look now. */
import { Anchor, Button, Checkbox, Group, NumberInput, PasswordInput, Select, Stack, Switch, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import type { CheckProgress, MailboxTested, MailboxView } from "#contract/mail-check.ts";
import { mailSecurities, type MailSecurity } from "#domain/mail/account.ts";
import { usualMailboxPort } from "#domain/mail/mailbox.ts";
import { hrefTo } from "../../app/address.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useCommand } from "../../app/client/use-command.ts";
import { useQueryOf } from "../../app/client/use-query-of.ts";
import { useRunStream } from "../../app/client/use-run-stream.ts";
import { useMay, useSeat } from "../../app/status.tsx";
import { spokenInstant } from "../../format/instant.ts";
import { usePracticeFormat } from "../../format/PracticeFormat.tsx";
import { ErrorState } from "../../kit/ErrorState.tsx";
import { fieldProblem } from "../../kit/failure.ts";
import { Columns, Panel } from "../../kit/Page.tsx";
import { ProgressDialog } from "../../kit/ProgressDialog.tsx";
import { Note, RefusalNote } from "../../kit/RefusalNote.tsx";
import { showToast } from "../../kit/toast.ts";
import { checkedWords, foundWords } from "./mailbox-words.ts";

export function MailboxPanel() {
  const office = useOffice();
  const stored = useQueryOf(office.mailCheck.settings, {}, { topics: ["mail", "outbox", "clock"] });
  return (
    <Panel title="Messages that came back">
      {stored.failure && <ErrorState failure={stored.failure} onRetry={stored.retry} />}
      {stored.data && (
        <Stack gap={12}>
          {stored.data.staysHere ? (
            <Note tone="information">This is a practice for trying out: no mailbox is read.</Note>
          ) : (
            stored.data.isOn && <LastLook stored={stored.data} />
          )}
          {/* Another account for sending changes what is proposed and whose password is meant. */}
          <MailboxForm key={`${stored.data.version} ${stored.data.sendingUser}`} stored={stored.data} />
        </Stack>
      )}
    </Panel>
  );
}

/** When it was looked into last, what came back, and a look now. */
function LastLook({ stored }: { readonly stored: MailboxView }) {
  const office = useOffice();
  const may = useMay();
  const { locale, today } = usePracticeFormat();
  const { timeZone } = useSeat().practice;
  const run = useRunStream<CheckProgress>();
  const { fault, checkedAt, cameBack } = stored;
  const ended = run.finished;
  return (
    <Stack gap={8}>
      <Group justify="space-between" wrap="nowrap" align="center">
        <Text size="sm" role="status">
          {checkedAt === null ? "Not looked into yet." : `Last checked: ${spokenInstant(checkedAt, { locale, today }, timeZone)}.`}{" "}
          {cameBack > 0 && (
            <>
              <Anchor underline="always" href={hrefTo("/documents/outbox", null, { back: "found" })}>{cameBack === 1 ? "1 message came back" : `${cameBack} messages came back`}</Anchor> in the
              last 30 days.
            </>
          )}
          {cameBack === 0 && checkedAt !== null && "Nothing came back in the last 30 days."}
        </Text>
        {may("statements.print") && (
          <Button variant="default" size="compact-md" disabled={run.running !== null} onClick={() => void run.start(0, (requestId, options) => office.mailCheck.run({ requestId }, options))}>
            Check now
          </Button>
        )}
      </Group>
      {fault !== null && (
        <Note tone="attention">
          {fault.what} {fault.todo}
          {fault.reply === "" ? "" : ` The server said: “${fault.reply}”`} It is tried again at {spokenInstant(fault.againAt, { locale, today }, timeZone)}.
        </Note>
      )}
      {ended !== null && ended.fault === null && (
        <Note tone="information" role="status">
          {foundWords(ended)}
        </Note>
      )}
      <RefusalNote failure={run.failure} />
      <ProgressDialog opened={run.running !== null} title="Looking into the mailbox" step={checkedWords(run.running)} done={run.running?.done ?? 0} total={run.running?.total ?? 0} onCancel={run.cancel} />
    </Stack>
  );
}

const securityWords: Readonly<Record<MailSecurity, string>> = { tls: "From the start (SSL/TLS)", starttls: "STARTTLS" };

function MailboxForm({ stored }: { readonly stored: MailboxView }) {
  const office = useOffice();
  const mayChange = useMay()("settings.change");
  const save = useCommand(office.mailCheck.save);
  const test = useCommand(office.mailCheck.test);
  const [mailbox, setMailbox] = useState(stored.mailbox);
  const [isOn, setIsOn] = useState(stored.isOn);
  const [password, setPassword] = useState("");
  const [tested, setTested] = useState<MailboxTested | null>(null);
  const change = (part: Partial<typeof mailbox>): void => {
    setTested(null);
    setMailbox((before) => ({ ...before, ...part }));
  };
  const typed = password === "" || mailbox.isSame ? null : password;
  const submit = async () => {
    const done = await save.run({ basedOn: stored.version, isOn, mailbox, password: typed });
    if (done) showToast({ message: isOn ? "Saved. The mailbox is looked into every ten minutes while the program is open." : "Saved. The mailbox is not looked into." });
  };
  const tryOut = async () => {
    setTested(null);
    setTested((await test.run({ mailbox, password: typed })) ?? null);
  };
  const isKept = stored.isSignInKept && mailbox.host === stored.mailbox.host && mailbox.username === stored.mailbox.username;
  return (
    <form
      aria-label="Mailbox"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <Stack gap={12}>
        <Switch
          label="Look for messages that came back"
          description="Your mailbox is only looked at: nothing in it is marked, moved or deleted, and other mail is not opened"
          disabled={!mayChange}
          checked={isOn}
          onChange={(event) => setIsOn(event.currentTarget.checked)}
        />
        {isOn && (
          <>
            <TextInput
              label="Mailbox server"
              description="Your mail provider calls it incoming server or IMAP server"
              placeholder="imap.example.com"
              readOnly={!mayChange}
              maxLength={253}
              value={mailbox.host}
              error={fieldProblem(save.failure, "mailbox.host")}
              onChange={(event) => change({ host: event.currentTarget.value })}
            />
            <Columns least={150}>
              <Select
                label="Mailbox encryption"
                allowDeselect={false}
                readOnly={!mayChange}
                data={mailSecurities.map((value) => ({ value, label: securityWords[value] }))}
                value={mailbox.security}
                onChange={(value) => {
                  const security = (value ?? "tls") as MailSecurity;
                  change({ security, ...(mailbox.port === usualMailboxPort[mailbox.security] ? { port: usualMailboxPort[security] } : {}) });
                }}
              />
              <NumberInput
                label="Mailbox port"
                min={1}
                max={65_535}
                allowDecimal={false}
                thousandSeparator=""
                readOnly={!mayChange}
                value={mailbox.port}
                error={fieldProblem(save.failure, "mailbox.port")}
                onChange={(value) => change({ port: Number(value) || 0 })}
              />
            </Columns>
            <Checkbox
              label="Same user and password as for sending"
              description={stored.sendingUser === "" ? "Set up the account above first, or switch this off" : stored.sendingUser}
              disabled={!mayChange}
              checked={mailbox.isSame}
              onChange={(event) => change({ isSame: event.currentTarget.checked })}
            />
            {!mailbox.isSame && (
              <Columns least={150}>
                <TextInput
                  label="Mailbox user"
                  description="Most often the whole address"
                  readOnly={!mayChange}
                  maxLength={200}
                  autoComplete="off"
                  value={mailbox.username}
                  onChange={(event) => change({ username: event.currentTarget.value })}
                />
                <PasswordInput
                  label="Mailbox password"
                  description={isKept ? "Kept safe on this computer; type one only to change it" : "An app password, where your provider offers one"}
                  readOnly={!mayChange}
                  maxLength={500}
                  autoComplete="new-password"
                  value={password}
                  onChange={(event) => {
                    setTested(null);
                    setPassword(event.currentTarget.value);
                  }}
                />
              </Columns>
            )}
            <Checkbox
              label="Look into Junk, too"
              description="Some providers put returned messages there"
              disabled={!mayChange}
              checked={mailbox.readsJunk}
              onChange={(event) => change({ readsJunk: event.currentTarget.checked })}
            />
          </>
        )}
        <RefusalNote failure={save.failure ?? test.failure} />
        {tested !== null && <Outcome tested={tested} />}
        {mayChange && (
          <Group justify="end">
            {isOn && (
              <Button variant="default" loading={test.busy} onClick={() => void tryOut()}>
                Test the mailbox
              </Button>
            )}
            <Button type="submit" loading={save.busy}>
              Save the mailbox
            </Button>
          </Group>
        )}
      </Stack>
    </form>
  );
}

function Outcome({ tested: { fault, staysHere } }: { readonly tested: MailboxTested }) {
  if (fault === null)
    return (
      <Note tone="information" role="status">
        {staysHere ? "Nobody was asked: this is a practice for trying out." : "It works. The inbox can be read, and nothing in it was changed."}
      </Note>
    );
  return (
    <Note tone="trouble" role="alert">
      {fault.what} {fault.todo}
      {fault.reply === "" ? "" : ` The server said: “${fault.reply}”`}
    </Note>
  );
}
