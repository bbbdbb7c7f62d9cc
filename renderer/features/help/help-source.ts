/** What the palette finds in the help (UI-1): its articles are loaded when somebody first types. */
import { IconHelp } from "@tabler/icons-react";
import { buildHref } from "../../app/address.ts";
import type { MakeCommandSource } from "../../app/contributions.ts";

/** Below people and actions, so only a few. */
const mostInPalette = 4;

export const helpSource: MakeCommandSource = () => ({
  id: "help",
  heading: "Help",
  find: async (text) => {
    if (text.trim().length < 3) return [];
    const { searchHelp } = await import("./search.ts");
    return searchHelp(text)
      .slice(0, mostInPalette)
      .map(({ id, title }) => ({ id: `help-${id}`, label: title, icon: IconHelp, href: buildHref("/help/$articleId", { articleId: id }, {}) }));
  },
});
