import { create } from 'zustand';
import type { Checkpoint, CodeExportResult, ExportResult } from '../../host/api.ts';
import { messageOf } from '../window/failures.ts';
import { host } from '../host/host.ts';

export interface ExportRequest {
  readonly runId: string;
  readonly checkpoint: Checkpoint;
  readonly opset: number;
  readonly preprocessing: 'metadata' | 'graph';
}

export type ExportFormat = 'onnx' | 'pytorch';

interface ExportState {
  readonly format: ExportFormat;
  readonly busy: boolean;
  readonly result: ExportResult | undefined;
  readonly code: CodeExportResult | undefined;
  /** Why it failed, in plain words. */
  readonly problem: string | undefined;
}

const nothing = { busy: false, result: undefined, code: undefined, problem: undefined };

/** The export under way; it goes on while the dialog is closed. */
export const useExport = create<ExportState>()(() => ({ format: 'onnx', ...nothing }));

export const OPSETS = [21, 20, 19, 18, 17] as const;

/** Forgets the last result: something else was chosen. */
export function resetExport(): void {
  if (!useExport.getState().busy) useExport.setState(nothing);
}

/** Has the host write the ONNX file and prove it on held-out samples. */
export async function exportOnnx(request: ExportRequest): Promise<void> {
  useExport.setState({ ...nothing, busy: true });
  try {
    const { runId, ...options } = request;
    useExport.setState({ busy: false, result: await host().exportRun(runId, options) });
  } catch (error) {
    useExport.setState({ busy: false, problem: messageOf(error) });
  }
}

export function chooseFormat(format: ExportFormat): void {
  resetExport();
  useExport.setState({ format });
}

/** Has the host write the network as PyTorch code. */
export async function exportCode(runId: string, checkpoint: Checkpoint): Promise<void> {
  useExport.setState({ ...nothing, busy: true });
  try {
    useExport.setState({ busy: false, code: await host().exportCode(runId, { checkpoint }) });
  } catch (error) {
    useExport.setState({ busy: false, problem: messageOf(error) });
  }
}
