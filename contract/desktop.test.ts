import { expect, test, vi } from "vitest";
import {
  connectToDesktop,
  desktopBridge,
  officePortMessage,
  reloadPage,
  windowCommandNames,
  type DesktopBridge,
} from "./desktop.ts";

/** A page with a bridge whose shell answers as it is told. */
function makePage() {
  const page = Object.assign(new EventTarget(), {
    location: { origin: "app://perennial", reload: vi.fn<() => void>() },
  });
  const listeners = new Set<(tag: string) => void>();
  const tags: string[] = [];
  const runs: unknown[] = [];
  const bridge: DesktopBridge = {
    connect: (tag) => void tags.push(tag),
    run: ((command, input) => {
      runs.push([command, input]);
      return Promise.resolve({ done: true });
    }) as DesktopBridge["run"],
    onMenuCommand: () => () => undefined,
    onDisconnect: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
  const post = (data: unknown, port: MessagePort | undefined, changes: object = {}) => {
    const event = new Event("message");
    const ports = port === undefined ? [] : [port];
    Object.assign(event, { data, ports, source: page, origin: "app://perennial", ...changes });
    page.dispatchEvent(event);
  };
  const disconnect = (tag: string) => listeners.forEach((listener) => listener(tag));
  return { page: page as unknown as Window, bridge, tags, runs, post, disconnect, listeners };
}

const makePort = () => new MessageChannel().port1;

test("control 9 the page takes the port it asked for, from its own window and origin only", async () => {
  const { page, bridge, tags, post } = makePage();
  const connected = connectToDesktop(page, bridge);
  const [tag] = tags;
  const ours = [officePortMessage, tag];
  post(ours, makePort(), { origin: "app://perennial.evil" });
  post(ours, makePort(), { origin: "null" });
  post(ours, makePort(), { source: {} });
  post(ours, makePort(), { source: null });
  post([officePortMessage, "another tag"], makePort());
  post(["other", tag], makePort());
  post(`${officePortMessage},${tag}`, makePort());
  post(ours, undefined);
  const right = makePort();
  post(ours, right);
  post(ours, makePort());
  expect(await connected).toBe(right);
});

test("control 9 two connections made at once get each their own port", async () => {
  const { page, bridge, tags, post } = makePage();
  const both = [connectToDesktop(page, bridge), connectToDesktop(page, bridge)];
  const ports = [makePort(), makePort()];
  expect(new Set(tags).size).toBe(2);
  post([officePortMessage, tags[1]], ports[1]);
  post([officePortMessage, tags[0]], ports[0]);
  expect(await Promise.all(both)).toEqual(ports);
});

test("control 10 when the shell closes the port, its close event tells the page, once", async () => {
  const { page, bridge, tags, post, disconnect, listeners } = makePage();
  const connected = connectToDesktop(page, bridge);
  post([officePortMessage, tags[0]], makePort());
  const port = await connected;
  const closed = vi.fn<() => void>();
  port.addEventListener("close", closed);
  disconnect("another tag");
  expect(closed).not.toHaveBeenCalled();
  disconnect(tags[0]!);
  disconnect(tags[0]!);
  expect(closed).toHaveBeenCalledOnce();
  expect(listeners.size).toBe(0);
});

test("control 10 a port that noticed its end by itself is not told a second time", async () => {
  const { page, bridge, tags, post, disconnect, listeners } = makePage();
  const connected = connectToDesktop(page, bridge);
  post([officePortMessage, tags[0]], makePort());
  const port = await connected;
  const closed = vi.fn<() => void>();
  port.addEventListener("close", closed);
  port.dispatchEvent(new Event("close"));
  disconnect(tags[0]!);
  expect(closed).toHaveBeenCalledOnce();
  expect(listeners.size).toBe(0);
});

test("DSK-1 without a shell there is no bridge, and a page reloads by itself", () => {
  const { page } = makePage();
  expect(desktopBridge(page)).toBeUndefined();
  reloadPage(page);
  expect(page.location.reload).toHaveBeenCalledOnce();
});

test("control 7 with a shell the page asks it to reload", () => {
  const { page, bridge, runs } = makePage();
  const inShell = Object.assign(page, { perennial: bridge });
  reloadPage(inShell);
  expect(runs).toEqual([["reload", {}]]);
  expect(page.location.reload).not.toHaveBeenCalled();
});

test("control 9 the list of commands names each command once", () => {
  expect(new Set(windowCommandNames).size).toBe(windowCommandNames.length);
});
