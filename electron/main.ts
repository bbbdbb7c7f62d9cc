/** The main process of Electron. */
import { openOffice } from "#office/office.ts";
import { startShell } from "./shell.ts";

startShell(openOffice);
