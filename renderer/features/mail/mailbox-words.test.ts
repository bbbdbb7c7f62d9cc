import { expect, test } from "vitest";
import { checkedWords, foundWords } from "./mailbox-words.ts";

const none = { state: "done", looked: 0, cameBack: 0, delayed: 0, notOurs: 0, more: false, isStopped: false, fault: null } as const;

test.each([
  [{}, "There is no new mail. Nothing new came back."],
  [{ looked: 1 }, "1 new message was looked at. Nothing new came back."],
  [{ looked: 12, cameBack: 1 }, "12 new messages were looked at. 1 message came back."],
  [{ looked: 12, cameBack: 3, delayed: 1, notOurs: 2 }, "12 new messages were looked at. 3 messages came back, 1 is delayed and still tried, 2 were about none of ours."],
  [{ looked: 2000, more: true }, "2000 new messages were looked at. Nothing new came back. There is more; the next look goes on there."],
  [{ isStopped: true, looked: 4 }, "Stopped. What was found is kept, and the rest is read next time."],
])("DOC-10 a look that found %j: %s", (over, words) => {
  expect(foundWords({ ...none, ...over })).toBe(words);
});

test("DOC-10 beside the bar stands how far it is", () => {
  expect([null, { done: 0, total: 0 }, { done: 3, total: 20 }].map(checkedWords)).toEqual(["Signing in", "Signing in", "3 of 20 new messages"]);
});
