import "./app/zod-without-eval.ts";
import "./styles/styles.ts";
import { createRoot } from "react-dom/client";
import { App } from "./app/App.tsx";
import { applySchemeNow } from "./app/color-scheme.ts";

applySchemeNow();
const root = document.getElementById("root");
if (root === null) throw new Error("Broken invariant: index.html has #root");
createRoot(root).render(<App />);
