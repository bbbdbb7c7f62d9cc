/**
 * Chooses what the window shows: start (no practice open), sign-in (nobody signed in), or the frame.
 * Whatever one person had on the screen is gone before the next one sees anything.
 */
import { Loader } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { StartScreen } from "../features/first-run/StartScreen.tsx";
import { SignInScreen } from "../features/sign-in/SignInScreen.tsx";
import { PracticeFormatProvider } from "../format/PracticeFormat.tsx";
import { ErrorState } from "../kit/ErrorState.tsx";
import { dropAllToasts } from "../kit/toast.ts";
import { AppFrame } from "./frame/AppFrame.tsx";
import { SeatProvider } from "./status.tsx";
import { useStatus } from "./use-status.ts";
import classes from "./SessionGate.module.css";

export function SessionGate() {
  const { data: status, failure, retry } = useStatus();
  const queries = useQueryClient();
  const staffId = status?.session?.staffId ?? null;
  useEffect(() => {
    if (staffId !== null) return;
    // Signed out: nothing that was read stays in memory.
    queries.removeQueries({ predicate: (query) => query.queryKey[0] !== "app" });
    dropAllToasts();
  }, [staffId, queries]);

  if (status === undefined) {
    return (
      <main className={classes["center"]}>
        {failure === null ? (
          <Loader aria-label="Connecting to the office" />
        ) : (
          <ErrorState failure={failure} onRetry={retry} />
        )}
      </main>
    );
  }
  const { practice, session } = status;
  if (practice === null) return <StartScreen status={status} />;
  if (session === null) return <SignInScreen status={status} practice={practice} />;
  return (
    <PracticeFormatProvider
      locale={practice.locale}
      today={practice.todayOn}
      currency={practice.currency}
      currencyDigits={practice.currencyDigits}
    >
      <SeatProvider seat={{ status, practice, session }}>
        <AppFrame key={`${practice.name} ${session.staffId}`} />
      </SeatProvider>
    </PracticeFormatProvider>
  );
}
