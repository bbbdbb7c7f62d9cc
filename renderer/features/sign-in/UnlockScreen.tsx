import { Button, PasswordInput } from "@mantine/core";
import { useState } from "react";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useSeat } from "../../app/status.tsx";
import { useStatusCommand } from "../../app/use-status.ts";
import { fieldProblem } from "../../kit/failure.ts";
import { RefusalNote } from "../../kit/RefusalNote.tsx";
import { GateCard } from "./GateCard.tsx";
import classes from "./Gate.module.css";

/**
 * The lock (S9): nothing of the practice is in the page, and what was being typed waits for the
 * same person. Somebody else signs in anew.
 */
export function UnlockScreen({ onUnlocked }: { readonly onUnlocked: () => void }) {
  const { practice, session } = useSeat();
  const office = useOffice();
  const unlock = useStatusCommand(office.sessions.unlock);
  const signOut = useStatusCommand(office.sessions.signOut);
  const [password, setPassword] = useState("");
  // People of the sample practice have no password (F-21).
  const withPassword = practice.kind !== "sample";
  const submit = async () => {
    const status = await unlock.run({ password });
    setPassword("");
    if (status !== undefined) onUnlocked();
  };
  return (
    <GateCard title="Locked" about={`${session.name} is signed in`}>
      <form
        className={classes["form"]}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        {/* Password managers fill by the name that belongs to the password. */}
        <input type="text" hidden readOnly autoComplete="username" value={session.name} />
        {withPassword && (
          <PasswordInput
            label="Password"
            autoFocus
            autoComplete="current-password"
            maxLength={128}
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
            error={fieldProblem(unlock.failure, "password")}
            visibilityToggleButtonProps={{ "aria-label": "Show the password", tabIndex: 0 }}
          />
        )}
        <RefusalNote failure={unlock.failure ?? signOut.failure} shownFields={["password"]} />
        <Button
          type="submit"
          loading={unlock.busy}
          disabled={withPassword && password === ""}
          autoFocus={!withPassword}
        >
          Unlock
        </Button>
      </form>
      <div className={classes["foot"]}>
        <Button variant="subtle" color="gray" onClick={() => void signOut.run({})}>
          Sign in as somebody else
        </Button>
      </div>
    </GateCard>
  );
}
