export interface TextChange {
  /** Offsets of what is replaced. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The one replacement that turns a text into the next, leaving what both begin and end with alone; undefined where they are equal. */
export function textChange(former: string, next: string): TextChange | undefined {
  if (former === next) return undefined;
  const shorter = Math.min(former.length, next.length);
  let start = 0;
  while (start < shorter && former[start] === next[start]) start += 1;
  let tail = 0;
  while (tail < shorter - start && former[former.length - 1 - tail] === next[next.length - 1 - tail]) tail += 1;
  return { start, end: former.length - tail, text: next.slice(start, next.length - tail) };
}
