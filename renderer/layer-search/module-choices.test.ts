import { afterEach, expect, it } from 'vitest';
import { speak } from '../language/text.ts';
import { forgetModule, keepModule } from '../document/library.ts';
import { currentChoices } from './module-choices.ts';
import { ownCell } from './own-cell.ts';

afterEach(async () => {
  forgetModule('Block');
  await speak('en');
});

const summaries = () =>
  new Map(
    currentChoices()
      .filter(({ id, layer }) => id === 'OwnCell' || layer.category === 'module' || id.startsWith('library:'))
      .map(({ id, summary }) => [id, summary]),
  );

it('tells of a cell of one’s own and of kept modules in the window’s language', async () => {
  keepModule([ownCell('block', 'Block')]);
  const english = summaries();
  expect(english.get('library:Module:block')).toMatch(/^of your library, /);
  await speak('zh');
  const chinese = summaries();
  expect([...chinese.keys()]).toEqual([...english.keys()]);
  for (const id of ['OwnCell', 'library:Module:block', 'library:Scan:block']) expect(chinese.get(id)).toMatch(/\p{Script=Han}/u);
});
