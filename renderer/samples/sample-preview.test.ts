import { afterEach, expect, it, vi } from 'vitest';
import type { DatasetPreview, HostApi } from '../../host/api.ts';
import { connectServices } from '../host/services.ts';
import { showSamples } from './sample-preview.ts';

const preview: DatasetPreview = { count: 1, fields: {} };
const previewDataset = vi.fn<HostApi['previewDataset']>();
const host: Partial<HostApi> = { previewDataset };
connectServices(host as HostApi);

afterEach(() => previewDataset.mockReset());

it('asks once for what several pictures show', async () => {
  previewDataset.mockResolvedValue(preview);
  const shown = [vi.fn(), vi.fn()];
  for (const show of shown) showSamples('once', 4, show);
  await vi.waitFor(() => shown.forEach((show) => expect(show).toHaveBeenCalledWith(preview)));
  expect(previewDataset).toHaveBeenCalledOnce();
});

it('asks for nothing that has left the screen, and anew where it comes back', async () => {
  previewDataset.mockResolvedValue(preview);
  const [left, back, other] = [vi.fn(), vi.fn(), vi.fn()];
  showSamples('left', 4, left)();
  showSamples('other', 4, other);
  await vi.waitFor(() => expect(other).toHaveBeenCalled());
  expect(previewDataset).toHaveBeenCalledExactlyOnceWith('other', 4);
  showSamples('left', 4, back);
  await vi.waitFor(() => expect(back).toHaveBeenCalledWith(preview));
  expect(left).not.toHaveBeenCalled();
});

it('asks again after a failure', async () => {
  previewDataset.mockRejectedValueOnce(new Error('The file is damaged.')).mockResolvedValue(preview);
  showSamples('damaged', 4, vi.fn());
  await vi.waitFor(() => expect(previewDataset).toHaveBeenCalledOnce());
  await new Promise((resolve) => setTimeout(resolve));
  const show = vi.fn();
  showSamples('damaged', 4, show);
  await vi.waitFor(() => expect(show).toHaveBeenCalledWith(preview));
});
