import { isOwnId } from '../../engine/data/own.ts';
import type { DatasetInfo } from '../../engine/data/dataset.ts';
import { type WindowText } from '../language/text.ts';

const LONGEST = 48;

/** An id for a title: its Latin letters and digits, joined by hyphens, and a number where it is taken. */
export function freeId(title: string, taken: (id: string) => boolean): string {
  const words = title
    .normalize('NFKD')
    .toLowerCase()
    .match(/[a-z0-9]+/g);
  const stem = words?.join('-').slice(0, LONGEST).replace(/-$/, '') ?? 'data';
  for (let count = 1; ; count += 1) {
    const id = count === 1 ? stem : `${stem}-${count}`;
    if (!taken(id)) return id;
  }
}

/** `penguins.csv.gz` is called penguins. */
export function titleOfFile(name: string): string {
  const stem = name.replace(/(\.[a-z][a-z0-9]{0,8}){1,2}$/i, '');
  return stem === '' ? name : stem;
}

/** What stands against an id; one's own dataset of that id can be replaced. */
export function idFault(id: string, isBundled: (id: string) => boolean): WindowText | undefined {
  if (!isOwnId(id)) return 'Small letters a–z, digits and hyphens, at most 64.';
  return isBundled(id) ? 'A dataset that comes with Netloom has this id.' : undefined;
}

/** One's own dataset that an import under this id would replace. */
export function replacedBy(id: string, datasets: readonly DatasetInfo[], isBundled: (id: string) => boolean): DatasetInfo | undefined {
  return isBundled(id) ? undefined : datasets.find((dataset) => dataset.id === id);
}
