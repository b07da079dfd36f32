import { spotlight } from '@mantine/spotlight';
import {
  IconChartLine,
  IconCopy,
  IconCpu,
  IconDatabase,
  IconDatabaseImport,
  IconDownload,
  IconFolderOpen,
  IconHome,
  IconKeyboard,
  IconKeyframes,
  IconLanguage,
  IconLayoutDashboard,
  IconPackageExport,
  IconPencil,
  IconPlayerPause,
  IconPlayerPlay,
  IconPlayerStop,
  IconPlus,
  IconReportAnalytics,
  IconSearch,
  IconSettings,
  IconSitemap,
  IconSpacingVertical,
  IconWriting,
  IconX,
} from '@tabler/icons-react';
import { useEffect } from 'react';
import type { DatasetInfo } from '../../engine/data/dataset.ts';
import { registerCommands, type Command } from '../commands/registry.ts';
import { useDocument } from '../document/store.ts';
import { writeText } from '../generate/text-store.ts';
import { writingRun } from '../generate/writes-text.ts';
import { isBusy, openImport } from '../import/import-store.ts';
import { datasetTitle } from '../language/dataset-title.ts';
import { LANGUAGES, useLanguage } from '../language/languages.ts';
import { speak, t, type WindowText } from '../language/text.ts';
import { control, togglePause, train } from '../train/run-actions.ts';
import { activeRun, useRuns } from '../train/run-store.ts';
import { appearances, densities, motions } from '../window/choices.ts';
import { dataCommands } from './data-commands.ts';
import { openDialog } from '../window/dialogs.ts';
import { chooseProjectFile, createProject, downloadProject, duplicateProject, openInWindow } from '../host/files.ts';
import { attempt } from '../window/failures.ts';
import { useHost } from '../host/host.ts';
import { revealPanel, type PanelId } from '../window/panel-access.ts';
import { showBegunRun } from '../train/show-begun-run.ts';
import { currentRoute, navigate, showWorkspace } from '../window/route.ts';
import { useSettings } from '../window/settings.ts';
import { resetLayouts } from './workspaces.tsx';

const inProject = () => currentRoute().page === 'project' && useDocument.getState().projectId !== undefined;
const running = () => activeRun(useRuns.getState());

const panelLabels: Readonly<Record<PanelId, WindowText>> = {
  layers: 'Show panel: Layers',
  outline: 'Show panel: Outline',
  canvas: 'Show panel: Canvas',
  inspector: 'Show panel: Inspector',
  history: 'Show panel: History',
  train: 'Show panel: Train',
  problems: 'Show panel: Problems',
  code: 'Show panel: Code',
};

const panelCommands: readonly Command[] = Object.entries(panelLabels).map(([id, label]) => ({
  id: `view.panel.${id}`,
  label,
  group: 'view',
  when: inProject,
  run: () => revealPanel(id as PanelId),
}));

const commands: readonly Command[] = [
  { id: 'project.home', label: 'Home', group: 'project', icon: IconHome, run: () => navigate({ page: 'home' }) },
  {
    id: 'project.datasets',
    label: 'Datasets',
    group: 'project',
    icon: IconDatabase,
    keywords: ['data'],
    run: () => navigate({ page: 'datasets' }),
  },
  { id: 'project.new', label: 'New empty project', group: 'project', icon: IconPlus, run: async () => void (await createProject()) },
  {
    id: 'project.open-file',
    label: 'Open project file…',
    group: 'project',
    icon: IconFolderOpen,
    shortcut: 'mod+O',
    inFields: true,
    run: chooseProjectFile,
  },
  {
    id: 'project.import-data',
    label: 'Import data…',
    group: 'project',
    icon: IconDatabaseImport,
    keywords: ['dataset', 'own', 'csv', 'parquet', 'json', 'pictures', 'folder', 'upload', 'drop'],
    when: () => !isBusy(),
    run: () => openImport(),
  },
  {
    id: 'project.rename',
    label: 'Rename the project…',
    group: 'project',
    icon: IconPencil,
    when: inProject,
    run: () => openDialog('rename'),
  },
  {
    id: 'project.duplicate',
    label: 'Duplicate the project',
    group: 'project',
    icon: IconCopy,
    keywords: ['copy'],
    when: inProject,
    run: async () => {
      const copy = await duplicateProject(useDocument.getState().whole);
      if (copy) openInWindow(copy.info.id);
    },
  },
  {
    id: 'project.download',
    label: 'Download project file',
    group: 'project',
    icon: IconDownload,
    shortcut: 'mod+S',
    inFields: true,
    keywords: ['save', 'netloom'],
    when: inProject,
    run: () => downloadProject(useDocument.getState().whole),
  },
  {
    id: 'project.export',
    label: 'Export ONNX…',
    group: 'project',
    icon: IconPackageExport,
    shortcut: 'mod+E',
    inFields: true,
    keywords: ['onnx', 'parity', 'download', 'model'],
    when: inProject,
    run: () => openDialog('export'),
  },
  {
    id: 'project.close',
    label: 'Close the project',
    group: 'project',
    icon: IconX,
    when: inProject,
    run: () => navigate({ page: 'home' }),
  },
  {
    id: 'run.train',
    label: 'Train',
    group: 'run',
    icon: IconPlayerPlay,
    shortcut: 'mod+Enter',
    inFields: true,
    keywords: ['start', 'fit', 'learn'],
    when: () => inProject() && running() === undefined,
    run: async () => {
      if (await train()) showBegunRun();
    },
  },
  {
    id: 'run.pause',
    label: 'Pause or resume training',
    group: 'run',
    icon: IconPlayerPause,
    shortcut: 'mod+P',
    inFields: true,
    when: () => ['running', 'paused'].includes(running()?.state ?? ''),
    run: togglePause,
  },
  {
    id: 'run.stop',
    label: 'Stop training',
    group: 'run',
    icon: IconPlayerStop,
    when: () => running() !== undefined,
    run: async () => {
      const run = running();
      if (run) await control(run, { type: 'stop' });
    },
  },
  {
    id: 'run.write',
    label: 'Write a text',
    group: 'run',
    icon: IconWriting,
    keywords: ['generate', 'sample', 'language model', 'prompt', 'continue'],
    when: () => writingRun() !== undefined,
    run: async () => {
      const run = writingRun();
      showWorkspace('train');
      if (run) await writeText(run);
    },
  },
  {
    id: 'view.build',
    label: 'Workspace: Build',
    group: 'view',
    icon: IconSitemap,
    shortcut: 'Alt+1',
    inFields: true,
    when: inProject,
    run: () => showWorkspace('build'),
  },
  {
    id: 'view.train',
    label: 'Workspace: Train',
    group: 'view',
    icon: IconChartLine,
    shortcut: 'Alt+2',
    inFields: true,
    when: inProject,
    run: () => showWorkspace('train'),
  },
  {
    id: 'view.evaluate',
    label: 'Workspace: Evaluate',
    group: 'view',
    icon: IconReportAnalytics,
    shortcut: 'Alt+3',
    inFields: true,
    keywords: ['confusion', 'matrix', 'roc', 'test', 'metrics', 'mistakes'],
    when: inProject,
    run: () => showWorkspace('evaluate'),
  },
  { id: 'view.reset-layout', label: 'Reset panel layout', group: 'view', icon: IconLayoutDashboard, when: inProject, run: resetLayouts },
  {
    id: 'help.settings',
    label: 'Settings…',
    group: 'help',
    icon: IconSettings,
    shortcut: 'mod+,',
    inFields: true,
    keywords: ['preferences', 'options', 'language', 'theme', 'density', 'threads'],
    run: () => openDialog('settings'),
  },
  {
    id: 'help.commands',
    label: 'Search commands',
    group: 'help',
    icon: IconSearch,
    shortcut: 'mod+K',
    inFields: true,
    run: () => spotlight.open(),
  },
  {
    id: 'help.shortcuts',
    label: 'Keyboard shortcuts',
    group: 'help',
    icon: IconKeyboard,
    shortcut: '?',
    run: () => openDialog('shortcuts'),
  },
  ...panelCommands,
];

const settingCommands: readonly Command[] = [
  ...LANGUAGES.map(
    ({ id, name }): Command => ({
      id: `view.language.${id}`,
      label: { text: 'Language: {name}', values: { name } },
      group: 'view',
      icon: IconLanguage,
      keywords: ['language', 'translation', '语言', 'chinese', 'english'],
      checked: () => useLanguage.getState().language === id,
      run: () => void attempt(t('The language could not be loaded'), () => speak(id)),
    }),
  ),
  ...appearances.map(
    ({ value, command, Icon }): Command => ({
      id: `view.appearance.${value}`,
      label: command,
      group: 'view',
      icon: Icon,
      keywords: ['theme', 'colour', 'color', 'mode', 'contrast'],
      checked: () => useSettings.getState().appearance === value,
      run: () => void useSettings.setState({ appearance: value }),
    }),
  ),
  ...densities.map(
    ({ value, command }): Command => ({
      id: `view.density.${value}`,
      label: command,
      group: 'view',
      icon: IconSpacingVertical,
      keywords: ['spacing', 'size', 'tight'],
      checked: () => useSettings.getState().density === value,
      run: () => void useSettings.setState({ density: value }),
    }),
  ),
  ...motions.map(
    ({ value, command }): Command => ({
      id: `view.motion.${value}`,
      label: command,
      group: 'view',
      icon: IconKeyframes,
      keywords: ['animation'],
      checked: () => useSettings.getState().motion === value,
      run: () => void useSettings.setState({ motion: value }),
    }),
  ),
];

function threadCommands(most: number): readonly Command[] {
  return Array.from({ length: most }, (_, index) => {
    const count = index + 1;
    return {
      id: `run.threads.${count}`,
      label: { text: 'Train on {count, plural, one {# thread} other {# threads}}', values: { count } },
      group: 'run',
      icon: IconCpu,
      keywords: ['cpu', 'cores'],
      checked: () => Math.min(useSettings.getState().threads ?? most, most) === count,
      run: () => void useSettings.setState({ threads: count }),
    };
  });
}

function datasetCommands(datasets: readonly DatasetInfo[]): readonly Command[] {
  return datasets.map((dataset) => ({
    id: `dataset.${dataset.id}`,
    label: { text: 'Browse dataset: {title}', values: { title: datasetTitle(dataset) } },
    group: 'project',
    icon: IconDatabase,
    keywords: [dataset.id, dataset.title, 'data', 'samples', 'statistics', dataset.preview, dataset.task],
    run: () => navigate({ page: 'dataset', id: dataset.id }),
  }));
}

/** Puts what the window itself can do into the command table. */
export function useAppCommands(): void {
  const threads = useHost((state) => state.info?.threads ?? 0);
  const datasets = useHost((state) => state.datasets);
  useEffect(() => registerCommands([...commands, ...settingCommands, ...dataCommands]), []);
  useEffect(() => registerCommands(datasetCommands(datasets)), [datasets]);
  useEffect(() => registerCommands(threadCommands(threads)), [threads]);
}
