import { expect, it } from 'vitest';
import { emptyProject } from '../document/document.ts';
import { fittingLayers } from './fitting-layers.ts';
import { layerChoices, nameOfChoice } from './layer-choice.ts';
import { engineText, speak } from '../language/text.ts';
import { searchLayers } from './layer-search.ts';

const found = (query: string) => searchLayers(layerChoices, query).map(({ name }) => name);

it('puts the layer whose name is typed first', () => {
  expect(found('relu')[0]).toBe('ReLU');
  expect(found('dense')[0]).toBe('Dense');
});

it('finds layers by what else people call them', () => {
  expect(found('linear')).toContain('Dense');
  expect(found('shortcut')).toContain('Add');
});

it('asks every word to fit', () => {
  const pools = found('max pool');
  expect(pools.slice(0, 3).sort()).toEqual(['MaxPool1D', 'MaxPool2D', 'MaxPool3D']);
  for (const type of pools) expect(type).toMatch(/max|pool/i);
  expect(found('max zebra')).toEqual([]);
});

it('offers only layers that take the shape, each with what it gives', () => {
  const image = fittingLayers(layerChoices, { dtype: 'float32', shape: ['N', 32, 7, 7] }, emptyProject());
  const shapes = new Map(image.map(({ choice, output }) => [choice.name, output?.shape]));
  expect(shapes.get('Flatten')).toEqual(['N', 1568]);
  expect(shapes.get('Conv2D')).toEqual(['N', 32, 7, 7]);
  expect(shapes.has('Dense')).toBe(false);
  expect(shapes.has('Input')).toBe(false);
});

it('finds the uses of a layer that have names of their own', () => {
  expect(found('1x1')).toEqual(['1×1 convolution']);
  expect(found('pointwise')).toContain('1×1 convolution');
  expect(found('atrous')).toEqual(['Dilated 1-D convolution', 'Dilated convolution']);
  expect(found('grouped')[0]).toBe('Grouped convolution');
  const [pointwise] = searchLayers(layerChoices, '1x1');
  expect(pointwise).toMatchObject({ layer: { type: 'Conv2D' }, parameters: { kernelSize: [1, 1] } });
});

it('offers a named use only where its own parameters fit', () => {
  const offered = (channels: number) =>
    fittingLayers(layerChoices, { dtype: 'float32', shape: ['N', channels, 7, 7] }, emptyProject()).map(({ choice }) => choice.name);
  expect(offered(4)).toContain('Grouped convolution');
  expect(offered(3)).not.toContain('Grouped convolution');
  expect(offered(3)).toEqual(expect.arrayContaining(['1×1 convolution', 'Permute', 'Split']));
});

it.each([
  ['avg pool', /^AveragePool/],
  ['upconv', /^ConvTranspose/],
  ['deconvolution', /^ConvTranspose/],
  ['SE block', /^SqueezeExcitation$/],
  ['GAP', /^GlobalAveragePool$/],
  ['bn', /^BatchNorm$/],
  ['fc', /^Dense$/],
  ['卷积', /^Conv/],
  ['一维卷积', /^Conv1D$/],
  ['三维卷积', /^Conv3D$/],
  ['空洞卷积', /^Dilated/],
  ['扩张卷积', /^Dilated/],
  ['转置卷积', /^ConvTranspose/],
  ['深度可分离卷积', /^SeparableConv2D$/],
  ['空间可分离卷积', /^SpatiallySeparableConv2D$/],
  ['分组卷积', /^Grouped convolution$/],
  ['池化', /Pool/],
  ['最大池化', /^MaxPool/],
  ['平均池化', /^AveragePool/],
  ['残差', /^(Add|ResidualBlock)$/],
  ['全连接', /^Dense$/],
  ['激活函数', /^(Activation|ReLU|Sigmoid)$/],
  ['批归一化', /^BatchNorm$/],
  ['随机失活', /^Dropout$/],
])('finds %s first', (query, name) => {
  expect(found(query)[0]).toMatch(name);
});

it('takes L1 and L2 for no layer', () => {
  expect([...found('L1'), ...found('L2')]).toEqual([]);
});

it('finds layers by their category, after those that say it themselves', () => {
  const graphs = found('graph');
  expect(graphs).toEqual(expect.arrayContaining(['GCNConv', 'DropEdge', 'NodePairs', 'TopKPool']));
  expect(graphs.indexOf('GraphNorm')).toBeLessThan(graphs.indexOf('DropEdge'));
});

it('finds layers by their category in Chinese', async () => {
  await speak('zh');
  try {
    expect(found('激活函数')).toContain('ReLU');
    expect(found('卷积')).toContain('Conv2D');
  } finally {
    await speak('en');
  }
});

it('finds every layer and every use by its Chinese title before all others, and names uses in Chinese', async () => {
  await speak('zh');
  try {
    const missed = layerChoices.filter(({ id, title }) => {
      const [first] = searchLayers(layerChoices, engineText(title));
      return first?.id !== id;
    });
    expect(missed.map(({ id }) => id)).toEqual([]);
    const use = layerChoices.find(({ id }) => id === 'Conv2D-1x1');
    expect(use && nameOfChoice(use)).toBe('1×1 卷积');
    const dropout = layerChoices.find(({ id }) => id === 'Dropout');
    expect(dropout && nameOfChoice(dropout)).toBe('Dropout');
  } finally {
    await speak('en');
  }
});
