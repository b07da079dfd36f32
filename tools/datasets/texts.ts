/** The bytes that a text is stored as. */
export function textBytes(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}

/**
 * For each text, given as its lines, a key that it has in common with all texts that share a line with it, or with one of those: what
 * was written down twice, or quotes another, has one key.
 */
export function keysBySharedLines(texts: readonly (readonly string[])[]): string[] {
  const leader = texts.map((_, i) => i);
  const leaderOf = (text: number): number => (leader[text] === text ? text : leaderOf(leader[text]));
  const first = new Map<string, number>();
  texts.forEach((lines, text) => {
    for (const line of lines) {
      const other = first.get(line);
      if (other === undefined) first.set(line, text);
      else leader[leaderOf(text)] = leaderOf(other);
    }
  });
  return texts.map((_, text) => texts[leaderOf(text)].join('\n'));
}
