/**
 * Fields that keep what was typed (money, days) hold back a form while the text is unclear: the
 * sentence is set as the input's own validity, so that any form around it can ask the DOM. A text
 * that was not understood can therefore never be saved as "nothing".
 */
import { useEffect, type RefObject } from "react";

/** Marks the input as unclear with a sentence, or clear with `null`. */
export function useFieldValidity(
  input: RefObject<HTMLInputElement | null>,
  sentence: string | null,
): void {
  useEffect(() => {
    input.current?.setCustomValidity(sentence ?? "");
  }, [input, sentence]);
}

/**
 * Whether the form may be sent; if not, the first unclear field is focused, and each unclear field
 * shows its sentence because it hears the `invalid` event.
 */
export function formIsClear(form: HTMLFormElement): boolean {
  if (form.checkValidity()) return true;
  form.querySelector<HTMLElement>("input:invalid, select:invalid, textarea:invalid")?.focus();
  return false;
}
