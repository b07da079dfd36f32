import { ActionIcon, Tooltip } from '@mantine/core';
import { IconLink, IconUnlink } from '@tabler/icons-react';
import { useState } from 'react';
import type { SizesField } from '../../engine/layers/parameters.ts';
import { engineText, locale, t } from '../language/text.ts';
import classes from './parameters.module.css';
import { NumberField } from '../controls/number-field.tsx';
import { parameterFault } from './parameter-fault.ts';

interface SizesControlProps {
  readonly id: string;
  readonly field: SizesField;
  readonly value: unknown;
  readonly error: boolean;
  readonly takesFaulty: boolean;
  readonly onFault: (message: string | undefined) => void;
  readonly onChange: (value: unknown) => void;
  readonly onLeave: () => void;
}

/** So many numbers stand in one row; more get rows, each with its name. */
const ONE_ROW = 3;

/** One number for each axis; linked, they change together. */
export function SizesControl({ id, field, value, onChange, ...typing }: SizesControlProps) {
  const sizes: readonly unknown[] = Array.isArray(value) && value.length === field.axes.length ? value : field.default;
  const [linked, setLinked] = useState(sizes.every((size) => size === sizes[0]));
  const set = (axis: number, entry: number) => onChange(sizes.map((size, other) => (linked || other === axis ? entry : size)));
  const names = new Intl.ListFormat(locale()).format(field.axes.map(engineText));
  const isNamed = field.axes.length > ONE_ROW;
  const Icon = linked ? IconLink : IconUnlink;
  return (
    <div className={classes.sizes} data-named={isNamed || undefined}>
      {field.axes.map((name, axis) => (
        <div key={name} className={classes.size}>
          {isNamed && <span aria-hidden>{engineText(name)}</span>}
          <NumberField
            {...(axis === 0 && { id })}
            aria-label={t('{parameter}, {axis}', { parameter: engineText(field.label), axis: engineText(name) })}
            value={typeof sizes[axis] === 'number' ? sizes[axis] : undefined}
            {...typing}
            faultOf={(next) =>
              parameterFault(
                field,
                sizes.map(() => next),
              )
            }
            onChange={(next) => set(axis, next)}
          />
        </div>
      ))}
      {field.axes.length > 1 && (
        <Tooltip label={linked ? t('{names} change together', { names }) : t('{names} change apart', { names })}>
          <ActionIcon size={22} aria-label={t('{names} together', { names })} aria-pressed={linked} onClick={() => setLinked(!linked)}>
            <Icon size={14} stroke={1.7} />
          </ActionIcon>
        </Tooltip>
      )}
    </div>
  );
}
