import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { main } from './main.ts';
import { Output } from './output.ts';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'netloom-generate-'));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

function streams(isTTY = false) {
  const texts = { stdout: '', stderr: '' };
  const stream = (name: keyof typeof texts) =>
    Object.assign(
      new Writable({
        write: (chunk, _, done) => {
          texts[name] += String(chunk);
          done();
        },
      }),
      { isTTY },
    );
  return { texts, given: { stdout: stream('stdout'), stderr: stream('stderr') } };
}

async function netloom(...args: readonly string[]) {
  const { texts, given } = streams();
  return { code: await main(args, given), ...texts };
}

describe('generate', () => {
  it.each([
    ['--temperature', 'hot'],
    ['--temperature', '-0.1'],
    ['--temperature', ''],
    ['--top-p', '0'],
    ['--top-p', '1.5'],
    ['--top-k', '0'],
    ['--length', '0'],
    ['--seed', '1.5'],
  ])('refuses %s %j', async (option, value) => {
    const { code, stderr } = await netloom('generate', folder, `${option}=${value}`);
    expect(code).toBe(2);
    expect(stderr).toContain(`bad-option: ${option} takes a`);
  });

  it('refuses a folder that is no run', async () => {
    expect(await netloom('generate', folder)).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('bad-run') });
  });
});

describe('a text that is written on', () => {
  it('goes out as it is, but to a terminal without what would steer it', () => {
    const [file, terminal] = [streams(), streams(true)];
    const text = 'a\tb\n\u001b[31mred\u0007床';
    new Output(file.given, false).write({ event: 'text', text }, text);
    new Output(terminal.given, false).write({ event: 'text', text }, text);
    expect(file.texts.stdout).toBe(text);
    expect(terminal.texts.stdout).toBe('a\tb\n\uFFFD[31mred\uFFFD床');
  });

  it('is a line of JSON with --json, and nothing beside it', () => {
    const { texts, given } = streams();
    const output = new Output(given, true);
    output.write({ event: 'text', text: 'a\n' }, 'a\n');
    output.write(undefined, '\n');
    output.aside('1 token');
    expect(texts).toEqual({ stdout: '{"event":"text","text":"a\\n"}\n', stderr: '' });
  });
});
