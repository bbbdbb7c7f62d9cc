/** The practice's e-mail account (DOC-10): where mail goes out, and a test that says what is wrong. */
import { Anchor, Button, Group, NumberInput, PasswordInput, Select, Stack, Switch, TextInput } from "@mantine/core";
import { useState } from "react";
import type { MailAccountView, MailTested } from "#contract/mail.ts";
import { mailSecurities, usualPort, type MailSecurity } from "#domain/mail/account.ts";
import { hrefTo } from "../../app/address.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useCommand } from "../../app/client/use-command.ts";
import { useQueryOf } from "../../app/client/use-query-of.ts";
import { useMay } from "../../app/status.tsx";
import { ErrorState } from "../../kit/ErrorState.tsx";
import { fieldProblem } from "../../kit/failure.ts";
import { Columns, Page, Panel } from "../../kit/Page.tsx";
import { Note, RefusalNote } from "../../kit/RefusalNote.tsx";
import { showToast } from "../../kit/toast.ts";
import { MailboxPanel } from "./MailboxPanel.tsx";

export function MailSettingsPage() {
  const office = useOffice();
  const stored = useQueryOf(office.mail.account, {}, { topics: ["mail"] });
  return (
    <Page
      title="E-mail"
      layout="reading"
      about={
        <>
          <Anchor href={hrefTo("/settings")}>Settings</Anchor> · The practice’s own mailbox, through which letters and
          documents go out
        </>
      }
    >
      {stored.failure && <ErrorState failure={stored.failure} onRetry={stored.retry} />}
      {stored.data && <AccountForm key={stored.data.version} stored={stored.data} />}
      <MailboxPanel />
    </Page>
  );
}

const securityWords: Readonly<Record<MailSecurity, string>> = {
  tls: "From the start (SSL/TLS)",
  starttls: "STARTTLS",
};

function AccountForm({ stored }: { readonly stored: MailAccountView }) {
  const office = useOffice();
  const mayChange = useMay()("settings.change");
  const save = useCommand(office.mail.saveAccount);
  const test = useCommand(office.mail.test);
  const [account, setAccount] = useState(stored.account);
  const [isOn, setIsOn] = useState(stored.version === 0 ? true : stored.isOn);
  const [password, setPassword] = useState("");
  const [tested, setTested] = useState<MailTested | null>(null);
  const change = (part: Partial<typeof account>): void => {
    setTested(null);
    setAccount((before) => ({ ...before, ...part }));
  };
  const typed = password === "" ? null : password;
  const submit = async () => {
    const done = await save.run({ basedOn: stored.version, isOn, account, password: typed });
    if (done) showToast({ message: isOn ? "Saved. Households that like e-mail are written to by e-mail from now on." : "Saved. Everything goes on paper." });
  };
  const tryOut = async () => {
    setTested(null);
    setTested((await test.run({ account, password: typed })) ?? null);
  };
  const isKept = stored.isSignInKept && account.host === stored.account.host && account.username === stored.account.username;
  return (
    <Panel title="Account">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <Stack gap={12}>
          {stored.staysHere && (
            <Note tone="information">
              This is a practice for trying out: messages are shown in the outbox and never leave this computer.
            </Note>
          )}
          {stored.fault !== null && (
            <Note tone="attention" role="status">
              {stored.fault.what} {stored.fault.todo}
              {stored.fault.reply === "" ? "" : ` The server said: “${stored.fault.reply}”`}
            </Note>
          )}
          <Switch
            label="Write to households by e-mail"
            description="Where a household prefers it and has an address that works; everything else stays on paper"
            disabled={!mayChange}
            checked={isOn}
            onChange={(event) => setIsOn(event.currentTarget.checked)}
          />
          <Columns least={150}>
            <TextInput
              label="Sender’s name"
              readOnly={!mayChange}
              maxLength={120}
              value={account.fromName}
              error={fieldProblem(save.failure, "account.fromName")}
              onChange={(event) => change({ fromName: event.currentTarget.value })}
            />
            <TextInput
              label="Sender’s address"
              readOnly={!mayChange}
              maxLength={254}
              value={account.fromEmail}
              error={fieldProblem(save.failure, "account.fromEmail")}
              onChange={(event) => change({ fromEmail: event.currentTarget.value })}
            />
          </Columns>
          <TextInput
            label="Mail server"
            description="Your mail provider calls it outgoing server or SMTP server"
            placeholder="smtp.example.com"
            readOnly={!mayChange}
            maxLength={253}
            value={account.host}
            error={fieldProblem(save.failure, "account.host")}
            onChange={(event) => change({ host: event.currentTarget.value })}
          />
          <Columns least={150}>
            <Select
              label="Encryption"
              allowDeselect={false}
              readOnly={!mayChange}
              data={mailSecurities.map((value) => ({ value, label: securityWords[value] }))}
              value={account.security}
              onChange={(value) => {
                const security = (value ?? "tls") as MailSecurity;
                change({ security, ...(account.port === usualPort[account.security] ? { port: usualPort[security] } : {}) });
              }}
            />
            <NumberInput
              label="Port"
              min={1}
              max={65_535}
              allowDecimal={false}
              thousandSeparator=""
              readOnly={!mayChange}
              value={account.port}
              error={fieldProblem(save.failure, "account.port")}
              onChange={(value) => change({ port: Number(value) || 0 })}
            />
          </Columns>
          <Columns least={150}>
            <TextInput
              label="User"
              description="Most often the whole address"
              readOnly={!mayChange}
              maxLength={200}
              autoComplete="off"
              value={account.username}
              onChange={(event) => change({ username: event.currentTarget.value })}
            />
            <PasswordInput
              label="Password"
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
          <RefusalNote failure={save.failure ?? test.failure} />
          {tested !== null && <Outcome tested={tested} staysHere={stored.staysHere} />}
          {mayChange && (
            <Group justify="end">
              <Button variant="default" loading={test.busy} onClick={() => void tryOut()}>
                Try it out
              </Button>
              <Button type="submit" loading={save.busy}>
                Save
              </Button>
            </Group>
          )}
        </Stack>
      </form>
    </Panel>
  );
}

function Outcome({ tested, staysHere }: { readonly tested: MailTested; readonly staysHere: boolean }) {
  const { fault, toEmail } = tested;
  if (fault === null)
    return (
      <Note tone="information" role="status">
        {staysHere
          ? "Nothing was sent: this is a practice for trying out."
          : `It works. A message is on its way to ${toEmail}; look whether it arrives.`}
      </Note>
    );
  return (
    <Note tone="trouble" role="alert">
      {fault.what} {fault.todo}
      {fault.reply === "" ? "" : ` The server said: “${fault.reply}”`}
    </Note>
  );
}
