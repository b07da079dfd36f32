import { ActionIcon, Menu, UnstyledButton } from '@mantine/core';
import { IconChevronDown, IconMenu2 } from '@tabler/icons-react';
import { CommandItems } from '../commands/command-items.tsx';
import { useDocument } from '../document/store.ts';
import { t } from '../language/text.ts';
import styles from './top-bar.module.css';

const line = undefined;

/** What concerns the program rather than this project. */
export function MainMenu() {
  return (
    <Menu position="bottom-start" width={250}>
      <Menu.Target>
        <ActionIcon aria-label={t('Menu')} data-opens-settings>
          <IconMenu2 size={16} stroke={1.7} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <CommandItems
          ids={[
            'project.home',
            'project.datasets',
            line,
            'project.new',
            'project.open-file',
            'project.import-data',
            line,
            'edit.undo',
            'edit.redo',
            line,
            'view.reset-layout',
            'help.settings',
            'help.commands',
            'help.shortcuts',
          ]}
        />
      </Menu.Dropdown>
    </Menu>
  );
}

/** The project's name, and what is done with the whole of it. */
export function ProjectMenu() {
  const name = useDocument(({ whole: project }) => project.name);
  return (
    <Menu position="bottom-start" width={230}>
      <Menu.Target>
        <UnstyledButton className={styles.name} title={name}>
          <span>{name}</span>
          <IconChevronDown size={14} stroke={1.7} aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <CommandItems
          ids={[
            'project.rename',
            'project.duplicate',
            'project.download',
            'project.export',
            'project.versions',
            line,
            'data.samples',
            line,
            'project.close',
          ]}
        />
      </Menu.Dropdown>
    </Menu>
  );
}
