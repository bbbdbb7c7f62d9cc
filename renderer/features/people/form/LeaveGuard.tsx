/** Asks before a screen is left with something typed on it, and only then (UI-5). */
import { Button, Group, Modal } from "@mantine/core";
import { useLayoutEffect, useRef, useState } from "react";

/** The part of the browser's Navigation API that is used; a browser without it leaves without asking. */
type NavigateEvent = Event & { readonly destination: { readonly url: string } };
type Navigation = Pick<EventTarget, "addEventListener" | "removeEventListener">;

/**
 * Holds back links, shortcuts and Back alike. Layout effects, so that saving lets go of the screen
 * before the save's own step to the next one.
 */
export function LeaveGuard({ when }: { readonly when: boolean }) {
  const [waiting, setWaiting] = useState<string | null>(null);
  const leaving = useRef(false);
  useLayoutEffect(() => {
    if (!when) return;
    const { navigation } = window as { readonly navigation?: Navigation };
    const hold = (event: Event) => {
      const { url } = (event as NavigateEvent).destination;
      if (leaving.current || !event.cancelable || screenOf(url) === screenOf(location.href)) return;
      event.preventDefault();
      setWaiting(url);
    };
    const close = (event: BeforeUnloadEvent) => event.preventDefault();
    navigation?.addEventListener("navigate", hold);
    window.addEventListener("beforeunload", close);
    return () => {
      navigation?.removeEventListener("navigate", hold);
      window.removeEventListener("beforeunload", close);
    };
  }, [when]);
  const leave = () => {
    leaving.current = true;
    if (waiting !== null) window.location.assign(waiting);
  };
  const stay = () => setWaiting(null);
  return (
    <Modal
      opened={waiting !== null}
      onClose={stay}
      title="What you typed here would be lost"
      size="sm"
    >
      <p>Go on typing, or leave this screen as it was.</p>
      <Group justify="flex-end" mt={16}>
        <Button type="button" variant="default" onClick={leave}>
          Leave without saving
        </Button>
        <Button type="button" data-autofocus onClick={stay}>
          Keep typing
        </Button>
      </Group>
    </Modal>
  );
}

/** An address without its parameters: filters may change while somebody types. */
function screenOf(url: string): string {
  return url.split("?")[0] ?? url;
}
