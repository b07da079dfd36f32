import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Project } from '../engine/project/schema.ts';
import { slug } from '../engine/project/slug.ts';
import { withFileLock } from './file-lock.ts';
import { isProjectId, uniqueName } from './project-names.ts';
import { createTemporaryHost, type TemporaryHost } from './testing/temporary-host.ts';
import { openWorkspace } from './workspace.ts';

let temporary: TemporaryHost;
beforeEach(async () => {
  temporary = await createTemporaryHost();
});
afterEach(() => temporary.remove());

const api = () => temporary.host.api;
const failure = (code: string, message: RegExp = /./): unknown =>
  expect.objectContaining({ code, message: expect.stringMatching(message) });

describe('a new project', () => {
  it('is a file of the workspace that opens again as it was', async () => {
    const created = await api().createProject('mlp-xor');
    expect(created.info).toMatchObject({ id: 'xor', path: join(temporary.home, 'projects', 'xor.netloom'), name: 'XOR' });
    expect(created.diagnostics).toEqual([]);
    expect(await api().openProject('xor')).toEqual(created);
  });

  it('gets a name and a file of its own', async () => {
    await Promise.all([api().createProject('mlp-xor'), api().createProject('mlp-xor'), api().createProject()]);
    const names = (await api().listProjects()).map(({ id, name }) => `${id}: ${name}`).toSorted();
    expect(names).toEqual(['untitled: Untitled', 'xor-2: XOR 2', 'xor: XOR']);
  });

  it('from a template that does not exist is refused', async () => {
    await expect(api().createProject('nothing')).rejects.toEqual(failure('unknown-template'));
  });
});

describe('saving', () => {
  it('writes the project, keeps the former content and gives a new revision', async () => {
    const { project, revision, info } = await api().createProject('mlp-xor');
    const before = await readFile(info.path, 'utf8');
    const saved = await api().saveProject('xor', { ...project, description: 'changed' }, revision);
    expect(saved.revision).not.toBe(revision);
    expect((await api().openProject('xor')).project.description).toBe('changed');
    const [backup = ''] = await readdir(join(temporary.home, 'backups', 'xor'));
    expect(await readFile(join(temporary.home, 'backups', 'xor', backup), 'utf8')).toBe(before);
  });

  it('refuses to write over what another program wrote', async () => {
    const { project, revision, info } = await api().createProject('mlp-xor');
    const foreign = (await readFile(info.path, 'utf8')).replace('XOR', 'Theirs');
    await writeFile(info.path, foreign);
    await expect(api().saveProject('xor', { ...project, name: 'Mine' }, revision)).rejects.toEqual(failure('project-changed'));
    expect(await readFile(info.path, 'utf8')).toBe(foreign);
  });

  it('lets only one of two windows with the same revision through', async () => {
    const { project, revision } = await api().createProject('mlp-xor');
    const saves = ['a', 'b'].map((description) => api().saveProject('xor', { ...project, description }, revision));
    const outcomes = (await Promise.allSettled(saves)).map(({ status }) => status);
    expect(outcomes.toSorted()).toEqual(['fulfilled', 'rejected']);
  });

  it('refuses what the schema refuses and numbers that JSON loses', async () => {
    const { project, revision, info } = await api().createProject('mlp-xor');
    const before = await readFile(info.path, 'utf8');
    const broken = { ...project, nodes: project.nodes.map((node) => ({ ...node, parameters: { units: Number.NaN } })) };
    await expect(api().saveProject('xor', broken, revision)).rejects.toEqual(failure('invalid-project', /NaN/));
    await expect(api().saveProject('xor', { ...project, nodes: 7 } as never, revision)).rejects.toEqual(
      failure('invalid-project', /nodes/),
    );
    expect(await readFile(info.path, 'utf8')).toBe(before);
  });

  it('gives back every character of a name', async () => {
    const { project, revision } = await api().createProject('mlp-xor');
    const name = 'a \uFFFD b \u0000 c \uD83D\uDE00';
    await api().saveProject('xor', { ...project, name }, revision);
    expect((await api().openProject('xor')).project.name).toBe(name);
  });

  it('says at once where no lock can be taken, and goes on when it can', async () => {
    const { project, revision } = await api().createProject('mlp-xor');
    const locks = join(temporary.home, 'locks');
    await rm(locks, { recursive: true });
    await writeFile(locks, 'a file where the folder was');
    const saving = api().saveProject('xor', { ...project, description: 'changed' }, revision);
    await expect(saving).rejects.toEqual(failure('project-unwritable', /locks can't be written/));
    await rm(locks);
    await mkdir(locks);
    await api().saveProject('xor', { ...project, description: 'changed' }, revision);
    expect((await api().openProject('xor')).project.description).toBe('changed');
  });

  it('of a project that was deleted is refused', async () => {
    const { project, revision } = await api().createProject('mlp-xor');
    await api().deleteProject('xor');
    await expect(api().saveProject('xor', project, revision)).rejects.toEqual(failure('project-missing'));
  });
});

describe('two programs on one workspace', () => {
  it('let only one of many writes over the same revision through', async () => {
    const { project, revision } = await api().createProject('mlp-xor');
    const programs = [temporary.host, (await temporary.again()).host, (await temporary.again()).host];
    const saves = programs.map(({ api: each }, i) => each.saveProject('xor', { ...project, description: String(i) }, revision));
    const outcomes = await Promise.allSettled(saves);
    expect(outcomes.filter(({ status }) => status === 'fulfilled').length).toBe(1);
    for (const outcome of outcomes) if (outcome.status === 'rejected') expect(outcome.reason).toEqual(failure('project-changed'));
    expect(await readdir(join(temporary.home, 'locks'))).toEqual([]);
  });

  it('keep what the other one wrote before they write over it', async () => {
    const { project, revision } = await api().createProject('mlp-xor');
    const other = (await temporary.again()).host.api;
    const mine = await api().saveProject('xor', { ...project, description: 'mine' }, revision);
    const theirs = await other.saveProject('xor', { ...project, description: 'theirs' }, mine.revision);
    await api().saveProject('xor', { ...project, description: 'mine again' }, theirs.revision);
    const versions = await api().listVersions('xor');
    const kept = await Promise.all(versions.map(({ id }) => api().readVersion('xor', id)));
    expect(kept.map(({ description }) => description)).toEqual(expect.arrayContaining(['mine', 'theirs']));
  });

  it('never make a new project over a new one of the other', async () => {
    const programs = [temporary.host, (await temporary.again()).host, (await temporary.again()).host];
    const made = await Promise.all([...programs, ...programs].map(({ api: each }) => each.createProject('mlp-xor')));
    expect(new Set(made.map(({ info }) => info.id)).size).toBe(made.length);
    expect(await readdir(join(temporary.home, 'projects'))).toHaveLength(made.length);
  });

  it('delete nothing that the other one is just writing', async () => {
    const { info } = await api().createProject('mlp-xor');
    const deleting = await withFileLock(await openWorkspace(temporary.home), info.path, async () => {
      const begun = api().deleteProject('xor');
      await delay(200);
      expect(await readdir(join(temporary.home, 'projects'))).toEqual(['xor.netloom']);
      return { begun };
    });
    await deleting.begun;
    expect(await readdir(join(temporary.home, 'projects'))).toEqual([]);
  });
});

describe('an earlier version', () => {
  it.each([
    ['cut off', (path: string) => writeFile(path, '{"format": "netl')],
    ['gone', (path: string) => rm(path)],
  ])('takes the place of a file that is %s', async (_, harm) => {
    const { project, revision, info } = await api().createProject('mlp-xor');
    await api().saveProject('xor', { ...project, description: 'changed' }, revision);
    await harm(info.path);
    const [version] = await api().listVersions('xor');
    expect((await api().restoreVersion('xor', version.id)).project).toEqual(project);
    expect((await api().openProject('xor')).project).toEqual(project);
  });

  it('takes the place of a content that is kept, whatever was kept in the same minute', async () => {
    const { project, revision } = await api().createProject('mlp-xor');
    const once = await api().saveProject('xor', { ...project, description: 'once' }, revision);
    await api().saveProject('xor', { ...project, description: 'twice' }, once.revision);
    const versions = await api().listVersions('xor');
    await api().restoreVersion('xor', versions[versions.length - 1].id);
    const kept = (await api().listVersions('xor')).map(({ id }) => api().readVersion('xor', id));
    expect((await Promise.all(kept)).map(({ description }) => description)).toContain('twice');
  });

  it('goes with its project when that is deleted', async () => {
    const { project, revision } = await api().createProject('mlp-xor');
    await api().saveProject('xor', { ...project, description: 'changed' }, revision);
    await api().deleteProject('xor');
    await api().createProject('mlp-xor');
    expect(await api().listVersions('xor')).toEqual([]);
    const [folder = ''] = await readdir(join(temporary.home, 'trash'));
    expect(await readdir(join(temporary.home, 'trash', folder, 'versions'))).toHaveLength(1);
    await expect(api().readVersion('xor', '../../x')).rejects.toEqual(failure('unknown-version'));
  });
});

describe('a file that is no project', () => {
  it.each([
    ['{"format": "netloom"', 'not-json'],
    ['{"rate": NaN}', 'not-json'],
    ['[]', 'not-a-project'],
    ['{"format":"netloom","version":99,"name":"x","nodes":[],"wires":[]}', 'newer-version'],
    ['{"format":"netloom","version":1,"name":"x","nodes":[{"id":"a"}],"wires":[]}', 'invalid-field'],
  ])('%s is refused with %s, listed with the reason and left as it is', async (text, code) => {
    const path = join(temporary.home, 'projects', 'broken.netloom');
    await writeFile(path, text);
    await expect(api().openProject('broken')).rejects.toEqual(failure(code));
    await expect(api().importProject('broken.netloom', text)).rejects.toEqual(failure(code, /broken\.netloom/));
    expect(await api().listProjects()).toEqual([expect.objectContaining({ id: 'broken', problem: expect.any(String) })]);
    expect(await readFile(path, 'utf8')).toBe(text);
  });

  it('but has ids that collide is imported mended, and says so', async () => {
    const { project } = await api().createProject('mlp-xor');
    const text = JSON.stringify({ ...project, nodes: [...project.nodes, project.nodes[1]] });
    const { project: read, diagnostics } = await api().importProject('twice.netloom', text);
    expect(new Set(read.nodes.map(({ id }) => id)).size).toBe(project.nodes.length + 1);
    expect(diagnostics.map(({ code }) => code)).toEqual(['duplicate-id']);
  });

  it('in another encoding is refused before its names are lost, and gives way to an earlier version', async () => {
    const { project, revision, info } = await api().createProject('mlp-xor');
    await api().saveProject('xor', { ...project, description: 'changed' }, revision);
    const bytes = Buffer.from((await readFile(info.path, 'utf8')).replace('changed', 'caf\u00e9'), 'latin1');
    await writeFile(info.path, bytes);
    await expect(api().openProject('xor')).rejects.toEqual(failure('not-json', /UTF-8/));
    expect(await readFile(info.path)).toEqual(bytes);
    const [version] = await api().listVersions('xor');
    expect((await api().restoreVersion('xor', version.id)).project).toEqual(project);
  });

  it('cannot be a folder', async () => {
    await mkdir(join(temporary.home, 'projects', 'folder.netloom'));
    await expect(api().openProject('folder')).rejects.toEqual(failure('not-a-project'));
  });
});

describe('a file from elsewhere', () => {
  async function foreignFile(): Promise<string> {
    const { project } = await api().createProject('mlp-xor');
    const path = join(temporary.home, 'elsewhere.netloom');
    await writeFile(path, JSON.stringify(project));
    return path;
  }

  it('is opened, saved and listed in place, also after a restart', async () => {
    const path = await foreignFile();
    const { info, project, revision } = await api().openProjectFile(path);
    await api().saveProject(info.id, { ...project, name: 'Elsewhere' }, revision);
    const next = await temporary.again();
    expect((await next.host.api.listProjects()).map(({ id, name }) => [id, name])).toContainEqual([info.id, 'Elsewhere']);
    expect(JSON.parse(await readFile(path, 'utf8'))).toMatchObject({ name: 'Elsewhere' });
  });

  it('is opened with the mark that some editors put before the text', async () => {
    const path = join(temporary.home, 'marked.netloom');
    await writeFile(path, `\uFEFF${await readFile((await api().createProject('mlp-xor')).info.path, 'utf8')}`);
    const { info, project, revision } = await api().openProjectFile(path);
    await api().saveProject(info.id, { ...project, name: 'Marked' }, revision);
    expect((await api().openProject(info.id)).project.name).toBe('Marked');
  });

  it('is remembered with the others that are opened at once', async () => {
    const text = await readFile((await api().createProject('mlp-xor')).info.path, 'utf8');
    const paths = ['a', 'b', 'c', 'd'].map((name) => join(temporary.home, `${name}.netloom`));
    for (const path of paths) await writeFile(path, text);
    const opened = await Promise.all(paths.map((path) => api().openProjectFile(path)));
    for (const { info } of opened) expect((await api().openProject(info.id)).info.path).toBe(info.path);
  });

  it('stays where it is when it is deleted from the list', async () => {
    const path = await foreignFile();
    const { info } = await api().openProjectFile(path);
    await api().deleteProject(info.id);
    expect((await stat(path)).isFile()).toBe(true);
    await expect(api().openProject(info.id)).rejects.toEqual(failure('unknown-project'));
  });

  it('is the same project as the workspace file that it is', async () => {
    const { info } = await api().createProject('mlp-xor');
    expect((await api().openProjectFile(info.path)).info.id).toBe('xor');
  });

  it('cannot be opened from a browser', async () => {
    const web = await temporary.again({ shell: 'web' });
    await expect(web.host.api.openProjectFile('/etc/passwd')).rejects.toEqual(failure('not-in-browser'));
  });
});

it('renames inside the file and keeps the id', async () => {
  await api().createProject('mlp-xor');
  await api().createProject('mlp-spirals');
  expect(await api().renameProject('xor', ' Gates ')).toMatchObject({ id: 'xor', name: 'Gates' });
  expect(await api().renameProject('xor', 'two SPIRALS')).toMatchObject({ name: 'two SPIRALS 2' });
  await expect(api().renameProject('xor', '  ')).rejects.toEqual(failure('invalid-name'));
});

it('moves a deleted project to the trash', async () => {
  await api().createProject('mlp-xor');
  await api().deleteProject('xor');
  expect(await api().listProjects()).toEqual([]);
  const [folder = ''] = await readdir(join(temporary.home, 'trash'));
  expect(await readdir(join(temporary.home, 'trash', folder))).toEqual(['xor.netloom']);
});

it('tells when another program changes an open project', async () => {
  const { info } = await api().createProject('mlp-xor');
  const told = new Promise<string>((resolve) => temporary.host.on('projectRevision', (id) => resolve(id)));
  await writeFile(info.path, (await readFile(info.path, 'utf8')).replace('XOR', 'Theirs'));
  expect(await told).toBe('xor');
});

it.each(['../xor', '..', '', 'a/b', 'a\\b', '.hidden', 'a\0', '~x', 'x'.repeat(200)])('takes %j for no project', async (id) => {
  expect(isProjectId(id)).toBe(false);
  await expect(api().openProject(id)).rejects.toEqual(failure('unknown-project'));
  await expect(api().saveProject(id, {} as Project, '')).rejects.toEqual(failure('unknown-project'));
});

it.each([
  ['MNIST: a CNN!', 'mnist-a-cnn'],
  ['手写数字 2', '手写数字-2'],
  ['../../etc/passwd', 'etc-passwd'],
  ['CON', 'con-project'],
  ['…', 'project'],
  ['x'.repeat(99), 'x'.repeat(60)],
])('makes of the name %j the file name %j', (name, expected) => {
  expect(slug(name)).toBe(expected);
  expect(isProjectId(expected)).toBe(true);
});

it('counts names that are taken, whatever their case', () => {
  expect(uniqueName('Net', ['net', 'NET 2'])).toBe('Net 3');
});
