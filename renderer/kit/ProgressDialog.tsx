import { Button, Group, Modal, Progress, Stack, Text } from "@mantine/core";
import { useEffect, useState } from "react";
import type { Failure } from "./failure.ts";
import { RefusalNote } from "./RefusalNote.tsx";
import { remainingWords } from "./remaining-time.ts";

export type ProgressDialogProps = {
  readonly opened: boolean;
  /** "Making 214 statements". */
  readonly title: string;
  /** What is being done just now. */
  readonly step?: string;
  readonly done: number;
  /** 0 while it is not known yet. */
  readonly total: number;
  /** Stops the work; what is finished stays. Left out where it cannot be stopped. */
  readonly onCancel?: () => void;
  /** Leaves the screen; the work goes on and says when it is done. */
  readonly onBackground?: () => void;
  readonly failure?: Failure | null;
};

/** Long work: how far, how long still, stop, or go on in the background (UI-7). */
export function ProgressDialog({
  opened,
  title,
  step,
  done,
  total,
  onCancel,
  onBackground,
  failure = null,
}: ProgressDialogProps) {
  return (
    <Modal
      opened={opened}
      onClose={() => onBackground?.()}
      title={title}
      size="sm"
      withCloseButton={onBackground !== undefined}
      closeOnClickOutside={false}
      closeOnEscape={onBackground !== undefined}
    >
      <Stack gap="md">
        {failure === null && (
          <ProgressBar
            title={title}
            done={done}
            total={total}
            {...(step === undefined ? {} : { step })}
          />
        )}
        <RefusalNote failure={failure} />
        <Group justify="flex-end" gap="sm">
          {onCancel !== undefined && (
            <Button variant="default" onClick={onCancel}>
              {failure === null ? "Stop" : "Close"}
            </Button>
          )}
          {onBackground !== undefined && failure === null && (
            <Button onClick={onBackground} data-autofocus>
              Go on in the background
            </Button>
          )}
        </Group>
      </Stack>
    </Modal>
  );
}

export type ProgressBarProps = {
  readonly title: string;
  readonly step?: string;
  readonly done: number;
  readonly total: number;
};

/** The bar with its percentage and remaining time, also for panels. */
export function ProgressBar({ title, step, done, total }: ProgressBarProps) {
  const elapsed = useElapsed();
  const percent = total > 0 ? Math.min(100, Math.floor((done / total) * 100)) : 0;
  return (
    <div>
      <Progress.Root size="lg">
        <Progress.Section value={percent} aria-label={title} />
      </Progress.Root>
      <Group justify="space-between" mt={8} className="pf-figures">
        <Text size="sm">{step ?? (total > 0 ? `${done} of ${total}` : "Getting ready")}</Text>
        <Text size="sm" c="dimmed">
          {percent} %{withDot(remainingWords(done, total, elapsed))}
        </Text>
      </Group>
    </div>
  );
}

function withDot(words: string): string {
  return words === "" ? "" : ` · ${words}`;
}

/** Milliseconds since this bar appeared, told once a second. */
function useElapsed(): number {
  const [elapsed, setElapsed] = useState(0);
  useEffect(() => {
    const start = performance.now();
    const timer = setInterval(() => setElapsed(performance.now() - start), 1000);
    return () => clearInterval(timer);
  }, []);
  return elapsed;
}
