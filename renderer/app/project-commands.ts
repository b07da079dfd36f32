import {
  IconCopy,
  IconDatabase,
  IconDatabaseImport,
  IconDownload,
  IconFolderOpen,
  IconHome,
  IconPackageExport,
  IconPencil,
  IconPlus,
  IconX,
} from '@tabler/icons-react';
import type { Command } from '../commands/registry.ts';
import { useDocument } from '../document/store.ts';
import { chooseProjectFile, createProject, downloadProject, duplicateProject, openInWindow } from '../host/files.ts';
import { isBusy, openImport } from '../import/import-store.ts';
import { openDialog } from '../window/dialogs.ts';
import { navigate } from '../window/route.ts';
import { inProject } from './in-project.ts';

/** Projects: begin, open, rename, take away. */
export const projectCommands: readonly Command[] = [
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
    label: 'Export…',
    group: 'project',
    icon: IconPackageExport,
    shortcut: 'mod+E',
    inFields: true,
    keywords: ['onnx', 'pytorch', 'torch', 'code', 'parity', 'download', 'model'],
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
];
