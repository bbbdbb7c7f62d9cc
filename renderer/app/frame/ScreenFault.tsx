import { useRouter, type ErrorComponentProps } from "@tanstack/react-router";
import { ErrorState } from "../../kit/ErrorState.tsx";
import { Page } from "../../kit/Page.tsx";

/** A screen that broke: the frame stays, nothing technical is shown, and it can be tried again (F-17). */
export function ScreenFault({ reset }: ErrorComponentProps) {
  const router = useRouter();
  return (
    <Page title="This screen stopped">
      <ErrorState
        failure={{
          kind: "fault",
          sentence:
            "Something in this screen went wrong. What was saved is safe; what was being typed here may be lost.",
          incident: null,
        }}
        onRetry={() => {
          reset();
          void router.invalidate();
        }}
      />
    </Page>
  );
}
