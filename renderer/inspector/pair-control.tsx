import { ActionIcon, Tooltip } from '@mantine/core';
import { IconLink, IconUnlink } from '@tabler/icons-react';
import { useState } from 'react';
import type { PairField } from '../../engine/layers/parameters.ts';
import classes from './inspector.module.css';
import { NumberField } from './number-field.tsx';

interface PairControlProps {
  readonly id: string;
  readonly field: PairField;
  readonly value: unknown;
  readonly error: boolean;
  readonly onChange: (value: unknown) => void;
  readonly onLeave: () => void;
}

/** Two numbers, rows and columns; linked, they change together. */
export function PairControl({ id, field, value, error, onChange, onLeave }: PairControlProps) {
  const [rows, columns]: readonly unknown[] = Array.isArray(value) ? value : field.default;
  const [linked, setLinked] = useState(rows === columns);
  const set = (axis: 0 | 1, entry: number) => {
    if (linked) onChange([entry, entry]);
    else onChange(axis === 0 ? [entry, columns] : [rows, entry]);
  };
  const input = (axis: 0 | 1, entry: unknown) => (
    <NumberField
      {...(axis === 0 && { id })}
      aria-label={`${field.label}, ${axis === 0 ? 'rows' : 'columns'}`}
      value={typeof entry === 'number' ? entry : undefined}
      allowDecimal={false}
      error={error}
      onChange={(next) => set(axis, next)}
      onLeave={onLeave}
    />
  );
  const Icon = linked ? IconLink : IconUnlink;
  return (
    <div className={classes.pair}>
      {input(0, rows)}
      <Tooltip label={linked ? 'Rows and columns change together' : 'Rows and columns change apart'}>
        <ActionIcon size={22} aria-label="Rows and columns together" aria-pressed={linked} onClick={() => setLinked(!linked)}>
          <Icon size={14} stroke={1.7} />
        </ActionIcon>
      </Tooltip>
      {input(1, columns)}
    </div>
  );
}
