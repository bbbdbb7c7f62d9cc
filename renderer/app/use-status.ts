/** The office's status, and acts that answer with a new one (sign-in, lock, open a practice). */
import { useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import type { StatusView } from "#contract/app.ts";
import { useOffice } from "./client/OfficeProvider.tsx";
import { pathOf, type Operation } from "./client/operations.ts";
import { useCommand, type Command } from "./client/use-command.ts";
import { useQueryOf, type QueryAnswer } from "./client/use-query-of.ts";

export const statusTopics = ["status", "practice", "clock"] as const;

export function useStatus(): QueryAnswer<StatusView> {
  const office = useOffice();
  return useQueryOf(office.app.status, {}, { topics: statusTopics });
}

/** Shows a new status at once, without asking for it again. */
export function useSetStatus(): (status: StatusView) => void {
  const queries = useQueryClient();
  const office = useOffice();
  return useCallback(
    (status) => queries.setQueryData([...pathOf(office.app.status), {}], status),
    [queries, office],
  );
}

/** A command whose answer is the new status. */
export function useStatusCommand<Input extends { readonly requestId: string }>(
  operation: Operation<Input, StatusView>,
): Command<Input, StatusView> {
  const command = useCommand(operation);
  const setStatus = useSetStatus();
  const { run } = command;
  const runAndShow = useCallback<typeof run>(
    async (input) => {
      const status = await run(input);
      if (status !== undefined) setStatus(status);
      return status;
    },
    [run, setStatus],
  );
  return { ...command, run: runAndShow };
}
