/** Write-offs over the contract (INV-10). */
import { viewSmallBalances, writeOffSmall } from "#services/write-offs/small-balances.ts";
import { previewWriteOff, writeOffAtDesk } from "#services/write-offs/write-off-at-desk.ts";
import { os } from "../implementer.ts";

export const writeOffHandlers = {
  writeOffs: {
    preview: os.writeOffs.preview.handler(({ context, input }) => previewWriteOff(context.cx, input)),
    make: os.writeOffs.make.handler(({ context, input }) => writeOffAtDesk(context.cx, input)),
    small: os.writeOffs.small.handler(({ context, input }) => viewSmallBalances(context.cx, input)),
    makeSmall: os.writeOffs.makeSmall.handler(({ context, input }) => writeOffSmall(context.cx, input)),
  },
};
