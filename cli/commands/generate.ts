import type { TextPiece, TextReport, TextSettings } from '../../engine/generation/definition.ts';
import type { Checkpoint } from '../../host/api.ts';
import { type CommandContext, datasetFolders, withEngine } from '../context.ts';
import { short } from '../output.ts';
import { checkpointArgument, runArgument } from '../run-argument.ts';

export interface GenerateOptions extends TextSettings {
  readonly checkpoint?: Checkpoint;
  readonly threads?: number;
}

/** What a run's network writes after a prompt, while it writes it. Ctrl-C ends the text where it is. */
export async function generate(context: CommandContext, run: string, options: GenerateOptions): Promise<void> {
  const { output, interrupted } = context;
  const { prompt, length, temperature, topK, topP, seed } = options;
  const runDirectory = await runArgument(run);
  const checkpoint = await checkpointArgument(runDirectory, options.checkpoint);
  const request = {
    ...{ runDirectory, datasets: datasetFolders(context), threads: options.threads ?? 1, checkpoint },
    ...{ prompt, length, temperature, seed, ...(topK !== undefined && { topK }), ...(topP !== undefined && { topP }) },
  };
  const parts: string[] = [];
  const onText = (pieces: readonly TextPiece[]) => {
    const text = pieces.map((piece) => piece.text).join('');
    // The prompt shows once the network begins to write: of a run that can't, nothing is told but why.
    output.write({ event: 'text', text }, parts.length === 0 ? prompt + text : text);
    parts.push(text);
  };
  const report = await withEngine(context, (engine) => engine.generate(request, { onText, signal: interrupted }));
  const { unknown, ...facts } = report;
  output.write(undefined, parts.length === 0 ? `${prompt}\n` : '\n');
  output.tell({ event: 'generated', run, checkpoint, seed, prompt, text: parts.join(''), unknown, ...facts });
  if (unknown.length > 0) output.aside(`note: ${unknownText(unknown)}`);
  output.aside(reportText(report));
}

/** "The prompt has what no training text has: “☃”, “é”. The network was never told what it is." */
function unknownText(unknown: readonly string[]): string {
  const named = unknown.slice(0, 10).map((part) => `“${part}”`);
  const more = unknown.length > named.length ? ` and ${unknown.length - named.length} more` : '';
  return `the prompt has what no training text has: ${named.join(', ')}${more}. The network reads it as unknown.`;
}

function reportText({ end, tokens, seconds, epoch }: TextReport): string {
  const how = { length: '', end: ', the text is over', stopped: ', stopped' }[end];
  const speed = seconds > 0 ? `, ${short(tokens / seconds)} a second` : '';
  return `${tokens} tokens${how}${speed}${epoch === undefined ? '' : `, weights of epoch ${epoch}`}`;
}
