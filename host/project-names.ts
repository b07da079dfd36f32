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

/** `wanted`, or `wanted 2`, `wanted 3` … where it is taken; letter case makes no difference. */
export function uniqueName(wanted: string, taken: Iterable<string>, separator = ' '): string {
  const known = new Set(Array.from(taken, (name) => name.toLowerCase()));
  let candidate = wanted;
  for (let number = 2; known.has(candidate.toLowerCase()); number += 1) candidate = `${wanted}${separator}${number}`;
  return candidate;
}

/** The id of a project in the workspace is its file's name without the ending; what could name anything outside of the folder is none. */
export function isProjectId(id: string): boolean {
  return /^[^.~<>:"/\\|?*\p{Cc}][^<>:"/\\|?*\p{Cc}]{0,119}$/u.test(id);
}
