/** What came of a run of many: which were handed over, which were not and why, and a way on. */
import { Button, Group, Stack } from "@mantine/core";
import { Note } from "../../kit/RefusalNote.tsx";
import { whyNot, type ManyDone, type ManyItem } from "./use-print-many.ts";

export function ManyPrinted({ done, onAgain, onClose }: { readonly done: ManyDone; readonly onAgain: (items: readonly ManyItem[]) => void; readonly onClose: () => void }) {
  const { printed, failed, left, printer } = done;
  const rest = [...failed.map(({ item }) => item), ...left];
  const documents = (count: number): string => (count === 1 ? "1 document" : `${count} documents`);
  return (
    <Note tone={rest.length === 0 ? "information" : "attention"} role="status">
      <Stack gap={8}>
        <span>
          {printed.length === 0 ? "Nothing went" : `${documents(printed.length)} went`} to “{printer}”.
          {rest.length > 0 && ` Not printed: ${documents(rest.length)}.`}
        </span>
        {failed.length > 0 && (
          <ul style={{ margin: 0, paddingInlineStart: 18 }}>
            {failed.map(({ item, fault }) => (
              <li key={item.id}>
                {item.label}: {whyNot(fault, printer)}
              </li>
            ))}
          </ul>
        )}
        {left.length > 0 && <span>Not tried any more: {left.map(({ label }) => label).join(", ")}.</span>}
        <Group gap={8}>
          {rest.length > 0 && (
            <Button size="compact-sm" onClick={() => onAgain(rest)}>
              Print the {rest.length === 1 ? "one that is" : "ones that are"} missing
            </Button>
          )}
          <Button size="compact-sm" variant="default" onClick={onClose}>
            Done
          </Button>
        </Group>
      </Stack>
    </Note>
  );
}
