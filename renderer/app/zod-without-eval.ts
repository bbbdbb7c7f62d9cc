/**
 * The contract's schemas compile themselves with `Function` where they may. Our pages never may
 * (script-src 'self'), and even the try would be reported: they are told so first.
 */
import { config } from "zod";

config({ jitless: true });
