import '@mantine/spotlight/styles.css';
import { Kbd } from '@mantine/core';
import { Spotlight } from '@mantine/spotlight';
import { IconAdjustments, IconCommand, IconFocusCentered, IconSearch } from '@tabler/icons-react';
import { useMemo, useState, type ReactNode } from 'react';
import { layerIn } from '../document/node-layer.ts';
import { shapeText } from '../canvas/shape-label.ts';
import { showNodes } from '../canvas/view.ts';
import { nodeName } from '../document/document.ts';
import { useDocument } from '../document/store.ts';
import { LayerGlyph } from '../icons/layer-glyph.tsx';
import { engineText, t, type WindowText } from '../language/text.ts';
import { addFromPalette } from '../palette/add-from-palette.ts';
import { nameOfChoice } from '../layer-search/layer-choice.ts';
import { currentChoices } from '../layer-search/module-choices.ts';
import { searchLayers } from '../layer-search/layer-search.ts';
import { KindMarks } from '../layer-search/kind-marks.tsx';
import classes from './command-palette.module.css';
import { HighlightedText } from '../controls/highlighted-text.tsx';
import { noteChosen, offeredCommands, recentOf, useRecentCommands } from './offered-commands.ts';
import { matchQuery, parseQuery, type PaletteScope } from './palette-query.ts';
import { shortcutsOf, useCommands, type Command } from '../commands/registry.ts';
import { shortcutKeys } from '../commands/shortcut.ts';
import type { TrainingChoice } from '../setting-search/training-choice.ts';
import { searchTraining } from '../setting-search/training-choices.ts';

const LIMIT = 8;

const scopeTexts: Readonly<Record<PaletteScope, WindowText>> = {
  all: 'everything',
  commands: 'commands',
  layers: 'layers',
  nodes: 'nodes',
  training: 'training settings',
};

const prefixes = [
  ['>', 'commands'],
  ['+', 'layers'],
  ['@', 'nodes'],
  ['=', 'training'],
] as const;

interface Section {
  readonly title: WindowText;
  readonly entries: readonly Entry[];
}

interface Entry {
  readonly id: string;
  readonly label: string;
  readonly hint: string;
  readonly icon: ReactNode;
  readonly end: ReactNode;
  readonly run: () => void;
}

/** Ctrl+K: nodes of this canvas, layers to add, what belongs to training, and commands, narrowed by `@`, `+`, `=` and `>`. */
export function CommandPalette() {
  const [query, setQuery] = useState('');
  const { scope } = parseQuery(query);
  return (
    <Spotlight.Root
      query={query}
      onQueryChange={setQuery}
      shortcut={null}
      maxHeight={380}
      scrollable
      size={600}
      radius="lg"
      centered={false}
      yOffset={52}
      transitionProps={{ duration: 120 }}
      overlayProps={{ backgroundOpacity: 0.2, blur: 0 }}
      attributes={{ content: { 'aria-label': t('Command palette') } }}
    >
      <Spotlight.Search
        className={classes.search}
        placeholder={t('Search layers, nodes, training and commands')}
        aria-label={t('Search layers, nodes, training and commands')}
        leftSectionWidth={44}
        leftSection={<IconSearch size={16} stroke={1.7} />}
        rightSection={<span className={classes.scope}>{t(scopeTexts[scope])}</span>}
        rightSectionWidth={90}
      />
      <Results query={query} />
      <div className={classes.foot}>
        <span>
          <Kbd>↑</Kbd> <Kbd>↓</Kbd> {t('choose')}
        </span>
        <span>
          <Kbd>↵</Kbd> {t('run')}
        </span>
        <span className={classes.prefixes}>
          {prefixes.map(([prefix, scope]) => (
            <span key={scope}>
              <b>{prefix}</b> {t(scopeTexts[scope])}
            </span>
          ))}
        </span>
      </div>
    </Spotlight.Root>
  );
}

/** Mounted while the palette is open, so that edits of the project cost nothing while it is closed. */
function Results({ query }: { readonly query: string }) {
  const { scope, text } = parseQuery(query);
  const inProject = useDocument((state) => state.projectId !== undefined);
  const nodes = useNodeEntries(text);
  const added = useLayerEntries(text, inProject);
  const training = useMemo(() => (inProject ? searchTraining(text).map(trainingEntry) : []), [text, inProject]);
  const { recent, commands } = useCommandEntries(text, scope === 'all' && text === '');
  const limit = scope === 'all' ? LIMIT : 60;
  const all: readonly (Section & { readonly scope: string })[] = [
    { scope: 'recent', title: 'Chosen last', entries: recent },
    { scope: 'nodes', title: 'On this canvas', entries: nodes.slice(0, limit) },
    { scope: 'layers', title: 'Add a layer', entries: text === '' && scope === 'all' ? [] : added.slice(0, limit) },
    { scope: 'training', title: 'Training', entries: training.slice(0, limit) },
    { scope: 'commands', title: 'Commands', entries: commands.slice(0, scope === 'all' && text === '' ? 30 : limit) },
  ];
  const sections = all.filter((section) => section.entries.length > 0 && (scope === 'all' || scope === section.scope));
  return (
    <Spotlight.ActionsList className={classes.list}>
      {sections.map((section) => (
        <Spotlight.ActionsGroup key={section.scope} label={t(section.title)}>
          {section.entries.map((entry) => (
            <Spotlight.Action key={entry.id} className={classes.action} onClick={entry.run}>
              <span className={classes.icon}>{entry.icon}</span>
              <span className={classes.label}>
                <HighlightedText text={entry.label} query={text} />
              </span>
              <span className={classes.hint}>{entry.hint}</span>
              <span className={classes.end}>{entry.end}</span>
            </Spotlight.Action>
          ))}
        </Spotlight.ActionsGroup>
      ))}
      {sections.length === 0 && <Spotlight.Empty>{t('Nothing is called “{text}”.', { text })}</Spotlight.Empty>}
    </Spotlight.ActionsList>
  );
}

function useNodeEntries(text: string): readonly Entry[] {
  const project = useDocument((state) => state.project);
  const analysis = useDocument((state) => state.analysis);
  return useMemo(() => {
    const found = text === '' ? project.nodes : project.nodes.filter((node) => matchQuery(text, nodeName(node), node.type, node.id) > 0);
    return found.map((node) => {
      const output = analysis.layers.get(node.id)?.outputs[0];
      return {
        id: `node:${node.id}`,
        label: nodeName(node),
        hint: `${node.type}${output === undefined ? '' : ` · ${shapeText(output)}`}`,
        icon: <LayerGlyph type={node.type} category={layerIn(project, node)?.category} />,
        end: (
          <span className={classes.goTo}>
            {t('go to')} <IconFocusCentered size={14} stroke={1.7} aria-hidden />
          </span>
        ),
        run: () => {
          useDocument.getState().select({ nodes: [node.id] });
          showNodes([node.id]);
        },
      };
    });
  }, [text, project, analysis]);
}

function useLayerEntries(text: string, inProject: boolean): readonly Entry[] {
  return useMemo(
    () =>
      (inProject ? searchLayers(currentChoices(), text) : []).map((choice) => ({
        id: `layer:${choice.id}`,
        label: nameOfChoice(choice),
        hint: engineText(choice.summary),
        icon: <LayerGlyph type={choice.layer.type} use={choice.id} category={choice.layer.category} />,
        end: <KindMarks layer={choice.layer} dash={classes.dash} />,
        run: () => addFromPalette(choice),
      })),
    [text, inProject],
  );
}

function trainingEntry({ id, kind, say, choose }: TrainingChoice): Entry {
  return { id, label: say(), hint: t(kind), icon: <IconAdjustments size={16} stroke={1.7} />, end: null, run: choose };
}

/** What can be done changes with every edit, so this is looked up anew each time. */
function useCommandEntries(text: string, withRecent: boolean): { readonly recent: readonly Entry[]; readonly commands: readonly Entry[] } {
  const commands = useCommands();
  const ids = useRecentCommands((state) => state.ids);
  useDocument();
  const offered = offeredCommands([...commands.values()], text);
  const recent = withRecent ? recentOf(offered, ids) : [];
  return { recent: recent.map(commandEntry), commands: offered.filter((command) => !recent.includes(command)).map(commandEntry) };
}

function commandEntry(command: Command): Entry {
  const Icon = command.icon ?? IconCommand;
  const [shortcut] = shortcutsOf(command);
  return {
    id: `command:${command.id}`,
    label: t(command.label),
    hint: '',
    icon: <Icon size={16} stroke={1.7} />,
    end: shortcut === undefined ? null : shortcutKeys(shortcut).map((key) => <Kbd key={key}>{key}</Kbd>),
    run: () => {
      noteChosen(command.id);
      void command.run();
    },
  };
}
