/** Names that Windows keeps for devices. */
const reserved = /^(con|prn|aux|nul|com\d|lpt\d)$/;

/**
 * An id for a dataset with a title in any script, without what the title's file ends on: "Iris (2).csv" gives `iris-2`. A title without
 * letters of a to z gives one by its hash, the same for the same title.
 */
export function ownIdOf(title: string): string {
  const name = title.replace(/(\.[a-z0-9]{1,8}){1,2}$/i, '');
  const plain = name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 64)
    .replaceAll(/^-+|-+$/g, '');
  if (!/[a-z]/.test(plain)) return `data-${hashOf(title)}`;
  return reserved.test(plain) ? `${plain}-data` : plain;
}

/** FNV-1a over the UTF-16 units. */
function hashOf(text: string): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, '0');
}
