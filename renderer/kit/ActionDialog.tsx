import { Button, Modal } from "@mantine/core";
import { useEffect, useLayoutEffect, useRef, useState, type ReactNode } from "react";
import { isEscapeOf, isEscapeOfNobody } from "./escape.ts";
import type { Failure } from "./failure.ts";
import { formIsClear } from "./field-validity.ts";
import { RefusalNote } from "./RefusalNote.tsx";
import classes from "./ActionDialog.module.css";

export type ActionDialogProps = {
  readonly opened: boolean;
  readonly title: string;
  /** One sentence: what this will do, in the words of the counter. */
  readonly sentence?: ReactNode;
  /** The fields, top to bottom as the conversation goes. */
  readonly children?: ReactNode;
  /** A `WhatHappens` panel. */
  readonly whatHappens?: ReactNode;
  /** Says the act and the amount: "Enrol and take $62.00". Never "OK". */
  readonly primaryLabel: string;
  /** For acts that end or undo something. */
  readonly tone?: "good" | "trouble";
  /** Called on Enter or the primary button, once all fields are clear. */
  readonly onSubmit: () => void;
  readonly onClose: () => void;
  /** The command is running: nothing can be pressed twice, the dialog stays. */
  readonly busy?: boolean;
  /** The act is not possible yet (a quote is missing); say why in `whatHappens`. */
  readonly disabled?: boolean;
  readonly failure?: Failure | null;
  /** Fields whose sentences stand beside them already. */
  readonly shownFields?: readonly string[];
  /** Whether closing would lose something; without it, anything typed since opening counts. */
  readonly dirty?: boolean;
  readonly size?: "sm" | "md" | "lg" | "xl";
  /** What the way out says where "Cancel" would be the act itself. */
  readonly wayOut?: string;
  /** A further button beside Cancel, such as "Save and print". */
  readonly secondary?: ReactNode;
};

/**
 * A dialog that acts: sentence, fields, what happens, and a button that says the act. Enter does
 * it; Esc closes, and asks only if something typed would be lost (UI-5, UI-6).
 */
export function ActionDialog(props: ActionDialogProps) {
  const { opened, title, size = "md", onClose, busy = false } = props;
  const [typed, setTyped] = useState(false);
  const [asking, setAsking] = useState(false);

  const close = () => {
    setTyped(false);
    setAsking(false);
    onClose();
  };
  const mayClose = () => {
    if (busy) return;
    if (props.dirty ?? typed) setAsking(true);
    else close();
  };
  useLostEscape(opened, mayClose);
  return (
    <Modal
      opened={opened}
      onClose={mayClose}
      title={title}
      size={size}
      closeOnClickOutside={false}
      closeOnEscape={false}
      onKeyDown={(event) => {
        if (isEscapeOf(event)) mayClose();
      }}
    >
      <DialogForm
        {...props}
        busy={busy}
        asking={asking}
        onTyped={() => setTyped(true)}
        onCancel={mayClose}
        onKeep={() => setAsking(false)}
        onLose={close}
      />
    </Modal>
  );
}

/** Open dialogs, the innermost last. */
const openDialogs: object[] = [];

/** Esc closes the innermost dialog also while the focus is nowhere, as when the button that had it is gone. */
function useLostEscape(opened: boolean, onEscape: () => void): void {
  const newest = useRef(onEscape);
  useEffect(() => {
    newest.current = onEscape;
  });
  useEffect(() => {
    if (!opened) return undefined;
    const self = {};
    openDialogs.push(self);
    const hear = (event: KeyboardEvent): void => {
      if (openDialogs.at(-1) === self && isEscapeOfNobody(event)) newest.current();
    };
    document.addEventListener("keydown", hear);
    return () => {
      document.removeEventListener("keydown", hear);
      openDialogs.splice(openDialogs.indexOf(self), 1);
    };
  }, [opened]);
}

type DialogFormProps = ActionDialogProps & {
  readonly asking: boolean;
  readonly onTyped: () => void;
  readonly onCancel: () => void;
  readonly onKeep: () => void;
  readonly onLose: () => void;
};

/** Inside the modal, so that its state ends when the dialog closes. */
function DialogForm({
  sentence,
  children,
  whatHappens,
  primaryLabel,
  tone = "good",
  onSubmit,
  busy = false,
  disabled = false,
  failure = null,
  shownFields = [],
  secondary,
  wayOut = "Cancel",
  asking,
  onTyped,
  onCancel,
  onKeep,
  onLose,
}: DialogFormProps) {
  const form = useRef<HTMLFormElement>(null);
  const keep = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (asking) keep.current?.focus();
  }, [asking]);
  // The dialog's focus trap looks for this mark: the first field, else the act itself, else the way
  // out, because a button that waits takes no focus and Esc would go unheard.
  useLayoutEffect(() => {
    const area = form.current;
    if (area === null || area.querySelector("[data-autofocus]") !== null) return;
    const first =
      area.querySelector("input:not([type=hidden], :disabled), select, textarea") ??
      area.querySelector("button[type=submit]:not(:disabled)") ??
      area.querySelector("button[type=button]:not(:disabled)");
    first?.setAttribute("data-autofocus", "");
  }, []);
  return (
    <form
      ref={form}
      className={classes["form"]}
      noValidate
      onInput={onTyped}
      onSubmit={(event) => {
        event.preventDefault();
        // A dialog opened from a form's dialog bubbles through React, not through the DOM.
        event.stopPropagation();
        if (busy || disabled || form.current === null || !formIsClear(form.current)) return;
        onSubmit();
      }}
    >
      {sentence !== undefined && <p className={classes["sentence"]}>{sentence}</p>}
      {children}
      {whatHappens}
      <RefusalNote failure={failure} shownFields={shownFields} />
      <div className={classes["foot"]}>
        {asking ? (
          <>
            <span className={classes["lost"]} role="alert">
              What you typed here would be lost.
            </span>
            <Button type="button" variant="default" onClick={onLose}>
              Close without it
            </Button>
            <Button type="button" onClick={onKeep} ref={keep}>
              Keep typing
            </Button>
          </>
        ) : (
          <>
            <Button type="button" variant="default" onClick={onCancel} disabled={busy}>
              {wayOut}
            </Button>
            {secondary}
            <Button
              type="submit"
              color={tone === "trouble" ? "red" : "evergreen"}
              loading={busy}
              disabled={disabled}
            >
              {primaryLabel}
            </Button>
          </>
        )}
      </div>
    </form>
  );
}
