/** The whole window: look, line to the office, and the screen that fits what is open and who is signed in. */
import { channelOf } from "./client/channels.ts";
import { OfficeProvider } from "./client/OfficeProvider.tsx";
import { Look } from "./Look.tsx";
import { SessionGate } from "./SessionGate.tsx";
import { WindowFault } from "./WindowFault.tsx";

const openChannel = channelOf(window);

export function App() {
  return (
    <Look>
      <WindowFault>
        <OfficeProvider open={openChannel}>
          <SessionGate />
        </OfficeProvider>
      </WindowFault>
    </Look>
  );
}
