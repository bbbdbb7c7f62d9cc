/** The Help Center (HLP-1, HLP-2): the articles ship with the window; the office keeps the practice's notes and prints. */
import { z } from "zod";
import { command, fileOut, instant, nothing, query, text } from "./base.ts";

const articleId = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/u).max(60);

export const helpNote = z.object({
  articleId: z.string(),
  revision: z.int(),
  /** Empty: it was taken away. */
  body: z.string(),
  by: z.string(),
  at: instant,
});
export type HelpNote = z.infer<typeof helpNote>;

export const helpContract = {
  help: {
    notes: query("app.use").input(nothing).output(z.array(helpNote)),
    /** Longer than a note may be: what is too long is refused in words. An empty note takes it away. */
    saveNote: command("settings.change", { articleId, basedOn: z.int().nullable(), body: text(8000) }).output(
      z.object({ revision: z.int().nullable() }),
    ),
    articlePdf: query("app.use").input(z.strictObject({ articleId })).output(fileOut),
  },
};
