import { MantineProvider } from '@mantine/core';
import { createRoot } from 'react-dom/client';
import { expect, it, vi } from 'vitest';
import { partLater } from './part-later.tsx';

it('asks again for code that did not come, and shows it when it does', async () => {
  const load = vi.fn<() => Promise<() => string>>();
  load.mockRejectedValueOnce(new TypeError('Failed to fetch')).mockResolvedValueOnce(() => 'the part');
  const Part = partLater(load, () => 'waiting');
  const box = document.createElement('div');
  const root = createRoot(box);
  const shows = (text: string) => vi.waitFor(() => expect(box.textContent).toContain(text));
  root.render(<MantineProvider>{<Part />}</MantineProvider>);
  await shows('could not be loaded');
  box.querySelector('button')?.click();
  await shows('the part');
  root.render(<MantineProvider>{<Part key="again" />}</MantineProvider>);
  await shows('the part');
  expect(load).toHaveBeenCalledTimes(2);
  root.unmount();
});
