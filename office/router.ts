/**
 * Every operation of the contract with its handler. A handler file exports groups named like the
 * contract's, and they are spread in here.
 */
import { peopleHandlers } from "./handlers/people.ts";
import { base } from "./implementer.ts";

type Whole = Parameters<typeof base.router>[0];

const handlers: Partial<Whole> = {
  ...peopleHandlers,
};

/** Complete when every group of the contract has its handlers; `router.test.ts` proves it. */
export const router = base.router(handlers as Whole);
