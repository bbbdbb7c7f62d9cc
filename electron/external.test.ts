import { expect, test, vi } from "vitest";

vi.mock("electron", () => ({ dialog: {}, shell: {} }));
const { readExternalAddress } = await import("./external.ts");

test.each([
  ["https://checkout.stripe.com/c/pay/cs_1", "https://checkout.stripe.com/c/pay/cs_1"],
  ["https://billing.stripe.com:443/p?x=1#y", "https://billing.stripe.com/p?x=1#y"],
  ["HTTPS://DASHBOARD.STRIPE.COM/", "https://dashboard.stripe.com/"],
])("control 8 %s may be opened", (address, spelled) => {
  expect(readExternalAddress(address)?.href).toBe(spelled);
});

test.each([
  "http://checkout.stripe.com/",
  "https://stripe.com/",
  "https://checkout.stripe.com.evil.example/",
  "https://evil.example/checkout.stripe.com",
  "https://checkout.stripe.com@evil.example/",
  "https://user@checkout.stripe.com/",
  "https://checkout.stripe.com:8443/",
  "https://checkout.stripe.com./",
  "https://xn--chckout-e1a.stripe.com/",
  "https:\\\\evil.example\\checkout.stripe.com",
  "//checkout.stripe.com/",
  "checkout.stripe.com",
  "file:///etc/passwd",
  "/etc/passwd",
  "C:\\Windows\\System32\\calc.exe",
  "\\\\server\\share",
  "javascript:alert(1)",
  "data:text/html,x",
  "ms-settings:",
  "tel:5551234",
  "mailto:a@example.com",
  "app://perennial/",
  "",
])("control 8 %j may not be opened", (address) => {
  expect(readExternalAddress(address)).toBeUndefined();
});
