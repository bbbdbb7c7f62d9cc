import { useEffect, useState, type RefObject } from "react";
import { createPortal } from "react-dom";
import classes from "./DataTable.module.css";

/** So long the pointer stays before the whole text is shown. */
const restMs = 200;

type Tip = { readonly text: string; readonly left: number; readonly top: number };

/**
 * Shows the whole text of a cell whose text does not fit, and only then. One listener for the whole
 * table instead of a tooltip in each cell.
 */
export function ClipTip({ grid }: { readonly grid: RefObject<HTMLElement | null> }) {
  const [tip, setTip] = useState<Tip | null>(null);
  useEffect(() => {
    const element = grid.current;
    if (element === null) return undefined;
    let resting: ReturnType<typeof setTimeout> | undefined;
    // Only where the pointer rests: rows that scroll by under it must not be measured one by one.
    const over = (event: Event) => {
      const cell =
        event.target instanceof Element ? event.target.closest<HTMLElement>("[data-cell]") : null;
      away();
      if (cell !== null) resting = setTimeout(() => setTip(clippedText(cell)), restMs);
    };
    const away = () => {
      clearTimeout(resting);
      setTip(null);
    };
    element.addEventListener("mouseover", over);
    element.addEventListener("mouseleave", away);
    element.addEventListener("scroll", away, { passive: true });
    return () => {
      clearTimeout(resting);
      element.removeEventListener("mouseover", over);
      element.removeEventListener("mouseleave", away);
      element.removeEventListener("scroll", away);
    };
  }, [grid]);
  if (tip === null) return null;
  return createPortal(
    <div className={classes["tip"]} role="tooltip" style={{ left: tip.left, top: tip.top }}>
      {tip.text}
    </div>,
    document.body,
  );
}

function clippedText(cell: HTMLElement): Tip | null {
  const parts = [cell, ...cell.querySelectorAll<HTMLElement>("*")];
  if (!parts.some((part) => part.scrollWidth > part.clientWidth + 1 && part.clientWidth > 0))
    return null;
  const text = cell.textContent.trim();
  if (text === "") return null;
  const box = cell.getBoundingClientRect();
  return {
    text,
    left: Math.max(8, Math.min(box.left, window.innerWidth - 428)),
    top: box.bottom + 2,
  };
}
