import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createHost, type Host, type HostOptions } from '../host.ts';
import { resourcesIn } from '../workspace.ts';
import { FakeEngine } from './fake-engine.ts';

export interface TemporaryHost {
  readonly host: Host;
  readonly engine: FakeEngine;
  readonly home: string;
  readonly faults: unknown[];
  /** A second program on the same workspace. */
  again(options?: Partial<HostOptions>): Promise<TemporaryHost>;
  remove(): Promise<void>;
}

/** A host over an empty workspace with an engine that trains nothing. */
export async function createTemporaryHost(options: Partial<HostOptions> = {}): Promise<TemporaryHost> {
  const home = options.home ?? (await mkdtemp(join(tmpdir(), 'netloom-host-')));
  const engine = new FakeEngine();
  const faults: unknown[] = [];
  const host = await createHost({
    shell: 'cli',
    version: '0.0.0',
    resources: resourcesIn(resolve(import.meta.dirname, '../..')),
    startEngine: () => engine,
    onFault: (error) => faults.push(error),
    threads: 2,
    ...options,
    home,
  });
  return {
    host,
    engine,
    home,
    faults,
    again: (more) => createTemporaryHost({ ...options, ...more, home }),
    remove: async () => {
      await host.close();
      await rm(home, { recursive: true, force: true });
    },
  };
}
