/** The words of an article, with the names of controls set off (HLP-1). */
import { runsOf, type HelpBlock } from "#domain/help/article.ts";
import classes from "./Help.module.css";

export function Blocks({ blocks }: { readonly blocks: readonly HelpBlock[] }) {
  return (
    <div className={classes["blocks"]}>
      {blocks.map((block, index) => (
        <Block key={index} block={block} />
      ))}
    </div>
  );
}

function Block({ block }: { readonly block: HelpBlock }) {
  switch (block.kind) {
    case "text":
      return (
        <p>
          <Words words={block.text} />
        </p>
      );
    case "note":
      return (
        <p className={classes["callout"]}>
          <Words words={block.text} />
        </p>
      );
    case "steps":
      return (
        <ol>
          {block.steps.map((step) => (
            <li key={step}>
              <Words words={step} />
            </li>
          ))}
        </ol>
      );
    case "list":
      return (
        <ul>
          {block.items.map((item) => (
            <li key={item}>
              <Words words={item} />
            </li>
          ))}
        </ul>
      );
    case "table":
      return (
        <table>
          <thead>
            <tr>
              {block.head.map((cell) => (
                <th key={cell} scope="col">
                  {cell}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {block.rows.map((row) => (
              <tr key={row.join("|")}>
                {row.map((cell, at) => (
                  <td key={at}>
                    <Words words={cell} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      );
  }
}

function Words({ words }: { readonly words: string }) {
  return runsOf(words).map((run, index) => (run.isControl ? <strong key={index}>{run.text}</strong> : <span key={index}>{run.text}</span>));
}
