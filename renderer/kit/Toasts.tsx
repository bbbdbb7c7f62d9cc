import { ActionIcon, Button } from "@mantine/core";
import {
  IconAlertTriangle,
  IconCheck,
  IconClock,
  IconInfoCircle,
  IconX,
} from "@tabler/icons-react";
import { useEffect, useState, useSyncExternalStore } from "react";
import { currentToasts, dropToast, onToasts, type Toast } from "./toast.ts";
import classes from "./Toasts.module.css";

const icons = {
  good: IconCheck,
  attention: IconClock,
  trouble: IconAlertTriangle,
  information: IconInfoCircle,
};

/** How long a message stays: longer when it offers Undo; the pointer or the focus on it stops the clock. */
const staysMs = 6000;
const staysWithUndoMs = 15_000;

/** The place where messages appear; one in the app, at its end. */
export function Toasts() {
  const toasts = useSyncExternalStore(onToasts, currentToasts);
  return (
    <div className={classes["region"]} role="status" aria-live="polite" aria-relevant="additions">
      {toasts.map((toast) => (
        <ToastLine key={toast.id} toast={toast} />
      ))}
    </div>
  );
}

function ToastLine({ toast }: { readonly toast: Toast }) {
  const [held, setHeld] = useState(false);
  const { id, undo } = toast;
  useEffect(() => {
    if (held) return undefined;
    const timer = setTimeout(() => dropToast(id), undo === undefined ? staysMs : staysWithUndoMs);
    return () => clearTimeout(timer);
  }, [held, id, undo]);
  const Shape = icons[toast.tone];
  return (
    <div
      className={`${classes["toast"]} ${classes[toast.tone]}`}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <Shape size={18} aria-hidden />
      <span className={classes["message"]}>{toast.message}</span>
      {undo !== undefined && (
        <Button
          size="xs"
          variant="subtle"
          onClick={() => {
            dropToast(id);
            undo();
          }}
        >
          Undo
        </Button>
      )}
      <ActionIcon aria-label="Close this message" onClick={() => dropToast(id)}>
        <IconX size={16} />
      </ActionIcon>
    </div>
  );
}
