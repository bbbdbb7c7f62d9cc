/** Asks before a screen is left with something typed on it, and only then (UI-5). */
import { Button, Group, Modal } from "@mantine/core";
import { useBlocker } from "@tanstack/react-router";
import { useEffect } from "react";

export function LeaveGuard({ when }: { readonly when: boolean }) {
  const { status, proceed, reset } = useBlocker({ shouldBlockFn: () => when, withResolver: true, enableBeforeUnload: false });
  useEffect(() => {
    if (!when) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [when]);
  return (
    <Modal
      opened={status === "blocked"}
      onClose={() => reset?.()}
      title="What you typed here would be lost"
      size="sm"
    >
      <p>Go on typing, or leave this screen as it was.</p>
      <Group justify="flex-end" mt={16}>
        <Button variant="default" onClick={() => proceed?.()}>
          Leave without saving
        </Button>
        <Button data-autofocus onClick={() => reset?.()}>
          Keep typing
        </Button>
      </Group>
    </Modal>
  );
}
