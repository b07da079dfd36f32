import { NativeSelect } from '@mantine/core';
import { copiesOf, shownCopy, type ModuleCopy } from '../document/shown-copy.ts';
import { useDocument } from '../document/store.ts';
import { t } from '../language/text.ts';
import classes from './breadcrumbs.module.css';

/** Which of a module's copies the shapes on the canvas are those of: chosen where they differ, told where it isn't the opened one. */
export function ShownCopy() {
  const whole = useDocument((state) => state.whole);
  const analysis = useDocument((state) => state.wholeAnalysis);
  const level = useDocument((state) => state.level);
  const open = level.at(-1);
  if (open === undefined) return null;
  const copies = copiesOf(analysis, whole, open.module);
  const { prefix, own, fed } = shownCopy(analysis, whole, level);
  if (!fed) return <small className={classes.shapes}>{t('No shapes: nothing is wired to this module in any place.')}</small>;
  const shown = copies.find((copy) => copy.prefix === prefix);
  if (shown !== undefined && new Set(copies.map(inputText)).size > 1)
    return (
      <NativeSelect
        size="xs"
        className={classes.copies}
        aria-label={t('Shapes of')}
        value={shown.prefix}
        data={copies.map((copy) => ({ value: copy.prefix, label: copyText(copy), disabled: !copy.fed }))}
        onChange={({ currentTarget }) => show(currentTarget.value)}
      />
    );
  if (own || shown === undefined) return null;
  return <small className={classes.shapes}>{t('Shapes of {copy}: nothing is wired to this one.', { copy: shown.name })}</small>;
}

function show(prefix: string): void {
  const { level, selection, openLevel } = useDocument.getState();
  const open = level.at(-1);
  if (open !== undefined) openLevel([...level.slice(0, -1), { ...open, shown: prefix }], selection);
}

function copyText(copy: ModuleCopy): string {
  return `${copy.name} · ${copy.fed ? inputText(copy) : t('not wired')}`;
}

function inputText({ inputs }: ModuleCopy): string {
  return inputs.map(({ shape }) => shape.join('×')).join(', ');
}
