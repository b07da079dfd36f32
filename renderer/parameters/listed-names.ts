/** The names of a list with commas between them; a name that has commas of its own stands alone. */
export function namesIn(text: string, known: readonly string[]): readonly string[] {
  const whole = text.trim();
  if (known.includes(whole)) return [whole];
  return [...new Set(whole.split(',').map((name) => name.trim()))].filter((name) => name !== '');
}

/** The list that is stored. A name with commas can't stand beside others: the one that was added last counts. */
export function joinedNames(next: readonly string[], former: readonly string[]): string {
  if (next.length < 2 || !next.some((name) => name.includes(','))) return next.join(', ');
  const added = next.filter((name) => !former.includes(name));
  const [alone = next[0]] = added;
  return alone.includes(',') ? alone : next.filter((name) => !name.includes(',')).join(', ');
}
