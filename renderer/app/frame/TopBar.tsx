import { ActionIcon, Button, Menu, Tooltip } from "@mantine/core";
import {
  IconChevronDown,
  IconDoorExit,
  IconHelp,
  IconKeyboard,
  IconLock,
  IconPlus,
  IconSearch,
  IconSwitchHorizontal,
} from "@tabler/icons-react";
import { roleWords } from "../../features/sign-in/role-words.ts";
import { keysWords } from "../../kit/commands/keys.ts";
import { onMac } from "../../kit/commands/shortcuts.ts";
import {
  chooseScheme,
  schemeChoices,
  useSchemeChoice,
  type SchemeChoice,
} from "../color-scheme.ts";
import { useConnectionState, useOffice } from "../client/OfficeProvider.tsx";
import type { AddNewEntry } from "../contributions.ts";
import { useSeat } from "../status.tsx";
import { useStatusCommand } from "../use-status.ts";
import { useFrameActions } from "./frame-actions.ts";
import { Mark } from "./Mark.tsx";
import classes from "./AppFrame.module.css";

export type TopBarProps = {
  readonly adds: readonly AddNewEntry[];
  readonly onSearch: () => void;
  readonly onKeyboard: () => void;
  readonly onHelp: () => void;
};

/** Add new, search, the line to the office, who is signed in, lock (UI-1). */
export function TopBar({ adds, onSearch, onKeyboard, onHelp }: TopBarProps) {
  const { lock } = useFrameActions();
  return (
    <header className={classes["top"]}>
      <a className={classes["brand"]} href="#/" aria-label="Perennial, first screen">
        <Mark />
        <span>Perennial</span>
      </a>
      {adds.length > 0 && <AddNew adds={adds} />}
      <button
        type="button"
        className={classes["search"]}
        onClick={onSearch}
        aria-keyshortcuts="Control+K Meta+K"
      >
        <IconSearch size={16} aria-hidden />
        <span>Search or do anything</span>
        <kbd>{keysWords("mod+k", onMac)}</kbd>
      </button>
      <div className={classes["right"]}>
        <Line />
        <Who onKeyboard={onKeyboard} />
        <Tooltip label="Help for this screen (F1)">
          <ActionIcon aria-label="Help for this screen" aria-keyshortcuts="F1" size={34} onClick={onHelp}>
            <IconHelp size={18} />
          </ActionIcon>
        </Tooltip>
        <Tooltip label={`Lock (${keysWords("mod+alt+l", onMac)})`}>
          <ActionIcon aria-label="Lock" size={34} onClick={lock}>
            <IconLock size={18} />
          </ActionIcon>
        </Tooltip>
      </div>
    </header>
  );
}

function AddNew({ adds }: { readonly adds: readonly AddNewEntry[] }) {
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <Button
          variant="default"
          leftSection={<IconPlus size={16} aria-hidden />}
          rightSection={<IconChevronDown size={14} aria-hidden />}
        >
          Add new
        </Button>
      </Menu.Target>
      <Menu.Dropdown miw={200}>
        {adds.map(({ id, label, icon: Shape, href, keys }) => (
          <Menu.Item
            key={id}
            component="a"
            href={href}
            leftSection={<Shape size={16} aria-hidden />}
            rightSection={
              keys === undefined ? undefined : (
                <span className={classes["keys"]}>{keysWords(keys, onMac)}</span>
              )
            }
          >
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

const lineWords = { open: "Office", connecting: "Connecting…", lost: "Reconnecting…" };

function Line() {
  const state = useConnectionState();
  return (
    <span className={classes["line"]} data-state={state} role="status">
      <span>{lineWords[state]}</span>
    </span>
  );
}

const schemeWords = { auto: "As the computer says", light: "Light", dark: "Dark" };
function Who({ onKeyboard }: { readonly onKeyboard: () => void }) {
  const { practice, session } = useSeat();
  const office = useOffice();
  const signOut = useStatusCommand(office.sessions.signOut);
  const closePractice = useStatusCommand(office.setup.closePractice);
  const choice = useSchemeChoice();
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button
          variant="subtle"
          color="gray"
          aria-label={`${session.name}, your menu`}
          rightSection={<IconChevronDown size={14} aria-hidden />}
          px={8}
        >
          <span className={classes["who"]}>{session.name}</span>
        </Button>
      </Menu.Target>
      <Menu.Dropdown miw={220}>
        <Menu.Label>
          {roleWords[session.role]} at {practice.name}
        </Menu.Label>
        <Menu.Item leftSection={<IconKeyboard size={16} aria-hidden />} onClick={onKeyboard}>
          Keyboard shortcuts
        </Menu.Item>
        <Menu.Divider />
        <Menu.Label>Colours</Menu.Label>
        <Menu.RadioGroup value={choice} onChange={(scheme) => chooseScheme(scheme as SchemeChoice)}>
          {schemeChoices.map((scheme) => (
            <Menu.RadioItem key={scheme} value={scheme}>
              {schemeWords[scheme]}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        <Menu.Divider />
        <Menu.Item
          leftSection={<IconDoorExit size={16} aria-hidden />}
          onClick={() => void signOut.run({})}
        >
          Sign out
        </Menu.Item>
        <Menu.Item
          leftSection={<IconSwitchHorizontal size={16} aria-hidden />}
          onClick={() => void closePractice.run({})}
        >
          Close this practice
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
