/**
 * No card number stays in a text field (BIL-7): leaving a field, or Enter in it, masks what looks like
 * one, and says so with one click for what is none. It listens for all fields at once, so that no form
 * can forget it; what was typed never leaves the window.
 */
import { Button } from "@mantine/core";
import { useEffect, useState } from "react";
import { cardsInText, maskCards } from "#domain/charging/card-in-text.ts";
import { Note } from "../../kit/RefusalNote.tsx";
import classes from "./AppFrame.module.css";

type Field = HTMLInputElement | HTMLTextAreaElement;
type Masked = { readonly field: Field; readonly typed: string; readonly masked: string };

/** Said to be no card in this window; kept in memory only. */
const noCards = new Set<string>();

export function CardNumberGuard() {
  const [masked, setMasked] = useState<Masked | null>(null);
  useEffect(() => {
    const look = (target: EventTarget | null) => {
      if (!isTextField(target)) return;
      const typed = target.value;
      const text = maskCards(typed, (digits) => noCards.has(digits));
      if (text === typed) return;
      write(target, text);
      setMasked({ field: target, typed, masked: text });
    };
    const onLeave = (event: FocusEvent) => look(event.target);
    const onEnter = (event: KeyboardEvent) => {
      if (event.key === "Enter") look(event.target);
    };
    document.addEventListener("focusout", onLeave, true);
    document.addEventListener("keydown", onEnter, true);
    return () => {
      document.removeEventListener("focusout", onLeave, true);
      document.removeEventListener("keydown", onEnter, true);
    };
  }, []);
  if (masked === null) return null;
  const restore = () => {
    for (const { digits } of cardsInText(masked.typed)) noCards.add(digits);
    if (masked.field.isConnected && masked.field.value === masked.masked) write(masked.field, masked.typed);
    setMasked(null);
  };
  return (
    <div className={classes["guard"]}>
      <Note tone="attention" role="alert">
        <p>
          What you typed looks like a card number, so it is masked. Card numbers are never kept here; a card is added
          on the Cards tab.
        </p>
        <Button size="xs" variant="default" onClick={restore}>
          This is not a card
        </Button>{" "}
        <Button size="xs" variant="subtle" onClick={() => setMasked(null)}>
          Leave it masked
        </Button>
      </Note>
    </div>
  );
}

function isTextField(target: EventTarget | null): target is Field {
  if (target instanceof HTMLTextAreaElement) return !target.readOnly;
  return target instanceof HTMLInputElement && ["text", "search", ""].includes(target.type) && !target.readOnly;
}

/** As if it had been typed, so that the form that owns the field knows of it. */
function write(field: Field, text: string): void {
  const prototype = field instanceof HTMLTextAreaElement ? HTMLTextAreaElement.prototype : HTMLInputElement.prototype;
  Object.getOwnPropertyDescriptor(prototype, "value")?.set?.call(field, text);
  field.dispatchEvent(new Event("input", { bubbles: true }));
}
