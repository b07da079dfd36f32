import { describe, expect, it } from 'vitest';
import { checkDerivative } from './derivative-check.ts';

const options = { tolerance: 1e-5, floor: 1e-8 };

describe('checkDerivative', () => {
  it('agrees with a right derivative', () => {
    expect(checkDerivative((d) => Math.sin(0.7 + d), Math.cos(0.7), options).verdict).toBe('agrees');
  });

  it('finds a derivative that is wrong by a thousandth', () => {
    expect(checkDerivative((d) => Math.exp(0.7 + d), Math.exp(0.7) * 1.001, options).verdict).toBe('wrong');
  });

  it('finds a wrong sign, a missing factor and NaN', () => {
    for (const derivative of [-Math.exp(1), 2 * Math.exp(1), Number.NaN]) {
      expect(checkDerivative((d) => Math.exp(1 + d), derivative, options).verdict).toBe('wrong');
    }
  });

  it.each([0, 1, 0.3])('counts ReLU at 0 with derivative %d as a kink', (derivative) => {
    expect(checkDerivative((d) => Math.max(0, d), derivative, options).verdict).toBe('kink');
  });

  it('does not excuse a derivative outside both slopes of a kink', () => {
    expect(checkDerivative((d) => Math.max(0, d), 1.5, options).verdict).toBe('wrong');
    expect(checkDerivative((d) => Math.max(0, d), -0.2, options).verdict).toBe('wrong');
  });

  it('steps below a kink nearby', () => {
    expect(checkDerivative((d) => Math.max(0, 3e-6 + d), 1, options).verdict).toBe('agrees');
    expect(checkDerivative((d) => Math.max(0, 3e-6 + d), 0.3, options).verdict).toBe('wrong');
    expect(checkDerivative((d) => Math.max(0, 3e-6 + d), 2, options).verdict).toBe('wrong');
  });
});
