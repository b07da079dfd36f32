import { IconChevronRight } from '@tabler/icons-react';
import { useState } from 'react';
import type { ParameterSchema } from '../../engine/layers/parameters.ts';
import { engineText, t } from '../language/text.ts';
import classes from './parameters.module.css';
import { ParameterControl } from './parameter-control.tsx';
import type { Refusals } from './refusals.ts';

interface ParameterFieldsProps {
  readonly schema: ParameterSchema;
  /** Defaults filled in. */
  readonly values: Readonly<Record<string, unknown>>;
  /** What the analysis says of a parameter. */
  readonly problemOf?: (name: string) => string | undefined;
  /** By parameter: options that don't suit the layer's surroundings. */
  readonly refusals?: Readonly<Record<string, Refusals>> | undefined;
  /** Names that a text can list, by parameter: those of columns. A text that has none to list, and lists none, isn't shown. */
  readonly names?: Readonly<Record<string, readonly string[]>>;
  /** The parameter that someone asked to see: it is unfolded. */
  readonly revealed?: string | undefined;
  readonly onChange: (name: string, value: unknown) => void;
  readonly onLeave: () => void;
}

/** The controls of a layer's parameters; advanced ones are folded. What is at fault becomes a problem of the project. */
export function ParameterFields({ schema, values, problemOf, refusals, names, revealed, onChange, onLeave }: ParameterFieldsProps) {
  const [opened, setOpened] = useState(false);
  const [answered, setAnswered] = useState<string>();
  const isVoid = (name: string) => names?.[name]?.length === 0 && values[name] === '';
  const visible = Object.entries(schema).filter(([name, field]) => !isVoid(name) && (field.visible?.(values) ?? true));
  const advanced = visible.filter(([, field]) => field.advanced === true);
  const set = advanced.filter(([name, field]) => JSON.stringify(values[name]) !== JSON.stringify(field.default)).length;
  if (revealed !== answered) {
    setAnswered(revealed);
    if (advanced.some(([name]) => name === revealed)) setOpened(true);
  }
  const rows = (entries: typeof visible) =>
    entries.map(([name, field]) => (
      <ParameterControl
        key={name}
        name={name}
        field={field}
        value={values[name]}
        refusals={refusals?.[name]}
        problem={problemOf?.(name)}
        names={names?.[name]}
        takesFaulty
        onChange={(value) => onChange(name, value)}
        onLeave={onLeave}
      />
    ));
  return (
    <>
      {rows(visible.filter(([, field]) => field.advanced !== true))}
      {advanced.length > 0 && (
        <button type="button" className={classes.more} aria-expanded={opened} onClick={() => setOpened(!opened)}>
          <IconChevronRight size={13} stroke={2} aria-hidden />
          <span>{t('More ({count})', { count: advanced.length })}</span>
          <span className={classes.moreCount}>{set === 0 ? t('all at default') : t('{count} set', { count: set })}</span>
          {!opened && <span className={classes.moreNames}>{advanced.map(([, field]) => engineText(field.label)).join(t(', '))}</span>}
        </button>
      )}
      {opened && rows(advanced)}
    </>
  );
}
