import { describe, expect, it } from 'vitest';
import type { NodeStatistics } from '../../engine/training/events.ts';
import { layerReadings, readingsWithin } from './layer-readings.ts';

const nodes: readonly NodeStatistics[] = [
  { nodeId: 'input', activation: { mean: -0.5, spread: 1, dead: 0.25 } },
  { nodeId: 'first', activation: { mean: 2, spread: 4, dead: 0 }, gradient: 1e-6 },
  { nodeId: 'middle', activation: { mean: 0, spread: 2, dead: 1 }, gradient: 1e-4 },
  { nodeId: 'last', activation: { mean: 0, spread: 0, dead: 0 }, gradient: 1e-2 },
];

describe('badges of layers', () => {
  it('tell gradients by their power of ten, of layers that train', () => {
    const { byNode, scale } = layerReadings(nodes, 'gradient');
    expect([...byNode.keys()]).toEqual(['first', 'middle', 'last']);
    expect([...byNode.values()].map(({ text }) => text)).toEqual(['∇ 10⁻⁶', '∇ 10⁻⁴', '∇ 0.01']);
    expect(byNode.get('first')?.heat).toBe(0);
    expect(byNode.get('middle')?.heat).toBeCloseTo(0.5, 9);
    expect(byNode.get('last')?.heat).toBeCloseTo(1, 9);
    expect(scale).toEqual({ from: '10⁻⁶', to: '0.01' });
  });

  it('tell mean and spread, and the dead share as it is', () => {
    const spread = layerReadings(nodes, 'activation').byNode;
    expect(spread.get('input')).toEqual({ text: '−0.5 ± 1', heat: 0 });
    expect(spread.get('last')).toEqual({ text: '0 ± 0', heat: 0 });
    const dead = layerReadings(nodes, 'dead');
    expect(dead.byNode.get('input')).toEqual({ text: '25.0% dead', heat: 0.25 });
    expect(dead.scale).toEqual({ from: '0%', to: '100%' });
  });

  it('call what is fed no dead units', () => {
    const inputs = new Set(['input']);
    expect([...layerReadings(nodes, 'dead', inputs).byNode.keys()]).toEqual(['first', 'middle', 'last']);
    expect(layerReadings(nodes, 'activation', inputs).byNode.has('input')).toBe(true);
  });

  it('have no scale where nothing is known', () => {
    expect(layerReadings([], 'gradient')).toEqual({ byNode: new Map(), scale: undefined });
    expect(layerReadings([nodes[1]], 'gradient').byNode.get('first')?.heat).toBe(0.5);
  });

  it('put the gradients within a module together', () => {
    const inner: readonly NodeStatistics[] = [
      { nodeId: 'block[1]/a', gradient: 3 },
      { nodeId: 'block[2]/a', gradient: 4 },
      { nodeId: 'blocks/a', gradient: 100 },
    ];
    const within = readingsWithin(inner, new Map([['block', ['block[1]/', 'block[2]/']]]));
    expect(within.find(({ nodeId }) => nodeId === 'block')).toEqual({ nodeId: 'block', gradient: 5 });
  });
});
