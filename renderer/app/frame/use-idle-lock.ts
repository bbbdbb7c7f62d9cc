import { useEffect, useRef } from "react";
import { IdleClock, lookEveryMs } from "./idle-clock.ts";

const touches = ["pointerdown", "pointermove", "keydown", "wheel"] as const;

/** Locks after the practice's minutes without key or pointer (S9). */
export function useIdleLock(minutes: number, locked: boolean, lock: () => void): void {
  const act = useRef(lock);
  useEffect(() => {
    act.current = lock;
  });
  useEffect(() => {
    if (locked) return undefined;
    const clock = new IdleClock(minutes, () => Date.now());
    const touch = () => clock.touch();
    for (const name of touches)
      window.addEventListener(name, touch, { passive: true, capture: true });
    const timer = setInterval(() => {
      if (clock.isOver()) act.current();
    }, lookEveryMs);
    return () => {
      clearInterval(timer);
      for (const name of touches) window.removeEventListener(name, touch, { capture: true });
    };
  }, [minutes, locked]);
}
