/** What waits for a person: unsigned agreements, holds that end, children who age out, missing birth dates. */
import { Anchor } from "@mantine/core";
import type { TodayView } from "#contract/billing.ts";
import { hrefTo } from "../../app/address.ts";
import { DayText } from "../../kit/DayText.tsx";
import { EmptyState } from "../../kit/EmptyState.tsx";
import { Panel } from "../../kit/Page.tsx";
import classes from "./Today.module.css";

type Task = TodayView["tasks"][number];

const words: Readonly<Record<Task["kind"], string>> = {
  unsigned_agreement: "Agreement to sign",
  needs_attention: "Billing stopped",
  ages_out: "Ages out",
  missing_birth_date: "Birth date missing",
  hold_ends: "Hold ends",
  no_backup: "No backup",
};

export function TasksPanel({ tasks }: Pick<TodayView, "tasks">) {
  return (
    <Panel
      title="Needs a person"
      flush
      {...(tasks.length > 0 ? { aside: <span>{tasks.length}</span> } : {})}
    >
      {tasks.length === 0 ? (
        <EmptyState title="Nothing waits" compact>
          Agreements are signed and nobody ages out soon.
        </EmptyState>
      ) : (
        <ul className={classes["tasks"]}>
          {tasks.slice(0, 8).map((task) => (
            <li key={`${task.kind} ${task.membershipId ?? task.title}`}>
              <span className={classes["what"]}>
                {task.patientId === null ? (
                  task.title
                ) : (
                  <Anchor href={hrefTo("/patients/$patientId", { patientId: task.patientId })}>
                    {task.title}
                  </Anchor>
                )}
                <span className={classes["detail"]}>
                  {words[task.kind]}
                  {task.kind === "needs_attention" ? "" : ` · ${task.detail}`}
                </span>
              </span>
              {task.onDay !== null && <DayText day={task.onDay} as="short" />}
            </li>
          ))}
          {tasks.length > 8 && (
            <li className={classes["detail"]}>and {tasks.length - 8} more under Memberships</li>
          )}
        </ul>
      )}
    </Panel>
  );
}
