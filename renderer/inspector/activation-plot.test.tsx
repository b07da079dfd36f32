import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { defaultsOf } from '../../engine/layers/parameters.ts';
import { layerOf } from '../../engine/layers/registry.ts';
import { ActivationPlot } from './activation-plot.tsx';
import { ActivationSection } from './activation-section.tsx';

let root: Root;

beforeEach(() => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
  document.body.innerHTML = '<div id="page"></div>';
  root = createRoot(document.getElementById('page') as HTMLElement);
});

afterEach(() => act(() => root.unmount()));

function layerWith(type: string, given: Readonly<Record<string, unknown>> = {}) {
  const layer = layerOf(type);
  if (layer === undefined) throw new Error(`no layer ${type}`);
  return { layer, parameters: { ...defaultsOf(layer.parameters), ...given } };
}

/** The paths of derivative and function. */
const drawn = () => [...document.querySelectorAll('path')].map((path) => path.getAttribute('d') ?? '');

it('draws function and derivative, and follows a parameter', () => {
  act(() => root.render(<ActivationPlot {...layerWith('LeakyReLU', { slope: 0.1 })} />));
  const [slope, value] = drawn();
  expect(document.querySelector('svg')?.getAttribute('aria-label')).toBe('The function and its derivative from -5 to 5');
  expect(value).toMatch(/^M30\.0 /);
  act(() => root.render(<ActivationPlot {...layerWith('LeakyReLU', { slope: 0.8 })} />));
  expect(drawn()).toHaveLength(2);
  expect(drawn()[0]).not.toBe(slope);
  expect(drawn()[1]).not.toBe(value);
});

it('draws the same for a layer as for the activation that it applies', () => {
  act(() => root.render(<ActivationPlot {...layerWith('Sigmoid')} />));
  const sigmoid = drawn();
  act(() => root.render(<ActivationPlot {...layerWith('Conv2D', { activation: 'sigmoid' })} />));
  expect(drawn()).toEqual(sigmoid);
});

it('says against what a softmax is drawn', () => {
  act(() => root.render(<ActivationPlot {...layerWith('Softmax')} />));
  expect(document.body.textContent).toContain('one of two scores, the other 0');
  act(() => root.render(<ActivationPlot {...layerWith('Tanh')} />));
  expect(document.body.textContent).not.toContain('score');
});

it('stays away from layers without an activation, and while a parameter is not allowed', () => {
  for (const section of [layerWith('Flatten'), layerWith('Dense', { activation: 'none' }), layerWith('ELU', { alpha: -3 })]) {
    act(() => root.render(<ActivationSection {...section} />));
    expect(document.getElementById('page')?.textContent).toBe('');
  }
});
