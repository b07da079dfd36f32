/** Names that Windows keeps for devices. */
const reserved = /^(con|prn|aux|nul|com\d|lpt\d)$/;

/** A file name for a project's name: letters and digits of any script, lower case, joined by hyphens. */
export function slug(name: string): string {
  const words =
    name
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  const joined = Array.from(words.join('-')).slice(0, 60).join('').replace(/-$/, '');
  if (joined === '') return 'project';
  return reserved.test(joined) ? `${joined}-project` : joined;
}
