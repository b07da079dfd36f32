import { Button, UnstyledButton } from '@mantine/core';
import { IconDatabase, IconDatabaseImport, IconFolderOpen, IconHome, IconPlus, IconSettings } from '@tabler/icons-react';
import { openDialog } from '../window/dialogs.ts';
import { chooseProjectFile, createProject } from '../host/files.ts';
import { useHost } from '../host/host.ts';
import { Logo } from '../controls/logo.tsx';
import { navigate, type Route } from '../window/route.ts';
import { CommandKeys } from '../commands/command-keys.tsx';
import { openImport } from '../import/import-store.ts';
import { richText, t } from '../language/text.ts';
import styles from './gallery.module.css';

type HomePage = Exclude<Route['page'], 'project' | 'dataset'>;

const pages = [
  { page: 'home', label: 'Home', Icon: IconHome },
  { page: 'datasets', label: 'Datasets', Icon: IconDatabase },
] as const;

/** Left of the pages outside of a project. */
export function SideBar({ page }: { readonly page: HomePage }) {
  const info = useHost((state) => state.info);
  return (
    <aside className={styles.side} data-region>
      <div className={styles.brand}>
        <Logo size={26} />
        <b>Netloom</b>
        <span>{info?.version}</span>
      </div>
      <Button fullWidth leftSection={<IconPlus size={15} stroke={1.7} />} onClick={() => void createProject()}>
        {t('Start empty')}
      </Button>
      <nav className={styles.nav} aria-label={t('Pages')}>
        {pages.map(({ page: target, label, Icon }) => (
          <UnstyledButton
            key={target}
            className={styles.link}
            aria-current={page === target ? 'page' : undefined}
            onClick={() => navigate({ page: target })}
          >
            <Icon size={16} stroke={1.7} aria-hidden />
            {t(label)}
            {target === 'datasets' && <DatasetCount />}
          </UnstyledButton>
        ))}
      </nav>
      <h2 className={styles.sideTitle}>{t('Open')}</h2>
      <UnstyledButton className={styles.link} onClick={() => void chooseProjectFile()}>
        <IconFolderOpen size={16} stroke={1.7} aria-hidden />
        {t('Project file…')}
        <CommandKeys id="project.open-file" />
      </UnstyledButton>
      <UnstyledButton className={styles.link} onClick={() => openImport()}>
        <IconDatabaseImport size={16} stroke={1.7} aria-hidden />
        {t('Own data…')}
      </UnstyledButton>
      <p className={styles.dropHint}>{richText('Drop a <b>.netloom</b> file or your data anywhere', { b: (parts) => <b>{parts}</b> })}</p>
      <div className={styles.sideFoot}>
        <SettingsButton />
        <span title={info?.cpu}>{info && t('{count, plural, one {# thread} other {# threads}}', { count: info.threads })}</span>
      </div>
    </aside>
  );
}

function DatasetCount() {
  const count = useHost(({ datasets }) => datasets.length);
  return <span className={styles.count}>{count}</span>;
}

function SettingsButton() {
  return (
    <Button
      variant="subtle"
      color="gray"
      px={8}
      data-opens-settings
      leftSection={<IconSettings size={15} stroke={1.7} />}
      onClick={() => openDialog('settings')}
    >
      {t('Settings')}
    </Button>
  );
}
