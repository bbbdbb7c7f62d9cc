/** What waits for a person (UI-2): each row leads to the place where it is done; one kind at a time can be looked at. */
import { Anchor, Button, Select } from "@mantine/core";
import { useState } from "react";
import type { TodayView } from "#contract/billing.ts";
import { DayText } from "../../kit/DayText.tsx";
import { EmptyState } from "../../kit/EmptyState.tsx";
import { Panel } from "../../kit/Page.tsx";
import { placeOf, taskWords } from "./task-words.ts";
import classes from "./Today.module.css";

type Task = TodayView["tasks"][number];

/** More than this is a list of its own. */
const shownFirst = 8;

export function TasksPanel({ tasks }: Pick<TodayView, "tasks">) {
  const [kind, setKind] = useState<Task["kind"] | null>(null);
  const [isWhole, setIsWhole] = useState(false);
  const kinds = [...new Set(tasks.map((task) => task.kind))];
  // A kind whose last task is done gives way to all of them.
  const chosen = kind !== null && kinds.includes(kind) ? kind : null;
  const meant = chosen === null ? tasks : tasks.filter((task) => task.kind === chosen);
  const shown = isWhole ? meant : meant.slice(0, shownFirst);
  return (
    <Panel title="Needs a person" flush {...(tasks.length > 0 ? { aside: <span>{tasks.length}</span> } : {})}>
      {tasks.length === 0 ? (
        <EmptyState title="Nothing waits" compact>
          Agreements are signed, no birthday is to be decided, and no term ends soon.
        </EmptyState>
      ) : (
        <>
          {kinds.length > 1 && (
            <div className={classes["filter"]}>
              <Select
                size="xs"
                aria-label="Show only"
                placeholder="Everything"
                clearable
                data={kinds.map((value) => ({
                  value,
                  label: `${taskWords[value]} · ${tasks.filter((task) => task.kind === value).length}`,
                }))}
                value={chosen}
                onChange={(value) => setKind(value as Task["kind"] | null)}
              />
            </div>
          )}
          <ul className={classes["tasks"]} aria-label="Needs a person">
            {shown.map((task) => (
              <TaskItem key={`${task.kind} ${task.membershipId ?? ""} ${task.title} ${task.onDay ?? ""}`} task={task} />
            ))}
          </ul>
          {meant.length > shownFirst && (
            <div className={classes["filter"]}>
              <Button size="compact-sm" variant="subtle" aria-expanded={isWhole} onClick={() => setIsWhole(!isWhole)}>
                {isWhole ? "Show fewer" : `Show ${meant.length - shownFirst} more`}
              </Button>
            </div>
          )}
        </>
      )}
    </Panel>
  );
}

function TaskItem({ task }: { readonly task: Task }) {
  const place = placeOf(task);
  return (
    <li>
      <span className={classes["what"]}>
        {place === null ? task.title : <Anchor href={place}>{task.title}</Anchor>}
        <span className={classes["detail"]}>
          {taskWords[task.kind]}
          {task.kind === "needs_attention" ? "" : ` · ${task.detail}`}
        </span>
      </span>
      {task.onDay !== null && <DayText day={task.onDay} as="short" />}
    </li>
  );
}
