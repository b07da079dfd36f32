import { ActionIcon } from '@mantine/core';
import { IconArrowsDiagonal, IconArrowsDiagonalMinimize2 } from '@tabler/icons-react';
import {
  type DockviewApi,
  DockviewReact,
  type DockviewReadyEvent,
  type IDockviewHeaderActionsProps,
  type IDockviewPanelHeaderProps,
  type IDockviewPanelProps,
  type LiveRegionEvent,
} from 'dockview-react';
import 'dockview-react/dist/styles/dockview.css';
import { type ComponentType, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { t, type WindowText } from '../language/text.ts';
import { CanvasPanel } from '../canvas/canvas-panel.tsx';
import { CodePanel } from '../code/code-panel.tsx';
import { useDocument } from '../document/store.ts';
import { TextPanel } from '../generate/text-panel.tsx';
import { useWritesText } from '../generate/writes-text.ts';
import { HistoryPanel } from '../inspector/history-panel.tsx';
import { InspectorPanel } from '../inspector/inspector-panel.tsx';
import { OutlinePanel } from '../palette/outline-panel.tsx';
import { PalettePanel } from '../palette/palette-panel.tsx';
import { ProblemsPanel } from '../problems/problems-panel.tsx';
import { CurvesPanel } from '../train/curves-panel.tsx';
import { RunPanel } from '../train/run-panel.tsx';
import { RunsPanel } from '../train/runs-panel.tsx';
import { selectedRun, useRuns } from '../train/run-store.ts';
import { useRecurs } from '../train/recurs.ts';
import { ThroughTimePanel } from '../train/through-time-panel.tsx';
import { TrainDock } from '../train/train-dock.tsx';
import { ErrorBoundary } from '../controls/error-boundary.tsx';
import { setBuildDocks, setTrainDocks } from '../window/panel-access.ts';
import {
  defaultLayout,
  type DockedWorkspace,
  forgetLayouts,
  hideMainTabs,
  keepLayout,
  panelTitle,
  restoreLayout,
  showOptional,
} from './workspace-layout.ts';
import './docks.css';

const panels: Readonly<Record<string, { readonly what: WindowText; readonly Panel: ComponentType }>> = {
  canvas: { what: 'The canvas', Panel: CanvasPanel },
  layers: { what: 'The list of layers', Panel: PalettePanel },
  outline: { what: 'The outline', Panel: OutlinePanel },
  inspector: { what: 'The inspector', Panel: InspectorPanel },
  history: { what: 'The history', Panel: HistoryPanel },
  problems: { what: 'The list of problems', Panel: ProblemsPanel },
  code: { what: 'The code panel', Panel: CodePanel },
  train: { what: 'The training panel', Panel: TrainDock },
  curves: { what: 'The curves panel', Panel: CurvesPanel },
  throughTime: { what: 'The panel of gradients through time', Panel: ThroughTimePanel },
  text: { what: 'The panel of texts', Panel: TextPanel },
  runs: { what: 'The list of runs', Panel: RunsPanel },
  run: { what: 'The run panel', Panel: RunPanel },
};

const components = Object.fromEntries(
  Object.entries(panels).map(([id, { what, Panel }]) => [
    id,
    ({ api }: IDockviewPanelProps) =>
      useWasSeen(api) && (
        <ErrorBoundary what={t(what)}>
          <Panel />
        </ErrorBoundary>
      ),
  ]),
);

/** True from when the panel is first in front: the docks make panels behind others, too, the editor of the code among them. */
function useWasSeen(api: IDockviewPanelProps['api']): boolean {
  const [seen, setSeen] = useState(false);
  useLayoutEffect(() => {
    if (seen) return undefined;
    const see = () => api.isVisible && setSeen(true);
    see();
    const subscription = api.onDidVisibilityChange(see);
    return () => subscription.dispose();
  }, [api, seen]);
  return seen;
}

const dockTheme = { name: 'netloom', className: 'netloom-docks', gap: 1, dndPanelOverlay: 'group' } as const;

const shown = new Map<DockedWorkspace, DockviewApi>();

/** Puts all panels back where they were at first. */
export function resetLayouts(): void {
  forgetLayouts();
  for (const [workspace, api] of shown) defaultLayout(api, workspace);
}

export function BuildWorkspace() {
  return <Docks workspace="build" />;
}

export function TrainWorkspace() {
  const hasText = useWritesText();
  const recurs = useRecurs();
  return <Docks workspace="train" hasText={hasText} recurs={recurs} />;
}

interface DocksProps {
  readonly workspace: DockedWorkspace;
  readonly hasText?: boolean;
  readonly recurs?: boolean;
}

function Docks({ workspace, hasText = false, recurs = false }: DocksProps) {
  const [docks, setDocks] = useState<DockviewApi>();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const onReady = useCallback(
    ({ api }: DockviewReadyEvent) => {
      shown.set(workspace, api);
      restoreLayout(api, workspace);
      setDocks(api);
      if (workspace === 'build') setBuildDocks(api);
      else setTrainDocks(api, useDocument.getState().projectId);
      api.onDidLayoutChange(() => {
        clearTimeout(timer.current);
        timer.current = setTimeout(() => {
          hideMainTabs(api);
          keepLayout(api, workspace);
        }, 300);
      });
    },
    [workspace],
  );

  useEffect(() => {
    if (docks) showOptional(docks, 'throughTime', recurs);
  }, [docks, recurs]);

  useEffect(() => {
    if (docks) showOptional(docks, 'text', hasText);
  }, [docks, hasText]);

  useEffect(
    () => () => {
      clearTimeout(timer.current);
      shown.delete(workspace);
      if (workspace === 'build') setBuildDocks(undefined);
      else setTrainDocks(undefined, undefined);
    },
    [workspace],
  );

  return (
    <DockviewReact
      theme={dockTheme}
      components={components}
      defaultTabComponent={PanelTab}
      rightHeaderActionsComponent={GroupActions}
      onReady={onReady}
      getAnnouncement={saidOf}
      disableFloatingGroups
    />
  );
}

/** What is said to screen readers of the docks. Tabs say themselves what they open. */
function saidOf({ kind, panel }: LiveRegionEvent): string | null {
  const panelName = panelTitle(panel.id);
  if (kind === 'maximize') return t('{panel} fills the window', { panel: panelName });
  return kind === 'restore' ? t('{panel} is back to its size', { panel: panelName }) : null;
}

function PanelTab({ api }: IDockviewPanelHeaderProps) {
  if (api.id === 'run') return <RunTab api={api} />;
  if (api.id === 'problems') return <ProblemsTab api={api} />;
  return <PlainTab api={api} />;
}

function PlainTab({ api }: TabProps) {
  const title = panelTitle(api.id);
  useTitle(api, title);
  return <div className="netloom-tab">{title}</div>;
}

type TabProps = Pick<IDockviewPanelHeaderProps, 'api'>;

/** The tab's spoken name is the panel's title, so that says what is read on the tab, too. */
function useTitle(api: TabProps['api'], title: string): void {
  useEffect(() => {
    if (api.title !== title) api.setTitle(title);
  }, [api, title]);
}

function RunTab({ api }: TabProps) {
  const number = useRuns((state) => selectedRun(state)?.number);
  const title = number === undefined ? t('Training') : t('Run {number}', { number });
  useTitle(api, title);
  return <div className="netloom-tab">{title}</div>;
}

function ProblemsTab({ api }: TabProps) {
  const count = useDocument(({ analysis }) => analysis.diagnostics.filter(({ severity }) => severity !== 'info').length);
  useTitle(api, count === 0 ? t('Problems') : `${t('Problems')} ${count}`);
  return (
    <div className="netloom-tab">
      {t('Problems')} {count > 0 && <span className="netloom-tab-count">{count}</span>}
    </div>
  );
}

function GroupActions({ api, containerApi, panels: held }: IDockviewHeaderActionsProps) {
  const [maximized, setMaximized] = useState(() => api.isMaximized());
  useEffect(() => {
    const subscription = containerApi.onDidMaximizedGroupChange(() => setMaximized(api.isMaximized()));
    return () => subscription.dispose();
  }, [api, containerApi]);
  if (!held.some(({ id }) => id === 'code' || id === 'train')) return null;
  const label = maximized ? t('Back to its size') : t('Fill the window');
  const Icon = maximized ? IconArrowsDiagonalMinimize2 : IconArrowsDiagonal;
  return (
    <ActionIcon size={24} m={4} aria-label={label} title={label} onClick={() => (maximized ? api.exitMaximized() : api.maximize())}>
      <Icon size={14} stroke={1.7} />
    </ActionIcon>
  );
}
