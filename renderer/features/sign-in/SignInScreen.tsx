import { Button, PasswordInput, TextInput } from "@mantine/core";
import { IconUser } from "@tabler/icons-react";
import { useState } from "react";
import type { StatusView } from "#contract/app.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import type { OpenPractice } from "../../app/status.tsx";
import { useStatusCommand } from "../../app/use-status.ts";
import { spokenInstant } from "../../format/instant.ts";
import { fieldProblem } from "../../kit/failure.ts";
import { RefusalNote } from "../../kit/RefusalNote.tsx";
import { showToast } from "../../kit/toast.ts";
import { GateCard } from "./GateCard.tsx";
import { roleWords } from "./role-words.ts";
import classes from "./Gate.module.css";

export type SignInScreenProps = { readonly status: StatusView; readonly practice: OpenPractice };

/** Who is at this window: by name and password, or, in the sample practice, by a press (F-21). */
export function SignInScreen({ status, practice }: SignInScreenProps) {
  const office = useOffice();
  const closePractice = useStatusCommand(office.setup.closePractice);
  const people = status.signInAs;
  return (
    <GateCard
      title={practice.name}
      about={people.length > 0 ? "Sample practice: sign in as anybody" : "Sign in"}
    >
      {people.length > 0 ? <PeopleList people={people} /> : <PasswordForm practice={practice} />}
      {status.practices.length > 1 && (
        <div className={classes["foot"]}>
          <Button variant="subtle" color="gray" onClick={() => void closePractice.run({})}>
            Another practice
          </Button>
        </div>
      )}
    </GateCard>
  );
}

function PeopleList({ people }: { readonly people: StatusView["signInAs"] }) {
  const office = useOffice();
  const signInAs = useStatusCommand(office.sessions.signInAs);
  return (
    <>
      <RefusalNote failure={signInAs.failure} />
      <ul className={classes["people"]}>
        {people.map((person) => (
          <li key={person.staffId}>
            <button
              type="button"
              className={classes["choice"]}
              disabled={signInAs.busy}
              onClick={() => void signInAs.run({ staffId: person.staffId })}
            >
              <IconUser size={20} aria-hidden />
              <span>
                <span className={classes["name"]}>{person.name}</span>
                <span className={classes["about"]}>{roleWords[person.role]}</span>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}

function PasswordForm({ practice }: { readonly practice: OpenPractice }) {
  const office = useOffice();
  const signIn = useStatusCommand(office.sessions.signIn);
  const [username, setUsername] = useState("");
  const [password, setPassword] = useState("");
  const submit = async () => {
    const status = await signIn.run({ username, password });
    if (status === undefined) {
      setPassword("");
      return;
    }
    const session = status.session;
    // Somebody who guessed at a password is noticed by the one whose password it is.
    if (session !== null && session.failedSinceLast > 0) {
      const tries =
        session.failedSinceLast === 1
          ? "One wrong password was"
          : `${session.failedSinceLast} wrong passwords were`;
      const last =
        session.lastSignInAt === null
          ? ""
          : ` since you signed in ${spokenInstant(session.lastSignInAt, { locale: practice.locale, today: practice.todayOn }, practice.timeZone)}`;
      showToast({ tone: "attention", message: `${tries} typed for your name${last}.` });
    }
  };
  return (
    <form
      className={classes["form"]}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <TextInput
        label="User name"
        autoFocus
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={60}
        value={username}
        onChange={(event) => setUsername(event.currentTarget.value)}
        error={fieldProblem(signIn.failure, "username")}
      />
      <PasswordInput
        label="Password"
        autoComplete="current-password"
        maxLength={128}
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
        error={fieldProblem(signIn.failure, "password")}
        visibilityToggleButtonProps={{ "aria-label": "Show the password", tabIndex: 0 }}
      />
      <RefusalNote failure={signIn.failure} shownFields={["username", "password"]} />
      <Button
        type="submit"
        loading={signIn.busy}
        disabled={username.trim() === "" || password === ""}
      >
        Sign in
      </Button>
    </form>
  );
}
