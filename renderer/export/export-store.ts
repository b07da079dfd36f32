import { create } from 'zustand';
import type { Checkpoint, ExportResult } from '../../host/api.ts';
import { messageOf } from '../window/failures.ts';
import { host } from '../host/host.ts';

export interface ExportRequest {
  readonly runId: string;
  readonly checkpoint: Checkpoint;
  readonly opset: number;
  readonly preprocessing: 'metadata' | 'graph';
}

interface ExportState {
  /** What is being or was exported last. */
  readonly request: ExportRequest | undefined;
  readonly busy: boolean;
  readonly result: ExportResult | undefined;
  /** Why it failed, in plain words. */
  readonly problem: string | undefined;
}

const nothing: ExportState = { request: undefined, busy: false, result: undefined, problem: undefined };

/** The export under way; it goes on while the dialog is closed. */
export const useExport = create<ExportState>()(() => nothing);

export const OPSETS = [21, 20, 19, 18, 17] as const;

/** Forgets the last result: something else was chosen. */
export function resetExport(): void {
  if (!useExport.getState().busy) useExport.setState(nothing);
}

/** Has the host write the ONNX file and prove it on held-out samples. */
export async function exportOnnx(request: ExportRequest): Promise<void> {
  useExport.setState({ request, busy: true, result: undefined, problem: undefined });
  try {
    const { runId, ...options } = request;
    useExport.setState({ busy: false, result: await host().exportRun(runId, options) });
  } catch (error) {
    useExport.setState({ busy: false, problem: messageOf(error) });
  }
}
