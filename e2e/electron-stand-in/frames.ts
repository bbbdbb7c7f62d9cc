/** The frames of one page, as the main process may see them (`WebFrameMain`). */
import type Electron from "electron";
import type { CdpSession } from "./cdp.ts";
import { fromWeb } from "./schemes.ts";

interface Frame {
  url: string;
  readonly parentId: string | undefined;
}

export class Frames {
  private readonly frames = new Map<string, Frame>();
  private mainId = "";

  /** Begins to follow the page's frames; the page has only its main frame then. */
  async follow(page: CdpSession): Promise<void> {
    page.on("Page.frameAttached", ({ frameId, parentFrameId }) => {
      this.frames.set(frameId, { url: "about:blank", parentId: parentFrameId });
    });
    page.on("Page.frameDetached", ({ frameId }) => {
      this.frames.delete(frameId);
    });
    page.on("Page.frameNavigated", ({ frame }) => {
      const url = fromWeb(frame.url + (frame.urlFragment ?? ""));
      this.frames.set(frame.id, { url, parentId: frame.parentId });
    });
    page.on("Page.navigatedWithinDocument", ({ frameId, url }) => {
      const frame = this.frames.get(frameId);
      if (frame !== undefined) frame.url = fromWeb(url);
    });
    const { frameTree } = await page.send("Page.getFrameTree");
    this.mainId = frameTree.frame.id;
    this.frames.set(this.mainId, { url: "about:blank", parentId: undefined });
  }

  isMain(frameId: string): boolean {
    return frameId === this.mainId;
  }

  get main(): string {
    return this.mainId;
  }

  get mainUrl(): string {
    return this.frames.get(this.mainId)?.url ?? "";
  }

  /** The frame as Electron shows it, or null when it is gone. */
  describe(frameId: string): Electron.WebFrameMain | null {
    const frame = this.frames.get(frameId);
    if (frame === undefined) return null;
    const parent = frame.parentId === undefined ? null : this.describe(frame.parentId);
    const described = {
      url: frame.url,
      origin: originOf(frame.url),
      parent,
      top: parent === null ? null : (parent.top ?? parent),
      name: "",
      detached: false,
      isDestroyed: () => !this.frames.has(frameId),
    };
    return described as unknown as Electron.WebFrameMain;
  }
}

/** Standard schemes have an origin in Electron, which Node's URL does not know. */
function originOf(url: string): string {
  if (!URL.canParse(url)) return "null";
  const { origin, protocol, host } = new URL(url);
  if (origin !== "null" || host === "") return origin;
  return `${protocol}//${host}`;
}
