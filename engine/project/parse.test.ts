import { describe, expect, it } from 'vitest';
import { formatProject, parseProject } from './parse.ts';

const project = { format: 'netloom', version: 1, name: 'p', nodes: [], wires: [] };
const codeOf = (text: string): string | undefined => parseProject(text).diagnostics[0]?.code;

describe('parseProject', () => {
  it('fills in defaults and reads what it wrote', () => {
    const { project: read } = parseProject(JSON.stringify(project));
    expect(read?.training).toMatchObject({ epochs: 10, batchSize: 64, optimizer: { type: 'Adam' } });
    expect(read && parseProject(formatProject(read)).project).toEqual(read);
  });

  it.each([
    ['no JSON', '{"format": "netloom",', 'not-json'],
    ['an empty file', '', 'not-json'],
    ['other JSON', '[1, 2]', 'not-a-project'],
    ['another format', '{"format": "onnx", "version": 1}', 'not-a-project'],
    ['a newer version', JSON.stringify({ ...project, version: 2 }), 'newer-version'],
    ['missing parts', JSON.stringify({ format: 'netloom', version: 1, name: 'p' }), 'invalid-field'],
    [
      'a learning rate beyond all numbers',
      JSON.stringify({ ...project, training: { learningRate: 1 } }).replace(':1}', ':1e999}'),
      'invalid-field',
    ],
  ])('refuses %s', (_, text, code) => {
    expect(codeOf(text)).toBe(code);
    expect(parseProject(text).project).toBeUndefined();
  });

  it.each([
    ['the mark that some editors put first', (text: string) => new TextDecoder().decode(new TextEncoder().encode(`\uFEFF${text}`))],
    ['lines that end as on Windows', (text: string) => text.replaceAll('\n', '\r\n')],
  ])('reads %s', (_, changed) => {
    expect(parseProject(changed(JSON.stringify(project, null, 2))).project?.name).toBe('p');
  });

  it('refuses every beginning of a project', () => {
    const text = JSON.stringify({ ...project, nodes: [{ id: 'a', type: 'Dense', position: { x: 0, y: 0 } }] });
    for (let length = 0; length < text.length; length += 1) expect(codeOf(text.slice(0, length))).toBe('not-json');
  });

  it('refuses another encoding by its name', () => {
    const utf16 = new TextDecoder().decode(new Uint8Array(new Uint16Array([0xfeff, 0x7b, 0x7d]).buffer));
    expect(parseProject(utf16).diagnostics[0]?.message).toContain('UTF-8');
  });

  it.each([101, 5000, 200_000])('refuses JSON that is %i deep', (depth) => {
    const text = JSON.stringify(project).replace('"nodes":[]', `"nodes":[{"parameters":${'['.repeat(depth)}${']'.repeat(depth)}}]`);
    expect(codeOf(text)).toBe('too-deep');
  });

  it('reads a hundred thousand nodes, and refuses more', () => {
    const nodes = (count: number) =>
      Array.from({ length: count }, (_, i) => ({ id: `n${i}`, type: 'Dense', position: { x: i, y: 0 }, parameters: {} }));
    expect(parseProject(JSON.stringify({ ...project, nodes: nodes(100_000) })).project?.nodes.length).toBe(100_000);
    expect(codeOf(JSON.stringify({ ...project, nodes: nodes(100_001) }))).toBe('invalid-field');
  });

  it('refuses a comment of ten megabytes', () => {
    const comments = [{ id: 'c', text: 'x'.repeat(1e7), position: { x: 0, y: 0 }, width: 100, height: 100 }];
    expect(parseProject(JSON.stringify({ ...project, comments })).diagnostics[0]).toMatchObject({
      message: expect.stringContaining('comments.0.text'),
    });
  });

  it('gives ids that collide to the first, and loses nothing', () => {
    const node = { type: 'Dense', position: { x: 0, y: 0 }, parameters: {} };
    const comment = { text: 'x', position: { x: 0, y: 0 }, width: 100, height: 100 };
    const wire = { from: { node: 'a', port: 'out' }, to: { node: 'b', port: 'in' } };
    const module = {
      id: 'm',
      name: 'M',
      nodes: [
        { ...node, id: 'a' },
        { ...node, id: 'a' },
      ],
      wires: [],
    };
    const nodes = ['a', 'a', 'a-2', 'b'].map((id) => ({ ...node, id }));
    const comments = ['a', 'c', 'c'].map((id) => ({ ...comment, id }));
    const { project: read, diagnostics } = parseProject(
      JSON.stringify({ ...project, nodes, comments, wires: [wire, wire], modules: [module, module] }),
    );
    expect(read?.nodes.map(({ id }) => id)).toEqual(['a', 'a-3', 'a-2', 'b']);
    const places = read?.nodes.map(({ position: { x, y } }) => `${x} ${y}`);
    expect(places).toEqual(['0 0', '32 32', '0 0', '0 0']);
    expect(read?.comments?.map(({ id }) => id)).toEqual(['a-4', 'c', 'c-2']);
    expect(read?.modules?.map(({ id, nodes: [...held] }) => [id, ...held.map((each) => each.id)])).toEqual([
      ['m', 'a', 'a-2'],
      ['m-2', 'a', 'a-2'],
    ]);
    expect(read?.wires).toEqual([wire]);
    expect(diagnostics.filter(({ severity }) => severity === 'error').length).toBe(4);
    expect(diagnostics.map(({ nodeId }) => nodeId)).toContain('a-3');
    expect(read && parseProject(formatProject(read))).toEqual({ project: read, diagnostics: [] });
  });

  it('mends a hundred thousand nodes of one id at once', () => {
    const nodes = Array.from({ length: 100_000 }, () => ({ id: 'a', type: 'Dense', position: { x: 0, y: 0 }, parameters: {} }));
    const { project: read, diagnostics } = parseProject(JSON.stringify({ ...project, nodes }));
    expect(new Set(read?.nodes.map(({ id }) => id)).size).toBe(100_000);
    expect(read?.nodes.at(-1)?.id).toBe('a-100000');
    expect(diagnostics).toHaveLength(50);
  });

  it.each([
    ['[1, 2]', '[1,2]'],
    ['{"nodes": [{"id": 1, "type": "KSampler"}], "links": []}', '{"nodes":[{"id":1,"type":"KSampler"}],"links":[]}'],
    [JSON.stringify({ ...project, version: '1' }), '{"format":"netloom","version":"1"}'],
    [JSON.stringify('x'.repeat(1000)), `"${'x'.repeat(59)}…`],
  ])('says how JSON begins that is no project: %s', (text, came) => {
    expect(parseProject(text).diagnostics[0]?.message).toContain(`came ${came}.`);
  });

  it('names the node of a fault', () => {
    const nodes = [{ id: 'a', type: 'Dense', position: { x: 0, y: null }, parameters: {} }];
    expect(parseProject(JSON.stringify({ ...project, nodes })).diagnostics[0]).toMatchObject({ code: 'invalid-field', nodeId: 'a' });
  });
});
