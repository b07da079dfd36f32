import { ActionIcon, Button, Kbd, Menu, Tooltip, UnstyledButton } from '@mantine/core';
import { spotlight } from '@mantine/spotlight';
import {
  IconAlertTriangle,
  IconArrowBackUp,
  IconArrowForwardUp,
  IconChartLine,
  IconCheck,
  IconCpu,
  IconDeviceFloppy,
  IconDownload,
  IconReportAnalytics,
  IconSearch,
  IconSitemap,
} from '@tabler/icons-react';
import { useDocument } from '../document/store.ts';
import { openDialog } from './dialogs.ts';
import { useHost } from './host.ts';
import { Logo } from './logo.tsx';
import { MainMenu, ProjectMenu } from './project-menu.tsx';
import { navigate, showWorkspace, type Workspace } from './route.ts';
import { RunButton } from './run-button.tsx';
import { useSettings } from './settings.ts';
import styles from './top-bar.module.css';

/** Above every workspace of a project. */
export function TopBar({ workspace }: { readonly workspace: Workspace }) {
  return (
    <header className={styles.bar}>
      <div className={styles.side}>
        <Tooltip label="Home">
          <UnstyledButton className={styles.logo} aria-label="Home" onClick={() => navigate({ page: 'home' })}>
            <Logo />
          </UnstyledButton>
        </Tooltip>
        <MainMenu />
        <ProjectMenu />
        <SaveState />
        <UndoRedo />
      </div>
      <WorkspaceSwitch workspace={workspace} />
      <div className={`${styles.side} ${styles.right}`}>
        <SearchButton />
        <ThreadMenu />
        <Button variant="default" leftSection={<IconDownload size={14} stroke={1.7} />} onClick={() => openDialog('export')}>
          Export
        </Button>
        <RunButton />
      </div>
    </header>
  );
}

function SaveState() {
  const state = useDocument(({ saveState }) => saveState);
  const error = useDocument(({ saveError }) => saveError);
  if (state === 'failed') {
    return (
      <Tooltip label={`${error ?? 'The project could not be written.'} Your edits are kept in this window. Click to try again.`}>
        <UnstyledButton className={styles.save} data-failed role="status" onClick={() => void useDocument.getState().flush()}>
          <IconAlertTriangle size={14} stroke={1.7} aria-hidden />
          Not saved
        </UnstyledButton>
      </Tooltip>
    );
  }
  return (
    <span className={styles.save} role="status">
      <IconDeviceFloppy size={14} stroke={1.7} aria-hidden />
      {state === 'saved' ? 'Saved' : 'Saving…'}
    </span>
  );
}

function UndoRedo() {
  const canUndo = useDocument((state) => state.canUndo);
  const canRedo = useDocument((state) => state.canRedo);
  const undone = useDocument(({ history }) => history.steps[history.position - 1]?.label);
  const redone = useDocument(({ history }) => history.steps[history.position]?.label);
  return (
    <div className={styles.pair}>
      <Tooltip label={undone ? `Undo: ${undone}` : 'Nothing to undo'}>
        <ActionIcon aria-label="Undo" disabled={!canUndo} onClick={() => useDocument.getState().undo()}>
          <IconArrowBackUp size={16} stroke={1.7} />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={redone ? `Redo: ${redone}` : 'Nothing to redo'}>
        <ActionIcon aria-label="Redo" disabled={!canRedo} onClick={() => useDocument.getState().redo()}>
          <IconArrowForwardUp size={16} stroke={1.7} />
        </ActionIcon>
      </Tooltip>
    </div>
  );
}

const workspaces = [
  { value: 'build', label: 'Build', Icon: IconSitemap },
  { value: 'train', label: 'Train', Icon: IconChartLine },
  { value: 'evaluate', label: 'Evaluate', Icon: IconReportAnalytics },
] as const;

function WorkspaceSwitch({ workspace }: { readonly workspace: Workspace }) {
  return (
    <nav className={styles.switch} aria-label="Workspaces">
      {workspaces.map(({ value, label, Icon }) => (
        <UnstyledButton
          key={value}
          className={styles.workspace}
          aria-label={`${label} workspace`}
          aria-current={value === workspace ? 'page' : undefined}
          onClick={() => showWorkspace(value)}
        >
          <Icon size={15} stroke={1.7} aria-hidden />
          {label}
        </UnstyledButton>
      ))}
    </nav>
  );
}

function SearchButton() {
  return (
    <UnstyledButton className={styles.search} onClick={() => spotlight.open()}>
      <IconSearch size={14} stroke={1.7} aria-hidden />
      <span>Search</span>
      <Kbd>Ctrl K</Kbd>
    </UnstyledButton>
  );
}

function ThreadMenu() {
  const info = useHost((state) => state.info);
  const chosen = useSettings(({ threads }) => threads);
  if (!info) return null;
  const most = info.threads;
  const threads = Math.min(chosen ?? most, most);
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button
          className={styles.threads}
          variant="subtle"
          color="gray"
          px={8}
          leftSection={<IconCpu size={15} stroke={1.7} />}
          aria-label={`CPU ×${threads}: trains on ${threads} ${threads === 1 ? 'thread' : 'threads'}`}
        >
          CPU ×{threads}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{info.cpu}</Menu.Label>
        {Array.from({ length: most }, (_, i) => most - i).map((count) => (
          <Menu.Item
            key={count}
            onClick={() => useSettings.setState({ threads: count })}
            rightSection={count === threads ? <IconCheck size={14} aria-hidden /> : null}
          >
            {count} {count === 1 ? 'thread' : 'threads'}
          </Menu.Item>
        ))}
        <Menu.Label>Counts for runs that are started from now on.</Menu.Label>
      </Menu.Dropdown>
    </Menu>
  );
}
