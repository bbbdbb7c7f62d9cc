import { useEffect, useRef } from "react";
import { IdleClock, lookEveryMs, Seldom, tellEveryMs } from "./idle-clock.ts";

const touches = ["pointerdown", "pointermove", "keydown", "wheel"] as const;

/** Locks after the practice's minutes without key or pointer (S9). */
export function useIdleLock(
  minutes: number,
  locked: boolean,
  lock: () => void,
  /** Tells the office now and then that somebody is here, also while they only type. */
  tellInUse: () => void,
): void {
  const act = useRef({ lock, tellInUse });
  useEffect(() => {
    act.current = { lock, tellInUse };
  }, [lock, tellInUse]);
  useEffect(() => {
    if (locked) return undefined;
    const clock = new IdleClock(minutes, () => Date.now());
    const seldom = new Seldom(tellEveryMs, () => Date.now());
    const touch = () => {
      clock.touch();
      if (!clock.isOver() && seldom.isDue()) act.current.tellInUse();
    };
    for (const name of touches)
      window.addEventListener(name, touch, { passive: true, capture: true });
    const timer = setInterval(() => {
      if (clock.isOver()) act.current.lock();
    }, lookEveryMs);
    return () => {
      clearInterval(timer);
      for (const name of touches) window.removeEventListener(name, touch, { capture: true });
    };
  }, [minutes, locked]);
}
