/** The part of papaparse that is used. Its published types bring all of Node's along, which the engine must not see. */
declare module 'papaparse' {
  interface ParsedRows {
    readonly data: string[][];
    readonly errors: readonly { readonly code: 'MissingQuotes' | 'InvalidQuotes'; readonly row: number }[];
    /** `cursor` is the position behind the last complete row. */
    readonly meta: { readonly cursor: number };
  }

  class Parser {
    constructor(config: { readonly delimiter: string; readonly newline: '\n' });
    parse(input: string, baseIndex: number, ignoreLastRow: boolean): ParsedRows;
  }

  const Papa: { readonly Parser: typeof Parser };
  export default Papa;
}
