import { Button, Kbd, Menu, UnstyledButton } from '@mantine/core';
import { IconDatabase, IconDatabaseImport, IconFolderOpen, IconHome, IconPlus } from '@tabler/icons-react';
import { chooseProjectFile, createProject } from '../app/files.ts';
import { useHost } from '../app/host.ts';
import { Logo } from '../app/logo.tsx';
import { navigate, type Route } from '../app/route.ts';
import { openImport } from '../import/import-store.ts';
import { useColourSchemes } from '../theme/colour-scheme.tsx';
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
    <aside className={styles.side}>
      <div className={styles.brand}>
        <Logo size={26} />
        <b>Netloom</b>
        <span>{info?.version}</span>
      </div>
      <Button fullWidth leftSection={<IconPlus size={15} stroke={1.7} />} onClick={() => void createProject()}>
        Start empty
      </Button>
      <nav className={styles.nav} aria-label="Pages">
        {pages.map(({ page: target, label, Icon }) => (
          <UnstyledButton
            key={target}
            className={styles.link}
            aria-current={page === target ? 'page' : undefined}
            onClick={() => navigate({ page: target })}
          >
            <Icon size={16} stroke={1.7} aria-hidden />
            {label}
            {target === 'datasets' && <DatasetCount />}
          </UnstyledButton>
        ))}
      </nav>
      <h2 className={styles.sideTitle}>Open</h2>
      <UnstyledButton className={styles.link} onClick={() => void chooseProjectFile()}>
        <IconFolderOpen size={16} stroke={1.7} aria-hidden />
        Project file…
        <Kbd>Ctrl O</Kbd>
      </UnstyledButton>
      <UnstyledButton className={styles.link} onClick={() => openImport()}>
        <IconDatabaseImport size={16} stroke={1.7} aria-hidden />
        Own data…
      </UnstyledButton>
      <p className={styles.dropHint}>
        Drop a <b>.netloom</b> file
        <br />
        or your data anywhere
      </p>
      <div className={styles.sideFoot}>
        <ColourSchemeMenu />
        <span title={info?.cpu}>{info && `${info.threads} ${info.threads === 1 ? 'thread' : 'threads'}`}</span>
      </div>
    </aside>
  );
}

function DatasetCount() {
  const count = useHost(({ datasets }) => datasets.length);
  return <span className={styles.count}>{count}</span>;
}

function ColourSchemeMenu() {
  const { schemes, current, choose } = useColourSchemes();
  return (
    <Menu position="top-start">
      <Menu.Target>
        <Button
          variant="subtle"
          color="gray"
          px={8}
          leftSection={<current.Icon size={15} stroke={1.7} />}
          aria-label={`Appearance: ${current.label}`}
        >
          Appearance
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {schemes.map(({ value, label, Icon }) => (
          <Menu.Item
            key={value}
            leftSection={<Icon size={15} stroke={1.7} />}
            rightSection={value === current.value ? '✓' : undefined}
            onClick={() => choose(value)}
          >
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
