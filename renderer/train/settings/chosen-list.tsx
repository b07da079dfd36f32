import { ActionIcon } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconTrash } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { engineText, t, type Text, type WindowText } from '../../language/text.ts';
import { AddChosen, type Noun, type Offered } from './add-chosen.tsx';
import { ChosenFields, type Chosen } from './registry-rows.tsx';
import styles from './training-form.module.css';

/** What a list does in one go is a step of the history; what is typed into an entry is one until the field is left. */
export interface ListChange {
  readonly label: Text;
  /** Place of the entry whose parameter is being typed. */
  readonly typing?: number;
}

interface ChosenListProps {
  readonly noun: Noun;
  readonly registry: readonly Offered[];
  /** What can be added at the end; all where absent. */
  readonly offered?: readonly Offered[];
  readonly list: readonly Chosen[];
  /** Why nothing can be added, where nothing can. */
  readonly nothingOffered?: string;
  /** Names that a text of an entry's parameters can list, by parameter: those of columns. */
  readonly namesOf?: (index: number) => Readonly<Record<string, readonly string[]>>;
  /** Shown below an entry's parameters. */
  readonly detailOf?: (index: number) => ReactNode;
  readonly onChange: (list: Chosen[], change: ListChange) => void;
}

const NTH: Readonly<Record<Noun, WindowText>> = { step: '{title}, step {number}', augmentation: '{title}, augmentation {number}' };

/** Entries of a registry that act one after another: added, set, put in order and taken out. */
export function ChosenList({ noun, registry, offered = registry, list, nothingOffered, namesOf, detailOf, onChange }: ChosenListProps) {
  const title = ({ type }: Chosen) => registry.find((definition) => definition.type === type)?.title ?? type;
  const named = (text: WindowText, chosen: Chosen): Text => ({ text, values: { title: { engine: title(chosen) } } });
  const swap = (index: number, other: number) =>
    list.map((entry, place) => (place === index ? list[other] : place === other ? list[index] : entry));
  return (
    <>
      {list.map((chosen, index) => (
        // Entries have no identity but their place.
        <section
          key={`${index}:${chosen.type}`}
          className={styles.augmentation}
          aria-label={t(NTH[noun], { title: engineText(title(chosen)), number: index + 1 })}
        >
          <header>
            <span>{engineText(title(chosen))}</span>
            {list.length > 1 && (
              <>
                <EntryButton
                  label={t(named('Move {title} up', chosen))}
                  Icon={IconArrowUp}
                  disabled={index === 0}
                  onClick={() => onChange(swap(index, index - 1), { label: named('Move {title}', chosen) })}
                />
                <EntryButton
                  label={t(named('Move {title} down', chosen))}
                  Icon={IconArrowDown}
                  disabled={index === list.length - 1}
                  onClick={() => onChange(swap(index, index + 1), { label: named('Move {title}', chosen) })}
                />
              </>
            )}
            <EntryButton
              label={t(named('Remove {title}', chosen))}
              Icon={IconTrash}
              onClick={() =>
                onChange(
                  list.filter((_, other) => other !== index),
                  { label: named('Remove {title}', chosen) },
                )
              }
            />
          </header>
          <ChosenFields
            registry={registry}
            chosen={chosen}
            {...(namesOf !== undefined && { names: namesOf(index) })}
            onChange={(next) =>
              onChange(
                list.map((other, place) => (place === index ? next : other)),
                { label: named('Set {title}', chosen), typing: index },
              )
            }
          />
          {detailOf?.(index)}
        </section>
      ))}
      <AddChosen
        noun={noun}
        offered={offered}
        {...(nothingOffered !== undefined && { nothingOffered })}
        onAdd={(added) =>
          onChange([...list, { type: added.type, parameters: {} }], {
            label: { text: 'Add {title}', values: { title: { engine: added.title } } },
          })
        }
      />
    </>
  );
}

interface EntryButtonProps {
  readonly label: string;
  readonly Icon: typeof IconTrash;
  readonly disabled?: boolean;
  readonly onClick: () => void;
}

function EntryButton({ label, Icon, disabled = false, onClick }: EntryButtonProps) {
  return (
    <ActionIcon variant="subtle" size="sm" aria-label={label} disabled={disabled} onClick={onClick}>
      <Icon size={14} stroke={1.7} />
    </ActionIcon>
  );
}
