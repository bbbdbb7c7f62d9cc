import { Component, type ReactNode } from "react";
import { reloadPage } from "#contract/desktop.ts";
import { ErrorState } from "../kit/ErrorState.tsx";

/** The last net: a fault of the frame itself leaves a sentence and a way on instead of an empty window (F-17). */
export class WindowFault extends Component<
  { readonly children: ReactNode },
  { readonly broken: boolean }
> {
  override state = { broken: false };

  static getDerivedStateFromError(): { readonly broken: boolean } {
    return { broken: true };
  }

  override render(): ReactNode {
    if (!this.state.broken) return this.props.children;
    return (
      <ErrorState
        failure={{
          kind: "fault",
          sentence: "This window stopped. What was saved is safe.",
          incident: null,
        }}
        onRetry={() => reloadPage(window)}
      />
    );
  }
}
