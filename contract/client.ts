/** The typed client of the office, whatever carries it. */
import type { ContractRouterClient } from "@orpc/contract";
import type { OfficeContract } from "./index.ts";

export type OfficeClient = ContractRouterClient<OfficeContract>;
