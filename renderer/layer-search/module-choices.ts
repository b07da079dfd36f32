import { useMemo } from 'react';
import type { LayerDefinition } from '../../engine/layers/definition.ts';
import { scanPortsOf } from '../../engine/modules/instance-layer.ts';
import { ModuleInput, ModuleOutput } from '../../engine/modules/port-layers.ts';
import type { Project, ProjectModule } from '../../engine/project/schema.ts';
import { freeModuleId, freeModuleName, portsText } from '../document/module-edits.ts';
import { layerIn } from '../document/node-layer.ts';
import { useDocument } from '../document/store.ts';
import { t } from '../language/text.ts';
import { useLibrary, type KeptModule } from '../document/library.ts';
import { ownCell } from './own-cell.ts';
import { choicesOf, layerChoices, type LayerChoice } from './layer-choice.ts';

/** Every layer, the project's modules and those that this person keeps; in an open module its ports, too. */
export function useChoices(): readonly LayerChoice[] {
  const modules = useDocument((state) => state.whole.modules);
  const isOpen = useDocument((state) => state.level.length > 0);
  const kept = useLibrary((state) => state.kept);
  return useMemo(() => choicesWith({ modules }, kept, isOpen), [modules, kept, isOpen]);
}

/** As `useChoices`, for what isn't drawn. */
export function currentChoices(): readonly LayerChoice[] {
  const { whole, level } = useDocument.getState();
  return choicesWith(whole, useLibrary.getState().kept, level.length > 0);
}

function choicesWith(project: Pick<Project, 'modules'>, kept: readonly KeptModule[], isOpen: boolean): readonly LayerChoice[] {
  const own = project.modules ?? [];
  const texts = new Set(own.map((module) => JSON.stringify(module)));
  const others = kept.filter(({ modules: [first] }) => first !== undefined && !texts.has(JSON.stringify(first)));
  const made = [
    ...ownCellChoice(project),
    ...(isOpen ? [ModuleInput, ModuleOutput].flatMap(choicesOf) : []),
    ...own.flatMap((module) => moduleChoices(project, module)),
    ...others.flatMap(({ modules }) =>
      moduleChoices({ modules: [...modules] }, modules[0]).map((choice) => ({
        ...choice,
        id: `library:${choice.id}`,
        summary: t('of your library, {ports}', { ports: choice.summary }),
        modules,
      })),
    ),
  ];
  return [...layerChoices, ...made];
}

/** A new module to begin a recurrent layer of one's own with, and its scan. */
function ownCellChoice(project: Pick<Project, 'modules'>): readonly LayerChoice[] {
  const module = ownCell(freeModuleId(project, 'cell'), freeModuleName(project, 'Cell'));
  const parameters = { module: module.id };
  const layer = layerIn({ modules: [module] }, { type: 'Scan', parameters });
  if (layer === undefined) return [];
  const choice = {
    id: 'OwnCell',
    name: 'OwnCell',
    title: t('A cell of your own'),
    summary: t('a recurrent layer whose step you draw yourself'),
    synonyms: ['scan', 'rnn', 'recurrent', 'cell', 'unroll', 'own cell', 'custom', '循环'],
    layer,
    parameters,
    modules: [module],
  };
  return [choice];
}

/** A module in place, and scanned where it hands a state on. */
function moduleChoices(project: Pick<Project, 'modules'>, module: ProjectModule): readonly LayerChoice[] {
  const parameters = { module: module.id };
  const choice = (type: 'Module' | 'Scan', name: string, summary: string): LayerChoice[] => {
    const layer: LayerDefinition | undefined = layerIn(project, { type, parameters });
    if (layer === undefined) return [];
    return [{ id: `${type}:${module.id}`, name, title: name, summary, synonyms: ['module', type], layer, parameters }];
  };
  const isCell = scanPortsOf(module).states.length > 0;
  return [
    ...choice('Module', module.name, portsText(module)),
    ...(isCell ? choice('Scan', `Scan ${module.name}`, t('step by step over a sequence')) : []),
  ];
}
