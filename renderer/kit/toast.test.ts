import { beforeEach, expect, test, vi } from "vitest";
import { currentToasts, dropAllToasts, onToasts, showToast, undoNewest } from "./toast.ts";

beforeEach(dropAllToasts);

test("UI-6 a message says what was done and goes when it is taken away", () => {
  const drop = showToast({ message: "Payment taken" });
  expect(currentToasts().map((toast) => toast.message)).toEqual(["Payment taken"]);
  drop();
  expect(currentToasts()).toEqual([]);
});

test("UI-6 Undo does the newest act that can be undone, once", () => {
  const first = vi.fn();
  const second = vi.fn();
  showToast({ message: "Hold removed", undo: first });
  showToast({ message: "Invoice void", undo: second });
  showToast({ message: "Statement printed" });
  expect(undoNewest()).toBe(true);
  expect(second).toHaveBeenCalledOnce();
  expect(undoNewest()).toBe(true);
  expect(first).toHaveBeenCalledOnce();
  expect(undoNewest()).toBe(false);
});

test("UI-6 at most four messages stand at once, the oldest goes first", () => {
  for (const message of ["1", "2", "3", "4", "5"]) showToast({ message });
  expect(currentToasts().map((toast) => toast.message)).toEqual(["2", "3", "4", "5"]);
});

test("UI-6 those who listen hear of every change and can stop listening", () => {
  const listener = vi.fn();
  const stop = onToasts(listener);
  showToast({ message: "one" });
  dropAllToasts();
  expect(listener).toHaveBeenCalledTimes(2);
  stop();
  showToast({ message: "two" });
  expect(listener).toHaveBeenCalledTimes(2);
});
