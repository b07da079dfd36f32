import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test as base } from '@playwright/test';

export { expect } from '@playwright/test';

export interface RunningNetloom {
  /** Address with the token. */
  readonly url: string;
  /** The workspace folder, empty at first. */
  readonly home: string;
}

interface Fixtures {
  /** The web shell over an empty workspace of its own, on a free port. */
  readonly netloom: RunningNetloom;
  /** Errors of the page while its server runs: a journey that leaves one fails. */
  readonly pageErrors: readonly string[];
}

export const test = base.extend<Fixtures>({
  netloom: async ({}, use) => {
    await withNetloom(use);
  },

  pageErrors: [
    async ({ page, netloom }, use) => {
      const errors: string[] = [];
      page.on('pageerror', (error) => errors.push(`${error.name}: ${error.message}`));
      page.on('console', (message) => {
        if (message.type() === 'error') errors.push(`${message.text()} (${message.location().url})`);
      });
      await use(errors);
      base.expect(errors, `errors of the page at ${new URL(netloom.url).origin}`).toEqual([]);
    },
    { auto: true },
  ],
});

/** Runs the web shell over a workspace of its own while something uses it. */
export async function withNetloom(use: (netloom: RunningNetloom) => Promise<void>): Promise<void> {
  const home = await mkdtemp(path.join(tmpdir(), 'netloom-e2e-'));
  try {
    const { url, end } = await startNetloom(home);
    try {
      await use({ url, home });
    } finally {
      await end('SIGTERM');
    }
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}

export interface StartedNetloom {
  readonly url: string;
  /** `SIGKILL` is a crash. */
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void>;
}

/** Starts the web shell over a workspace, at any free port or at a given one. */
export async function startNetloom(home: string, port = 0): Promise<StartedNetloom> {
  const server = spawn(process.execPath, ['bin/netloom.mjs', 'serve', '--port', String(port)], {
    env: { ...process.env, NETLOOM_HOME: home },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(server, 'exit');
  const end = async (signal: 'SIGTERM' | 'SIGKILL') => {
    server.kill(signal);
    await ended;
  };
  try {
    return { url: await addressOf(server.stdout, server.stderr, ended), end };
  } catch (error) {
    server.kill('SIGKILL');
    throw error;
  }
}

/** Waits for the address that the server prints; what it said is the reason where it ends before. */
async function addressOf(stdout: NodeJS.ReadableStream, stderr: NodeJS.ReadableStream, ended: Promise<unknown>): Promise<string> {
  let said = '';
  const address = new Promise<string>((resolve) => {
    for (const stream of [stdout, stderr]) {
      stream.on('data', (chunk: Buffer) => {
        said += chunk.toString();
        const url = /http:\/\/\S+token=[\w-]+/.exec(said)?.[0];
        if (url !== undefined) resolve(url);
      });
    }
  });
  const failure = ended.then(() => {
    throw new Error(`The server ended before it printed an address. It said:\n${said}`);
  });
  return Promise.race([address, failure]);
}
