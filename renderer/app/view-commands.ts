import { IconChartLine, IconLayoutDashboard, IconReportAnalytics, IconSitemap } from '@tabler/icons-react';
import type { Command } from '../commands/registry.ts';
import type { WindowText } from '../language/text.ts';
import { type PanelId, revealPanel } from '../window/panel-access.ts';
import { showWorkspace } from '../window/route.ts';
import { inProject } from './in-project.ts';
import { resetLayouts } from './workspaces.tsx';

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

/** Workspaces and panels. */
export const viewCommands: readonly Command[] = [
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
  ...panelCommands,
];
