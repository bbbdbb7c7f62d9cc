/** The forecast as the window sees it: progress, cancel, the figures (UI-7, BIL-5). */
import { useCallback, useEffect, useRef, useState } from "react";
import type { Forecast, WhatIfInput } from "#contract/billing.ts";
import { failureOf } from "../../app/client/failures.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import type { Failure } from "../../kit/failure.ts";

export type ForecastRun = {
  readonly running: { readonly done: number; readonly total: number } | null;
  readonly forecast: Forecast | null;
  readonly failure: Failure | null;
  readonly run: (change: WhatIfInput | null) => Promise<void>;
  readonly cancel: () => void;
};

const justBegun = { done: 0, total: 0 };

/** Looks ahead at once without a change, and again whenever it is asked to. */
export function useForecast(): ForecastRun {
  const office = useOffice();
  const [running, setRunning] = useState<ForecastRun["running"]>(justBegun);
  const [forecast, setForecast] = useState<Forecast | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const current = useRef<AbortController | null>(null);
  const follow = useCallback(
    async (change: WhatIfInput | null): Promise<void> => {
      current.current?.abort();
      const controller = new AbortController();
      current.current = controller;
      try {
        const events = await office.billing.forecast({ change }, { signal: controller.signal });
        for await (const event of events) {
          if (event.kind === "progress") setRunning({ done: event.done, total: event.total });
          else setForecast(event.forecast);
        }
      } catch (error) {
        if (!controller.signal.aborted) setFailure(failureOf(error));
      }
      // A run that was replaced leaves the next one's progress alone.
      if (current.current === controller) setRunning(null);
    },
    [office],
  );
  useEffect(() => {
    const start = setTimeout(() => void follow(null));
    return () => {
      clearTimeout(start);
      current.current?.abort();
    };
  }, [follow]);
  const run = async (change: WhatIfInput | null): Promise<void> => {
    setFailure(null);
    setRunning(justBegun);
    await follow(change);
  };
  return { running, forecast, failure, run, cancel: () => current.current?.abort() };
}
