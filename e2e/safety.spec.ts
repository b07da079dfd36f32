import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test as plain, type Page } from '@playwright/test';
import { layer, networkState, openTemplate, selectLayer } from './editor.ts';
import { expect, startNetloom, test } from './netloom.ts';

const saved = (page: Page) => page.getByRole('status').getByText('Saved', { exact: true });

async function setUnits(page: Page, units: number): Promise<void> {
  await selectLayer(page, 'hidden');
  await page.getByRole('textbox', { name: 'Units' }).fill(String(units));
  await page.keyboard.press('Enter');
}

const unitsIn = async (file: string): Promise<unknown> => {
  const { nodes } = JSON.parse(await readFile(file, 'utf8')) as { nodes: { id: string; parameters: { units?: number } }[] };
  return nodes.find(({ id }) => id === 'hidden')?.parameters.units;
};

plain('edits made while the host is dead are offered at the next start, and saved', async ({ page }) => {
  const home = await mkdtemp(path.join(tmpdir(), 'netloom-e2e-'));
  const file = path.join(home, 'projects', 'xor.netloom');
  let server = await startNetloom(home);
  try {
    await page.goto(server.url);
    await openTemplate(page, 'XOR');
    await setUnits(page, 13);
    await expect(saved(page)).toBeVisible();
    await server.end('SIGKILL');
    await setUnits(page, 17);
    await expect(page.getByRole('alert').filter({ hasText: 'connection' })).toContainText('kept in this browser');
    expect(await unitsIn(file)).toBe(13);

    server = await startNetloom(home, Number(new URL(server.url).port));
    await page.goto(server.url);
    const found = page.getByRole('region', { name: 'Unsaved edits were found' });
    await expect(found).toContainText('XOR');
    await expect(found).toContainText('1 edit');
    await found.getByRole('button', { name: 'Restore the edits of XOR' }).click();
    await expect(layer(page, 'hidden')).toContainText('17');
    await expect(saved(page)).toBeVisible();
    await expect.poll(() => unitsIn(file)).toBe(17);
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(layer(page, 'hidden')).toContainText('13');
  } finally {
    await server.end('SIGKILL');
    await rm(home, { recursive: true, force: true });
  }
});

test('two windows on one project show each other’s edits, and keep both where they collide', async ({ page, context, netloom }) => {
  await page.goto(netloom.url);
  await openTemplate(page, 'XOR');
  await expect(saved(page)).toBeVisible();
  const other = await context.newPage();
  await other.goto(netloom.url);
  await other.getByRole('article').getByRole('button', { name: /^XOR/ }).click();
  await layer(other, 'hidden').waitFor();

  await test.step('an edit shows in the other window, which can undo it', async () => {
    await setUnits(page, 13);
    await expect(layer(other, 'hidden')).toContainText('13');
    await other.getByRole('button', { name: 'Undo' }).click();
    await expect(layer(page, 'hidden')).toContainText('8');
  });

  await test.step('edits at the same time: one is told, and both are kept', async () => {
    await expect(saved(page)).toBeVisible();
    await expect(saved(other)).toBeVisible();
    await selectLayer(page, 'hidden');
    await selectLayer(other, 'hidden');
    await Promise.all([page.getByRole('textbox', { name: 'Units' }).fill('21'), other.getByRole('textbox', { name: 'Units' }).fill('22')]);
    await Promise.all([page, other].map((each) => each.keyboard.press('Enter')));
    const dialogs = [page, other].map((each) => each.getByRole('dialog', { name: 'The file was changed elsewhere' }));
    await expect.poll(async () => (await dialogs[0].count()) + (await dialogs[1].count())).toBe(1);
    const asked = (await dialogs[0].count()) > 0 ? dialogs[0] : dialogs[1];
    await expect(asked).toContainText('Changed: hidden');
    await asked.getByRole('button', { name: 'Keep both' }).click();
    await expect(asked).toBeHidden();
    const folder = path.join(netloom.home, 'projects');
    await expect
      .poll(async () => (await Promise.all((await readdir(folder)).map((name) => unitsIn(path.join(folder, name))))).toSorted())
      .toEqual([21, 22]);
    await expect(saved(page)).toBeVisible();
    await expect(saved(other)).toBeVisible();
  });
});

test('a file that is taken away or broken is told of, and earlier versions come back', async ({ page, netloom }) => {
  const file = path.join(netloom.home, 'projects', 'xor.netloom');
  await page.goto(netloom.url);
  await openTemplate(page, 'XOR');
  await setUnits(page, 13);
  await expect(saved(page)).toBeVisible();
  await expect.poll(() => unitsIn(file)).toBe(13);

  await test.step('an earlier version is restored, and undone', async () => {
    await page.getByRole('button', { name: 'XOR', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Earlier versions…' }).click();
    const versions = page.getByRole('dialog', { name: 'Earlier versions' });
    await expect(versions).toContainText('Changed: hidden');
    await versions.getByRole('button', { name: 'Restore this version' }).click();
    await expect(layer(page, 'hidden')).toContainText('8');
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(layer(page, 'hidden')).toContainText('13');
    await expect(saved(page)).toBeVisible();
    await expect.poll(() => unitsIn(file)).toBe(13);
  });

  await test.step('the file is gone', async () => {
    await rm(file);
    const dialog = page.getByRole('dialog', { name: 'The file is gone' });
    await dialog.getByRole('button', { name: 'Save as a new project' }).click();
    await expect(dialog).toBeHidden();
    await expect.poll(() => unitsIn(file).catch(() => undefined)).toBe(13);
    await expect(saved(page)).toBeVisible();
  });

  await test.step('the file is cut off', async () => {
    const text = await readFile(file, 'utf8');
    await page.getByRole('button', { name: 'Menu' }).click();
    await page.getByRole('menuitem', { name: 'Home' }).click();
    await writeFile(file, text.slice(0, text.length / 2));
    await page.reload();
    await page.getByRole('article').getByRole('button', { name: /^xor/i }).click();
    const alert = page.getByRole('alert').filter({ hasText: 'could not be opened' });
    await expect(alert).toContainText('no JSON');
    await alert.getByRole('button', { name: 'Earlier versions…' }).click();
    await page.getByRole('dialog', { name: 'Earlier versions' }).getByRole('button', { name: 'Restore this version' }).click();
    await expect(layer(page, 'hidden')).toBeVisible();
    await expect(networkState(page)).toContainText('Trainable');
    const kept = await readdir(path.join(netloom.home, 'backups', 'xor'));
    const texts = await Promise.all(kept.map((name) => readFile(path.join(netloom.home, 'backups', 'xor', name), 'utf8')));
    expect(texts).toContain(text.slice(0, text.length / 2));
  });
});

test('foreign and broken files dropped on the window are refused or mended with a message', async ({ page, netloom }) => {
  await page.goto(netloom.url);
  await openTemplate(page, 'XOR');
  await expect(saved(page)).toBeVisible();
  const text = await readFile(path.join(netloom.home, 'projects', 'xor.netloom'), 'utf8');
  const project = JSON.parse(text) as { nodes: unknown[] };
  const comment = { id: 'c', position: { x: 0, y: 0 }, width: 100, height: 100 };
  const refused: readonly (readonly [string, string, RegExp])[] = [
    ['cut.netloom', text.slice(0, 900), /no JSON/],
    ['empty.netloom', '', /empty/],
    ['newer.netloom', text.replace('"version": 1', '"version": 9'), /version 9/],
    ['other.netloom', '{"a": 1}', /no Netloom project/],
    ['deep.netloom', `${'['.repeat(100_000)}${']'.repeat(100_000)}`, /nested/],
    ['comment.netloom', JSON.stringify({ ...project, comments: [{ ...comment, text: 'x'.repeat(1e7) }] }), /comments\.0\.text/],
    ['model.onnx', '\b\b', /ONNX model/],
  ];
  for (const [name, content, message] of refused) {
    await test.step(name, async () => {
      await dropFile(page, name, content);
      const alert = page.getByRole('alert').filter({ hasText: 'could not be opened' });
      await expect(alert).toContainText(message);
      await alert.getByRole('button').click();
      await expect(alert).toBeHidden();
      await expect(layer(page, 'hidden')).toBeVisible();
    });
  }

  await test.step('several at once: each that is refused is told of, the last whole one is shown', async () => {
    await dropFiles(page, {
      'cut.netloom': '{',
      'rows.csv': 'a,b\n1,2\n3,4\n',
      'empty.netloom': '',
      'whole.netloom': text.replace('XOR', 'Whole'),
    });
    await expect(page.getByRole('alert').filter({ hasText: 'cut.netloom' })).toContainText('no JSON');
    await expect(page.getByRole('alert').filter({ hasText: 'empty.netloom' })).toContainText('is empty');
    await expect(page.getByRole('button', { name: 'Whole', exact: true })).toBeVisible();
    const data = page.getByRole('dialog', { name: 'Import data' });
    await expect(data).toContainText('rows.csv');
    await page.keyboard.press('Escape');
    await expect(data).toBeHidden();
  });

  await test.step('a project that is named as other JSON', async () => {
    await dropFile(page, 'project.json', text.replace('XOR', 'Named'));
    await expect(page.getByRole('button', { name: 'Named', exact: true })).toBeVisible();
  });

  await test.step('ids that collide', async () => {
    await dropFile(
      page,
      'twice.netloom',
      JSON.stringify({ ...project, name: 'Twice', nodes: [...project.nodes, ...project.nodes.slice(1, 2)] }),
    );
    await expect(page.getByRole('alert').filter({ hasText: 'mended' })).toContainText('hidden-2');
    await expect(layer(page, 'hidden-2')).toBeVisible();
  });

  await test.step('a module in itself', async () => {
    const inner = { id: 's', type: 'Module', position: { x: 0, y: 0 }, parameters: { module: 'm' } };
    const own = {
      name: 'Itself',
      modules: [{ id: 'm', name: 'M', nodes: [inner], wires: [] }],
      nodes: [...project.nodes, { ...inner, id: 'mm' }],
    };
    await dropFile(page, 'itself.netloom', JSON.stringify({ ...project, ...own }).replaceAll('\n', '\r\n'));
    await expect(page.getByRole('button', { name: 'Itself', exact: true })).toBeVisible();
    await expect(networkState(page)).toContainText('1 problem');
  });
});

function dropFile(page: Page, name: string, content: string): Promise<void> {
  return dropFiles(page, { [name]: content });
}

async function dropFiles(page: Page, files: Readonly<Record<string, string>>): Promise<void> {
  const transfer = await page.evaluateHandle((entries) => {
    const data = new DataTransfer();
    for (const [name, text] of entries) data.items.add(new File([text], name));
    return data;
  }, Object.entries(files));
  await page.dispatchEvent('body', 'drop', { dataTransfer: transfer });
}
