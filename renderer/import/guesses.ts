import type { ColumnUse } from '../../engine/conversion/definition.ts';
import type { ImportPreview } from '../../engine/conversion/import-preview.ts';
import type { ColumnGuess, ColumnKind } from '../../engine/importers/columns.ts';
import type { Chosen } from './import-store.ts';

const usual: Readonly<Record<ColumnKind, ColumnUse>> = {
  number: 'number',
  category: 'category',
  boolean: 'category',
  date: 'drop',
  text: 'drop',
  identifier: 'drop',
  list: 'drop',
  bytes: 'drop',
  empty: 'drop',
};

/** What each column is taken for: as it was chosen, else as it is guessed. */
export function usesOf(preview: ImportPreview, columns: readonly ColumnGuess[], chosen: Chosen): Readonly<Record<string, ColumnUse>> {
  return Object.fromEntries(
    columns.map(({ name, kind }) => [name, chosen.columns?.[name] ?? preview.uses?.[name] ?? usual[kind]] as const),
  );
}

/** What is predicted, as it was chosen, else as it is guessed. */
export function targetOf(preview: ImportPreview, chosen: Chosen): string | undefined {
  return chosen.target ?? preview.target ?? preview.info?.fields.find(({ role }) => role === 'target')?.label;
}

/** Columns or tensors that may be predicted, the present target among them. */
export function targetsOf(preview: ImportPreview, chosen: Chosen): readonly string[] {
  const targets = preview.targets ?? preview.columns?.map(({ name }) => name) ?? [];
  const target = targetOf(preview, chosen);
  return target === undefined || targets.includes(target) ? targets : [...targets, target];
}

/** Names of the classes in the source, though some have other names by now. */
export function sourceClasses(classes: readonly string[], renamed: Readonly<Record<string, string>>): readonly string[] {
  const formerly = (name: string) => Object.keys(renamed).filter((source) => renamed[source] === name);
  const sources = classes.flatMap((name) => {
    const known = formerly(name);
    return known.length > 0 ? known : [name];
  });
  return [...new Set(sources)];
}
