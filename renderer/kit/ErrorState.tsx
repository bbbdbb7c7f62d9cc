import { Button } from "@mantine/core";
import { IconCloudOff, IconTool } from "@tabler/icons-react";
import type { Failure } from "./failure.ts";
import classes from "./Notice.module.css";

export type ErrorStateProps = {
  readonly failure: Failure;
  readonly onRetry?: () => void;
  readonly compact?: boolean;
};

/** A part of the screen that could not be loaded: what it means, the incident code, and a way on (UI-12, F-17). */
export function ErrorState({ failure, onRetry, compact = false }: ErrorStateProps) {
  const Shape = failure.kind === "outage" ? IconCloudOff : IconTool;
  return (
    <div className={classes["state"]} data-compact={compact || undefined} role="alert">
      <Shape size={28} stroke={1.5} aria-hidden />
      <strong>
        {failure.kind === "outage" ? "Waiting for the office" : "This could not be shown"}
      </strong>
      <div className={classes["words"]}>
        {failure.sentence}
        {failure.kind === "fault" && failure.incident !== null && (
          <>
            {" "}
            If you ask for help, give this code: <code>{failure.incident}</code>
          </>
        )}
      </div>
      {onRetry !== undefined && (
        <Button variant="default" onClick={onRetry}>
          Try again
        </Button>
      )}
    </div>
  );
}
