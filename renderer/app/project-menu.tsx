import { ActionIcon, Menu, UnstyledButton } from '@mantine/core';
import {
  IconChevronDown,
  IconCopy,
  IconDownload,
  IconFolderOpen,
  IconHome,
  IconKeyboard,
  IconLayoutDashboard,
  IconMenu2,
  IconPencil,
  IconPlus,
  IconX,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useDocument } from '../document/store.ts';
import { useColourSchemes } from '../theme/colour-scheme.tsx';
import { openDialog } from './dialogs.ts';
import { chooseProjectFile, createProject, downloadProject, duplicateProject, openInWindow } from './files.ts';
import { navigate } from './route.ts';
import styles from './top-bar.module.css';
import { resetLayouts } from './workspaces.tsx';

interface ItemProps {
  readonly icon: typeof IconHome;
  readonly keys?: string;
  readonly children: ReactNode;
  onClick(): void;
}

function Item({ icon: Icon, keys, children, onClick }: ItemProps) {
  return (
    <Menu.Item leftSection={<Icon size={15} stroke={1.7} aria-hidden />} rightSection={keys} onClick={onClick}>
      {children}
    </Menu.Item>
  );
}

/** What concerns the program rather than this project. */
export function MainMenu() {
  const { schemes, current, choose } = useColourSchemes();
  return (
    <Menu position="bottom-start" width={230}>
      <Menu.Target>
        <ActionIcon aria-label="Menu">
          <IconMenu2 size={16} stroke={1.7} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Item icon={IconHome} onClick={() => navigate({ page: 'home' })}>
          Home
        </Item>
        <Item icon={IconPlus} onClick={() => void createProject()}>
          New empty project
        </Item>
        <Item icon={IconFolderOpen} keys="Ctrl O" onClick={() => void chooseProjectFile()}>
          Open project file…
        </Item>
        <Menu.Divider />
        <Menu.Label>Appearance</Menu.Label>
        {schemes.map(({ value, label, Icon }) => (
          <Menu.Item
            key={value}
            leftSection={<Icon size={15} stroke={1.7} aria-hidden />}
            rightSection={value === current.value ? '✓' : undefined}
            onClick={() => choose(value)}
          >
            {label}
          </Menu.Item>
        ))}
        <Item icon={IconLayoutDashboard} onClick={resetLayouts}>
          Reset panel layout
        </Item>
        <Menu.Divider />
        <Item icon={IconKeyboard} keys="?" onClick={() => openDialog('shortcuts')}>
          Keyboard shortcuts
        </Item>
      </Menu.Dropdown>
    </Menu>
  );
}

async function duplicateOpen(): Promise<void> {
  const copy = await duplicateProject(useDocument.getState().whole);
  if (copy) openInWindow(copy.info.id);
}

/** The project's name, and what is done with the whole of it. */
export function ProjectMenu() {
  const name = useDocument(({ whole: project }) => project.name);
  return (
    <Menu position="bottom-start" width={210}>
      <Menu.Target>
        <UnstyledButton className={styles.name} title={name}>
          <span>{name}</span>
          <IconChevronDown size={14} stroke={1.7} aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Item icon={IconPencil} onClick={() => openDialog('rename')}>
          Rename…
        </Item>
        <Item icon={IconCopy} onClick={() => void duplicateOpen()}>
          Duplicate
        </Item>
        <Item icon={IconDownload} keys="Ctrl S" onClick={() => void downloadProject(useDocument.getState().whole)}>
          Download project file
        </Item>
        <Menu.Divider />
        <Item icon={IconX} onClick={() => navigate({ page: 'home' })}>
          Close
        </Item>
      </Menu.Dropdown>
    </Menu>
  );
}
