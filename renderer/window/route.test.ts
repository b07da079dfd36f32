import { describe, expect, it } from 'vitest';
import { formatRoute, parseRoute, type Route } from './route.ts';

describe('the address', () => {
  it('leads back to the page it was written for', () => {
    const routes: Route[] = [
      { page: 'home' },
      { page: 'datasets' },
      { page: 'dataset', id: 'mnist' },
      { page: 'dataset', id: '鳥/100%', view: 'table' },
      { page: 'project', id: 'a b/ü', workspace: 'train' },
      { page: 'project', id: 'x', workspace: 'build' },
      { page: 'project', id: 'x', workspace: 'evaluate' },
    ];
    for (const route of routes) expect(parseRoute(formatRoute(route))).toEqual(route);
  });

  it('is home where it says nothing that is known', () => {
    for (const hash of ['', '#', '#/nowhere', '#/project', '#/project/', '#/project/%E0%A4%A/train', '#/datasets/%E0%A4%A'])
      expect(parseRoute(hash)).toEqual({ page: 'home' });
  });

  it('leaves open which view of a dataset is shown where it names none', () => {
    expect(parseRoute('#/datasets/mnist/nowhere')).toEqual({ page: 'dataset', id: 'mnist' });
  });

  it('opens the canvas where no workspace is named', () => {
    expect(parseRoute('#/project/p1')).toEqual({ page: 'project', id: 'p1', workspace: 'build' });
  });
});
