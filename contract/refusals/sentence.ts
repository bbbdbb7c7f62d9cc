/** A refusal's sentence for the person at the desk: what is wrong and what to do next (F-17). */
export type Sentences<Facts> = { readonly [Code in keyof Facts]: (facts: Facts[Code]) => string };
