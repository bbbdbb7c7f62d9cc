/** The frame of all screens (UI-1): top bar, navigation, banners, palette, shortcuts, lock. */
import { RouterProvider } from "@tanstack/react-router";
import { useCallback, useMemo, useState } from "react";
import { UnlockScreen } from "../../features/sign-in/UnlockScreen.tsx";
import { useOffice } from "../client/OfficeProvider.tsx";
import { useCommand } from "../client/use-command.ts";
import { makeRouter } from "../router.tsx";
import { useSeat } from "../status.tsx";
import { useSetStatus } from "../use-status.ts";
import { FrameActions } from "./frame-actions.ts";
import { LockableArea } from "./LockableArea.tsx";
import { useIdleLock } from "./use-idle-lock.ts";

export function AppFrame() {
  const { practice, session } = useSeat();
  const office = useOffice();
  const lockCommand = useCommand(office.sessions.lock);
  const setStatus = useSetStatus();
  const [router] = useState(makeRouter);
  // Locks at once on this screen, also when the office cannot be told just now.
  const [lockedHere, setLockedHere] = useState(false);
  const locked = session.locked || lockedHere;

  const { run } = lockCommand;
  const lock = useCallback(() => {
    setLockedHere(true);
    void run({}).then((status) => status !== undefined && setStatus(status));
  }, [run, setStatus]);
  const tellInUse = useCallback(() => {
    // Any answer will do, and an outage is seen elsewhere.
    void Promise.allSettled([office.app.status({})]);
  }, [office]);
  useIdleLock(practice.lockMinutes, locked, lock, tellInUse);

  const actions = useMemo(() => ({ lock }), [lock]);
  return (
    <FrameActions value={actions}>
      {locked && <UnlockScreen onUnlocked={() => setLockedHere(false)} />}
      <LockableArea locked={locked}>
        <RouterProvider router={router} />
      </LockableArea>
    </FrameActions>
  );
}
