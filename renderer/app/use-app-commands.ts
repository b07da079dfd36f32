import { useEffect } from 'react';
import { registerCommands } from '../commands/registry.ts';
import { useHost } from '../host/host.ts';
import { dataCommands, datasetCommands } from './data-commands.ts';
import { helpCommands } from './help-commands.ts';
import { projectCommands } from './project-commands.ts';
import { runCommands, threadCommands } from './run-commands.ts';
import { settingCommands } from './setting-commands.ts';
import { viewCommands } from './view-commands.ts';

/** Puts what the window itself can do into the command table. */
export function useAppCommands(): void {
  const threads = useHost((state) => state.info?.threads ?? 0);
  const datasets = useHost((state) => state.datasets);
  useEffect(
    () => registerCommands([...projectCommands, ...runCommands, ...viewCommands, ...helpCommands, ...settingCommands, ...dataCommands]),
    [],
  );
  useEffect(() => registerCommands(datasetCommands(datasets)), [datasets]);
  useEffect(() => registerCommands(threadCommands(threads)), [threads]);
}
