import { ActionIcon, Button, Menu, Tooltip, UnstyledButton } from '@mantine/core';
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
import { CommandKeys } from '../commands/command-keys.tsx';
import { runCommand } from '../commands/registry.ts';
import { useDocument } from '../document/store.ts';
import { engineText, t } from '../language/text.ts';
import { openDialog } from '../window/dialogs.ts';
import { useHost } from '../host/host.ts';
import { Logo } from '../controls/logo.tsx';
import { MainMenu, ProjectMenu } from './project-menu.tsx';
import { navigate, showWorkspace, type Workspace } from '../window/route.ts';
import { RunButton } from './run-button.tsx';
import { useSettings } from '../window/settings.ts';
import styles from './top-bar.module.css';

/** Above every workspace of a project. */
export function TopBar({ workspace }: { readonly workspace: Workspace }) {
  return (
    <header className={styles.bar} data-region>
      <div className={styles.side}>
        <Tooltip label={t('Home')}>
          <UnstyledButton className={styles.logo} aria-label={t('Home')} onClick={() => navigate({ page: 'home' })}>
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
          {t('Export')}
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
      <Tooltip
        label={t('{reason} Your edits are kept in this window. Click to try again.', {
          reason: error === undefined ? t('The project could not be written.') : engineText(error),
        })}
      >
        <span role="status">
          <UnstyledButton className={styles.save} data-failed onClick={() => void useDocument.getState().flush()}>
            <IconAlertTriangle size={14} stroke={1.7} aria-hidden />
            {t('Not saved')}
          </UnstyledButton>
        </span>
      </Tooltip>
    );
  }
  return (
    <span className={styles.save} role="status">
      <IconDeviceFloppy size={14} stroke={1.7} aria-hidden />
      {state === 'saved' ? t('Saved') : t('Saving…')}
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
      <Tooltip label={undone ? t('Undo: {step}', { step: t(undone) }) : t('Nothing to undo')}>
        <ActionIcon aria-label={t('Undo')} disabled={!canUndo} onClick={() => runCommand('edit.undo')}>
          <IconArrowBackUp size={16} stroke={1.7} />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={redone ? t('Redo: {step}', { step: t(redone) }) : t('Nothing to redo')}>
        <ActionIcon aria-label={t('Redo')} disabled={!canRedo} onClick={() => runCommand('edit.redo')}>
          <IconArrowForwardUp size={16} stroke={1.7} />
        </ActionIcon>
      </Tooltip>
    </div>
  );
}

const workspaces = [
  { value: 'build', label: 'Build', spoken: 'Build workspace', Icon: IconSitemap },
  { value: 'train', label: 'Train', spoken: 'Train workspace', Icon: IconChartLine },
  { value: 'evaluate', label: 'Evaluate', spoken: 'Evaluate workspace', Icon: IconReportAnalytics },
] as const;

function WorkspaceSwitch({ workspace }: { readonly workspace: Workspace }) {
  return (
    <nav className={styles.switch} aria-label={t('Workspaces')}>
      {workspaces.map(({ value, label, spoken, Icon }) => (
        <UnstyledButton
          key={value}
          className={styles.workspace}
          aria-label={t(spoken)}
          aria-current={value === workspace ? 'page' : undefined}
          onClick={() => showWorkspace(value)}
        >
          <Icon size={15} stroke={1.7} aria-hidden />
          {t(label)}
        </UnstyledButton>
      ))}
    </nav>
  );
}

function SearchButton() {
  return (
    <UnstyledButton className={styles.search} onClick={() => spotlight.open()}>
      <IconSearch size={14} stroke={1.7} aria-hidden />
      <span>{t('Search')}</span>
      <CommandKeys id="help.commands" />
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
          aria-label={t('CPU ×{count}: trains on {count, plural, one {# thread} other {# threads}}', { count: threads })}
        >
          {t('CPU ×{count}', { count: threads })}
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
            {t('{count, plural, one {# thread} other {# threads}}', { count })}
          </Menu.Item>
        ))}
        <Menu.Label>{t('Counts for runs that are started from now on.')}</Menu.Label>
      </Menu.Dropdown>
    </Menu>
  );
}
