import { expect, test } from "vitest";
import { gridTemplate } from "./columns.ts";
import { rowKey, type KeyPress, type RowKey } from "./row-keys.ts";

const plain = { shiftKey: false, ctrlKey: false, metaKey: false, altKey: false };
const at = { active: 10, count: 100, page: 20 };

const cases: readonly [
  words: string,
  press: Partial<KeyPress> & { key: string },
  state: Partial<typeof at>,
  means: RowKey | undefined,
][] = [
  ["Down goes to the next row", { key: "ArrowDown" }, {}, { kind: "move", to: 11, extend: false }],
  [
    "Down from nowhere goes to the first row",
    { key: "ArrowDown" },
    { active: -1 },
    { kind: "move", to: 0, extend: false },
  ],
  [
    "Up from nowhere goes to the first row",
    { key: "ArrowUp" },
    { active: -1 },
    { kind: "move", to: 0, extend: false },
  ],
  [
    "Up on the first row stays",
    { key: "ArrowUp" },
    { active: 0 },
    { kind: "move", to: 0, extend: false },
  ],
  [
    "Down on the last row stays",
    { key: "ArrowDown" },
    { active: 99 },
    { kind: "move", to: 99, extend: false },
  ],
  [
    "Page Down goes on by what is seen",
    { key: "PageDown" },
    {},
    { kind: "move", to: 30, extend: false },
  ],
  [
    "Page Down near the end stops at the end",
    { key: "PageDown" },
    { active: 95 },
    { kind: "move", to: 99, extend: false },
  ],
  [
    "Page Up near the start stops at the start",
    { key: "PageUp" },
    {},
    { kind: "move", to: 0, extend: false },
  ],
  ["Home goes to the first row", { key: "Home" }, {}, { kind: "move", to: 0, extend: false }],
  ["End goes to the last row", { key: "End" }, {}, { kind: "move", to: 99, extend: false }],
  [
    "Shift Down extends the selection",
    { key: "ArrowDown", shiftKey: true },
    {},
    { kind: "move", to: 11, extend: true },
  ],
  ["Space selects", { key: " " }, {}, { kind: "toggle", extend: false }],
  [
    "Shift Space selects a range",
    { key: " ", shiftKey: true },
    {},
    { kind: "toggle", extend: true },
  ],
  ["Ctrl A selects all", { key: "a", ctrlKey: true }, {}, { kind: "select-all" }],
  ["A letter alone does nothing", { key: "a" }, {}, undefined],
  ["Enter opens the row's menu", { key: "Enter" }, {}, { kind: "menu" }],
  ["Ctrl Enter opens the record", { key: "Enter", ctrlKey: true }, {}, { kind: "open" }],
  ["Shift F10 opens the row's menu", { key: "F10", shiftKey: true }, {}, { kind: "menu" }],
  ["F10 alone is the window's", { key: "F10" }, {}, undefined],
  ["Right goes into the row", { key: "ArrowRight" }, {}, { kind: "into-row" }],
  ["Enter on no row does nothing", { key: "Enter" }, { active: -1 }, undefined],
  ["Alt with an arrow is the window's", { key: "ArrowDown", altKey: true }, {}, undefined],
  ["An empty table takes no keys", { key: "ArrowDown" }, { active: -1, count: 0 }, undefined],
];

for (const [words, press, state, means] of cases) {
  test(`UI-5 in a table: ${words}`, () => {
    expect(rowKey({ ...plain, ...press }, { ...at, ...state })).toEqual(means);
  });
}

test("UI-4 columns that grow share the width; without one the last takes it, and menu and checkbox keep theirs", () => {
  expect(
    gridTemplate([{ width: 100 }, { width: 200, grow: 2 }], { selectable: true, menu: true }),
  ).toEqual({
    template: "34px 100px minmax(200px, 2fr) 40px",
    minWidth: 374,
  });
  expect(
    gridTemplate([{ width: 100 }, { width: 200 }], { selectable: false, menu: false }),
  ).toEqual({
    template: "100px minmax(200px, 1fr)",
    minWidth: 300,
  });
});
