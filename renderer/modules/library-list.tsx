import { ActionIcon, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { viewCentre } from '../canvas/view.ts';
import { executeEdit } from '../document/execute.ts';
import { freePlace } from '../document/placement.ts';
import { useDocument } from '../document/store.ts';
import { t } from '../language/text.ts';
import { forgetModule, renameKept, useLibrary, type KeptModule } from '../document/library.ts';
import classes from './modules.module.css';

/** The modules that this person keeps for every project: put on the canvas, called something else, taken out. */
export function LibraryList() {
  const kept = useLibrary((state) => state.kept);
  if (kept.length === 0) return null;
  return (
    <section className={classes.section} aria-label={t('My module library')}>
      <h3>{t('My module library')}</h3>
      {kept.map((entry) => (
        <Kept key={entry.modules[0]?.name} entry={entry} />
      ))}
    </section>
  );
}

function Kept({ entry: { modules } }: { readonly entry: KeptModule }) {
  const [draft, setDraft] = useState<string>();
  const [refusal, setRefusal] = useState<string>();
  const [module] = modules;
  if (module === undefined) return null;
  const type = (text: string | undefined) => {
    setDraft(text);
    setRefusal(undefined);
  };
  /** A name that can't be taken stays to be mended; Escape gives the former one back. */
  const finish = () => {
    const refused = draft === undefined ? undefined : renameKept(module.name, draft);
    setRefusal(refused);
    if (refused === undefined) setDraft(undefined);
  };
  return (
    <div className={classes.port}>
      <TextInput
        size="xs"
        className={classes.portName}
        aria-label={t('Name of {module} in the library', { module: module.name })}
        value={draft ?? module.name}
        maxLength={256}
        error={refusal}
        onChange={({ currentTarget }) => type(currentTarget.value)}
        onBlur={finish}
        onKeyDown={({ key }) => {
          if (key === 'Enter') finish();
          if (key === 'Escape') type(undefined);
        }}
      />
      <ActionIcon
        variant="subtle"
        size="sm"
        aria-label={t('Put {module} on the canvas', { module: module.name })}
        onClick={() => insert(modules)}
      >
        <IconPlus size={14} stroke={1.7} />
      </ActionIcon>
      <ActionIcon
        variant="subtle"
        size="sm"
        aria-label={t('Take {module} out of the library', { module: module.name })}
        onClick={() => forgetModule(module.name)}
      >
        <IconTrash size={14} stroke={1.7} />
      </ActionIcon>
    </div>
  );
}

function insert(modules: KeptModule['modules']): void {
  const position = freePlace(useDocument.getState().project, viewCentre().position);
  executeEdit({ type: 'add-layer', layer: 'Module', parameters: { module: modules[0]?.id }, position, modules });
}
