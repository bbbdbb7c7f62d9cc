import { Modal } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { useEffect, useId, useState } from "react";
import {
  askSources,
  type CommandGroup,
  type CommandItem,
  type CommandSource,
} from "./command-items.ts";
import classes from "./CommandPalette.module.css";

export type CommandPaletteProps = {
  readonly opened: boolean;
  readonly onClose: () => void;
  /** In the order in which they are shown. Kept with `useMemo`: a new array asks all sources again. */
  readonly sources: readonly CommandSource[];
};

/** Search or do anything (Ctrl+K): one line, everything the app knows, arrows and Enter (UI-1). */
export function CommandPalette({ opened, onClose, sources }: CommandPaletteProps) {
  return (
    <Modal.Root
      opened={opened}
      onClose={onClose}
      padding={0}
      size={620}
      centered={false}
      yOffset="12vh"
    >
      <Modal.Overlay color="#0b1f17" backgroundOpacity={0.4} />
      <Modal.Content aria-label="Search or do anything">
        <PaletteBody sources={sources} onClose={onClose} />
      </Modal.Content>
    </Modal.Root>
  );
}

function PaletteBody({ sources, onClose }: Omit<CommandPaletteProps, "opened">) {
  const [text, setText] = useState("");
  const [groups, setGroups] = useState<readonly CommandGroup[]>([]);
  const [asked, setAsked] = useState<string | null>(null);
  const [at, setAt] = useState(0);
  const listId = useId();

  useEffect(() => {
    const abort = new AbortController();
    const timer = setTimeout(
      () => {
        const show = (found: readonly CommandGroup[]) => {
          setGroups(found);
          setAt(0);
        };
        void askSources(sources, text, abort.signal, show).then(() => {
          if (!abort.signal.aborted) setAsked(text);
        });
      },
      // What stands here already appears at once; typing waits for the next letter.
      text === "" ? 0 : 60,
    );
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [sources, text]);

  const items = groups.flatMap((group) => group.items);
  const choose = (item: CommandItem | undefined) => {
    if (item === undefined) return;
    onClose();
    if (item.href !== undefined) window.location.assign(item.href);
    else item.run?.();
  };
  const idOf = (item: CommandItem) => `${listId}-${item.id}`;
  const current = items[at];
  return (
    <div>
      <div className={classes["input"]}>
        <IconSearch size={18} aria-hidden />
        <input
          data-autofocus
          role="combobox"
          aria-label="Search or do anything"
          aria-expanded={items.length > 0}
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={current === undefined ? undefined : idOf(current)}
          placeholder="A name, a phone number, an invoice, an action"
          value={text}
          maxLength={120}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={(event) => {
            const move = { ArrowDown: 1, ArrowUp: -1 }[event.key];
            if (move !== undefined && items.length > 0) {
              event.preventDefault();
              const next = (at + move + items.length) % items.length;
              setAt(next);
              const item = items[next];
              if (item !== undefined)
                document.getElementById(idOf(item))?.scrollIntoView({ block: "nearest" });
            } else if (event.key === "Enter") {
              event.preventDefault();
              choose(current);
            }
          }}
        />
      </div>
      <div role="listbox" id={listId} aria-label="What was found" className={classes["list"]}>
        {groups.map((group) => (
          <div key={group.heading} role="group" aria-label={group.heading}>
            <div className={classes["heading"]} aria-hidden>
              {group.heading}
            </div>
            {group.items.map((item) => (
              <PaletteItem
                key={item.id}
                id={idOf(item)}
                item={item}
                current={item === current}
                onPoint={() => setAt(items.indexOf(item))}
                onChoose={() => choose(item)}
              />
            ))}
          </div>
        ))}
      </div>
      {items.length === 0 && asked === text && (
        <p className={classes["nothing"]} role="status">
          {text === ""
            ? "Type a name, a number or what you want to do."
            : `Nothing found for “${text}”.`}
        </p>
      )}
    </div>
  );
}

type PaletteItemProps = {
  readonly id: string;
  readonly item: CommandItem;
  readonly current: boolean;
  readonly onPoint: () => void;
  readonly onChoose: () => void;
};

function PaletteItem({ id, item, current, onPoint, onChoose }: PaletteItemProps) {
  const Shape = item.icon;
  return (
    <div
      role="option"
      id={id}
      aria-selected={current}
      className={classes["item"]}
      onMouseMove={onPoint}
      onClick={onChoose}
    >
      {Shape !== undefined && <Shape size={16} aria-hidden />}
      <span className={classes["label"]}>{item.label}</span>
      {item.detail !== undefined && <span className={classes["detail"]}>{item.detail}</span>}
      {item.keys !== undefined && <span className={classes["keys"]}>{item.keys}</span>}
    </div>
  );
}
