/**
 * The area that locking takes out of the page (S9): its elements leave the document, so that nobody
 * reads them behind the lock, while what was being typed stays in memory for the same person (UI-5).
 */
import { useLayoutEffect, useRef, useState, type ReactNode } from "react";
import { createPortal } from "react-dom";
import { overlays } from "../overlays.ts";
import classes from "./AppFrame.module.css";

export type LockableAreaProps = { readonly locked: boolean; readonly children: ReactNode };

type Kept = {
  readonly focused: Element | null;
  readonly scrolled: readonly [Element, number, number][];
};

export function LockableArea({ locked, children }: LockableAreaProps) {
  const [host] = useState(() => {
    const element = document.createElement("div");
    element.className = classes["host"] ?? "";
    return element;
  });
  const place = useRef<HTMLDivElement>(null);
  const kept = useRef<Kept>({ focused: null, scrolled: [] });

  useLayoutEffect(() => {
    if (locked) {
      overlays.remove();
      return () => document.body.append(overlays);
    }
    place.current?.append(host);
    bringBack(kept.current);
    return () => {
      kept.current = remember(host);
      host.remove();
    };
  }, [locked, host]);

  return (
    <>
      <div ref={place} className={classes["host"]} />
      {createPortal(children, host)}
    </>
  );
}

/** Leaving the document costs an element its focus and its scroll position. */
function remember(host: Element): Kept {
  const all = [...host.querySelectorAll("*"), ...overlays.querySelectorAll("*")];
  const scrolled = all
    .filter((element) => element.scrollTop !== 0 || element.scrollLeft !== 0)
    .map((element): [Element, number, number] => [element, element.scrollTop, element.scrollLeft]);
  return { focused: document.activeElement, scrolled };
}

function bringBack({ focused, scrolled }: Kept): void {
  for (const [element, top, left] of scrolled) element.scrollTo(left, top);
  if (focused instanceof HTMLElement && focused !== document.body)
    focused.focus({ preventScroll: true });
}
