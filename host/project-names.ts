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
