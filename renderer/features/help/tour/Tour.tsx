/**
 * Show me how (HLP-1): a frame around the real control, and a card that says what it is for. It points;
 * it presses nothing, and whatever is shown can be used meanwhile. Arrows move, Esc ends it.
 */
import { Button, CloseButton } from "@mantine/core";
import { useEffect, useId, useLayoutEffect, useRef, useState, type CSSProperties, type KeyboardEvent } from "react";
import type { HelpTour } from "#domain/help/article.ts";
import { findControl } from "./find-control.ts";
import { endTour, useRunningTour } from "./tour-state.ts";
import classes from "./Tour.module.css";

export function TourHost() {
  const running = useRunningTour();
  return running === null ? null : <Tour key={running.articleId} tour={running.tour} />;
}

type Place = { readonly top: number; readonly left: number; readonly width: number; readonly height: number };

const air = 5;
const cardWidth = 320;
/** Least room in px for the card below a control; with less it stands above. */
const roomForCard = 190;

function Tour({ tour }: { readonly tour: HelpTour }) {
  const [at, setAt] = useState(0);
  const stop = tour.stops[at] ?? tour.stops[0];
  const place = usePlaceOf(stop?.role ?? "button", stop?.name ?? "");
  const next = useRef<HTMLButtonElement>(null);
  const before = useRef<Element | null>(null);
  const titleId = useId();
  const isLast = at === tour.stops.length - 1;

  // The keyboard is in the card from the first stop on, and goes back to where it was.
  useLayoutEffect(() => {
    before.current = document.activeElement;
    next.current?.focus({ preventScroll: true });
  }, []);
  const end = () => {
    endTour();
    if (before.current instanceof HTMLElement && before.current.isConnected) before.current.focus({ preventScroll: true });
    else document.querySelector<HTMLElement>("[data-page-title]")?.focus({ preventScroll: true });
  };
  // A screen that is left takes its tour along.
  useEffect(() => {
    const path = (hash: string) => hash.replace(/^#/, "").split("?")[0];
    const left = () => {
      if (path(window.location.hash) !== path(tour.on)) endTour();
    };
    window.addEventListener("hashchange", left);
    window.addEventListener("popstate", left);
    return () => {
      window.removeEventListener("hashchange", left);
      window.removeEventListener("popstate", left);
    };
  }, [tour]);

  const move = (steps: number) => {
    setAt(Math.min(Math.max(at + steps, 0), tour.stops.length - 1));
    // Back on the first stop is off, and would take the keyboard with it.
    next.current?.focus({ preventScroll: true });
  };
  const hear = (event: KeyboardEvent) => {
    const acts: Readonly<Record<string, () => void>> = { ArrowRight: () => move(1), ArrowDown: () => move(1), ArrowLeft: () => move(-1), ArrowUp: () => move(-1), Escape: end };
    const act = acts[event.key];
    if (act === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  };
  if (stop === undefined) return null;
  return (
    <>
      {place !== null && <div className={classes["frame"]} style={{ top: place.top - air, left: place.left - air, width: place.width + 2 * air, height: place.height + 2 * air }} data-tour-frame aria-hidden />}
      <div role="dialog" aria-labelledby={titleId} className={classes["card"]} style={cardPlace(place)} onKeyDown={hear}>
        <div className={classes["head"]}>
          <strong id={titleId}>{stop.name}</strong>
          <CloseButton size="sm" aria-label="End the tour" onClick={end} />
        </div>
        <p aria-live="polite">{place === null ? `${stop.say} It is not on this screen just now; perhaps your role does not have it.` : stop.say}</p>
        <div className={classes["foot"]}>
          <span className={classes["count"]}>
            {at + 1} of {tour.stops.length}
          </span>
          <Button size="compact-sm" variant="default" disabled={at === 0} onClick={() => move(-1)}>
            Back
          </Button>
          <Button ref={next} size="compact-sm" onClick={() => (isLast ? end() : move(1))}>
            {isLast ? "Done" : "Next"}
          </Button>
        </div>
      </div>
    </>
  );
}

/** Below the control where there is room, else above; in the middle where the control is not there. */
function cardPlace(place: Place | null): CSSProperties {
  if (place === null) return { top: "30vh", left: `calc(50vw - ${cardWidth / 2}px)` };
  const left = Math.min(Math.max(place.left, 8), Math.max(window.innerWidth - cardWidth - 16, 8));
  const below = place.top + place.height + 12;
  if (below + roomForCard < window.innerHeight) return { top: below, left };
  // A control as high as the window has the card in its own lower corner.
  if (place.top < roomForCard) return { bottom: 24, left };
  return { bottom: window.innerHeight - place.top + 12, left };
}

/** Where the control is, kept up while the screen loads, scrolls and changes its size. */
function usePlaceOf(role: Parameters<typeof findControl>[1], name: string): Place | null {
  const [place, setPlace] = useState<Place | null>(null);
  useEffect(() => {
    let shown: HTMLElement | null = null;
    let frame = 0;
    const look = () => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => {
        const found = findControl(document.getElementById("main") ?? document, role, name) ?? findControl(document, role, name);
        if (found !== null && found !== shown) found.scrollIntoView({ block: "nearest" });
        shown = found;
        const box = found?.getBoundingClientRect();
        setPlace((before) => {
          if (box === undefined) return null;
          const { top, left, width, height } = box;
          return before && before.top === top && before.left === left && before.width === width && before.height === height ? before : { top, left, width, height };
        });
      });
    };
    look();
    const watch = new MutationObserver(look);
    watch.observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ["hidden", "aria-label", "disabled"] });
    window.addEventListener("resize", look);
    window.addEventListener("scroll", look, true);
    return () => {
      cancelAnimationFrame(frame);
      watch.disconnect();
      window.removeEventListener("resize", look);
      window.removeEventListener("scroll", look, true);
    };
  }, [role, name]);
  return place;
}
