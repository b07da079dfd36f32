/** Words that mean this only within a message: what fills a hole there. */
export const holeWords: Readonly<Record<string, string>> = {
  none: '无',
  nothing: '无',
};
