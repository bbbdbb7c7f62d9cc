/**
 * All style sheets in the order in which they win: Mantine's own, the theme's variables, ours.
 * Fonts are bundled with the app; no style asks the network for anything.
 */
import "@mantine/core/styles.css";
import "@fontsource-variable/inter/wght.css";
import "./theme.css";
import "./base.css";
