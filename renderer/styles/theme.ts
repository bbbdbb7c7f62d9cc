/**
 * Mantine dressed as Perennial: 14 px body, 34 px controls, 4 px grid, evergreen primary. The
 * colours come from `palette.ts`. Mantine's own variable sheet is not injected (it would need
 * innerHTML, which Trusted Types forbids): `theme.css` holds it, and `theme.test.ts`
 * keeps it true (`npx vitest run renderer/styles -u` rewrites it after a change here).
 */
import {
  ActionIcon,
  Button,
  Checkbox,
  createTheme,
  defaultVariantColorsResolver,
  Input,
  Menu,
  Modal,
  Popover,
  Radio,
  Select,
  Switch,
  Tooltip,
  type MantineColorsTuple,
  type VariantColorsResolver,
} from "@mantine/core";

/** Shade 7 is the light theme's evergreen, shade 4 the dark theme's. */
const evergreen: MantineColorsTuple = [
  "#e9f6f0",
  "#d3ecdf",
  "#a9dac3",
  "#7ad3b0",
  "#5cc49a",
  "#3aa37b",
  "#27835f",
  "#1d6b4f",
  "#175640",
  "#0f4030",
];

const gray: MantineColorsTuple = [
  "#f6f8f6",
  "#eef2ef",
  "#e6ebe8",
  "#dfe5e1",
  "#c3ccc7",
  "#7e8b84",
  "#6b7871",
  "#56625b",
  "#3a4540",
  "#1b2420",
];

const dark: MantineColorsTuple = [
  "#e6ece8",
  "#c9d2cd",
  "#a6b3ac",
  "#74847c",
  "#3a4842",
  "#2e3a34",
  "#202b26",
  "#1a231f",
  "#151d1a",
  "#0f1512",
];

const red: MantineColorsTuple = [
  "#fcebe9",
  "#f9d5d2",
  "#f3aaa5",
  "#ff9d94",
  "#ff9d94",
  "#d4453b",
  "#b3261e",
  "#b3261e",
  "#971f18",
  "#6f1611",
];

/** Filled controls take the palette's own pair of colours, so that both themes keep their contrast. */
const variantColorResolver: VariantColorsResolver = (input) => {
  const resolved = defaultVariantColorsResolver(input);
  if (input.variant !== "filled") return resolved;
  if (input.color === "red") {
    return {
      ...resolved,
      background: "var(--pf-trouble)",
      hover: "var(--pf-trouble)",
      color: "var(--pf-paper)",
    };
  }
  return { ...resolved, color: "var(--pf-on-evergreen)" };
};

const fontFamily =
  '"Inter Variable", "Noto Sans", system-ui, -apple-system, "Segoe UI", Roboto, sans-serif';

export const theme = createTheme({
  primaryColor: "evergreen",
  variantColorResolver,
  primaryShade: { light: 7, dark: 4 },
  colors: { evergreen, gray, dark, red },
  white: "#ffffff",
  black: "#1b2420",
  fontFamily,
  fontFamilyMonospace: 'ui-monospace, "SF Mono", "Cascadia Mono", "DejaVu Sans Mono", monospace',
  fontSizes: { xs: "0.75rem", sm: "0.8125rem", md: "0.875rem", lg: "1rem", xl: "1.25rem" },
  lineHeights: { xs: "1.4", sm: "1.45", md: "1.45", lg: "1.5", xl: "1.4" },
  spacing: { xs: "0.25rem", sm: "0.5rem", md: "0.75rem", lg: "1rem", xl: "1.5rem" },
  radius: { xs: "2px", sm: "4px", md: "6px", lg: "8px", xl: "16px" },
  defaultRadius: "sm",
  fontWeights: { regular: "400", medium: "550", bold: "650" },
  headings: {
    fontFamily,
    fontWeight: "650",
    sizes: {
      h1: { fontSize: "1.25rem", lineHeight: "1.3" },
      h2: { fontSize: "1rem", lineHeight: "1.35" },
      h3: { fontSize: "0.875rem", lineHeight: "1.4" },
      h4: { fontSize: "0.875rem", lineHeight: "1.4" },
      h5: { fontSize: "0.8125rem", lineHeight: "1.4" },
      h6: { fontSize: "0.8125rem", lineHeight: "1.4" },
    },
  },
  shadows: {
    xs: "none",
    sm: "0 1px 3px rgb(16 24 20 / 12%)",
    md: "0 4px 16px rgb(16 24 20 / 16%)",
    lg: "0 8px 28px rgb(16 24 20 / 20%)",
    xl: "0 12px 40px rgb(16 24 20 / 24%)",
  },
  cursorType: "pointer",
  respectReducedMotion: true,
  focusRing: "auto",
  components: {
    Button: Button.extend({ defaultProps: { size: "sm", radius: "sm" } }),
    ActionIcon: ActionIcon.extend({ defaultProps: { variant: "subtle", color: "gray", size: 28 } }),
    Checkbox: Checkbox.extend({ defaultProps: { size: "xs" } }),
    Input: Input.extend({ defaultProps: { size: "sm" } }),
    Menu: Menu.extend({
      defaultProps: {
        shadow: "md",
        radius: "md",
        withinPortal: true,
        transitionProps: { duration: 0 },
      },
    }),
    Modal: Modal.extend({
      defaultProps: {
        radius: "lg",
        centered: true,
        overlayProps: { color: "#0b1f17", backgroundOpacity: 0.4 },
        transitionProps: { duration: 0 },
        // A dialog's title is no banner of the page.
        attributes: { header: { role: "presentation" } },
        closeButtonProps: { "aria-label": "Close" },
      },
    }),
    Popover: Popover.extend({
      defaultProps: { shadow: "md", radius: "md", transitionProps: { duration: 0 } },
    }),
    Radio: Radio.extend({ defaultProps: { size: "xs" } }),
    Switch: Switch.extend({ defaultProps: { size: "sm" } }),
    Select: Select.extend({ defaultProps: { checkIconPosition: "right" } }),
    Tooltip: Tooltip.extend({
      defaultProps: {
        openDelay: 300,
        transitionProps: { duration: 0 },
        events: { hover: true, focus: true, touch: false },
      },
    }),
  },
});
