import { IconCpu, IconPlayerPause, IconPlayerPlay, IconPlayerStop, IconWriting } from '@tabler/icons-react';
import type { Command } from '../commands/registry.ts';
import { writeText } from '../generate/text-store.ts';
import { writingRun } from '../generate/writes-text.ts';
import { control, togglePause, train } from '../train/run-actions.ts';
import { activeRun, useRuns } from '../train/run-store.ts';
import { showBegunRun } from '../train/show-begun-run.ts';
import { showWorkspace } from '../window/route.ts';
import { useSettings } from '../window/settings.ts';
import { inProject } from './in-project.ts';

const running = () => activeRun(useRuns.getState());

/** Training, and what a trained network writes. */
export const runCommands: readonly Command[] = [
  {
    id: 'run.train',
    label: 'Train',
    group: 'run',
    icon: IconPlayerPlay,
    shortcut: 'mod+Enter',
    inFields: true,
    keywords: ['start', 'fit', 'learn'],
    when: () => inProject() && running() === undefined,
    run: async () => {
      if (await train()) showBegunRun();
    },
  },
  {
    id: 'run.pause',
    label: 'Pause or resume training',
    group: 'run',
    icon: IconPlayerPause,
    shortcut: 'mod+P',
    inFields: true,
    when: () => ['running', 'paused'].includes(running()?.state ?? ''),
    run: togglePause,
  },
  {
    id: 'run.stop',
    label: 'Stop training',
    group: 'run',
    icon: IconPlayerStop,
    when: () => running() !== undefined,
    run: async () => {
      const run = running();
      if (run) await control(run, { type: 'stop' });
    },
  },
  {
    id: 'run.write',
    label: 'Write a text',
    group: 'run',
    icon: IconWriting,
    keywords: ['generate', 'sample', 'language model', 'prompt', 'continue'],
    when: () => writingRun() !== undefined,
    run: async () => {
      const run = writingRun();
      showWorkspace('train');
      if (run) await writeText(run);
    },
  },
];

/** One for each number of threads that this machine trains on. */
export function threadCommands(most: number): readonly Command[] {
  return Array.from({ length: most }, (_, index) => {
    const count = index + 1;
    return {
      id: `run.threads.${count}`,
      label: { text: 'Train on {count, plural, one {# thread} other {# threads}}', values: { count } },
      group: 'run',
      icon: IconCpu,
      keywords: ['cpu', 'cores'],
      searchedOnly: true,
      checked: () => Math.min(useSettings.getState().threads ?? most, most) === count,
      run: () => void useSettings.setState({ threads: count }),
    };
  });
}
