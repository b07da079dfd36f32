import { Argument, Command, CommanderError, Option } from 'commander';
import { columnUses, importTasks } from '../engine/conversion/definition.ts';
import { encodings } from '../engine/importers/table-settings.ts';
import { locateProgram } from '../host/program.ts';
import { check } from './commands/check.ts';
import { datasetActions, type DatasetsOptions, manageDatasets } from './commands/datasets.ts';
import { generate, type GenerateOptions } from './commands/generate.ts';
import { checkGradients } from './commands/gradcheck.ts';
import { importOwnData, type ImportDataOptions } from './commands/import-data.ts';
import { listTemplates } from './commands/lists.ts';
import { evaluate, type EvaluateOptions } from './commands/evaluate.ts';
import { exportFormats, exportModel, verify, type ExportOptions, type VerifyOptions } from './commands/models.ts';
import { predict, type PredictOptions } from './commands/predict.ts';
import { serveUntilInterrupted, type ServeOptions } from './commands/serve.ts';
import { train, type TrainOptions } from './commands/train.ts';
import { numberBetween, oneOf, wholeNumber, type CommandContext } from './context.ts';
import { exitCodeOf, exitCodes, InputError } from './exit.ts';
import { channelsOption, classOption, columnOption, separatorOption, splitOption, windowOption, yesOrNo } from './import-options.ts';
import { Output, type Streams } from './output.ts';

/**
 * The command line. Ends with 0 where all went well, 1 where something failed, 2 for bad input; a failure is one line on standard
 * error, and with `--json` an event as well.
 */
export async function main(args: readonly string[], streams: Streams = process): Promise<number> {
  // It stays for what is still being written when this function has returned.
  if (!streams.stdout.listeners('error').includes(endWithReader)) streams.stdout.on('error', endWithReader);
  const output = new Output(streams, args.includes('--json'));
  const interruption = new AbortController();
  const endListening = onInterrupt(() => interruption.abort());
  let exitCode: number = exitCodes.fine;
  const program = createProgram({ program: locateProgram(), output, interrupted: interruption.signal }, (code) => {
    exitCode = code;
  });
  try {
    await program.parseAsync(args, { from: 'user' });
    return exitCode;
  } catch (error) {
    const code = exitCodeOf(error);
    if (code !== exitCodes.fine) output.fail(error instanceof CommanderError ? usageError(error) : error);
    return code;
  } finally {
    endListening();
  }
}

/** Whoever read the output has gone, as `head` does: there is nothing left to do. */
function endWithReader(error: Error): void {
  if (!('code' in error) || error.code !== 'EPIPE') throw error;
  process.exit(exitCodes.failed);
}

/** A second Ctrl-C finds no listener any more and ends the process at once. */
function onInterrupt(action: () => void): () => void {
  const stop = () => {
    action();
    remove();
  };
  const remove = () => {
    process.off('SIGINT', stop);
    process.off('SIGTERM', stop);
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  return remove;
}

function usageError({ code, message }: CommanderError): InputError {
  if (code === 'commander.help') return new InputError('usage', 'Say what to do. `netloom --help` lists the commands.');
  return new InputError('usage', `${message.replace(/^error: /, '')}. \`netloom --help\` lists the commands.`);
}

const checkpointOption = () =>
  new Option('--checkpoint <which>', 'best or last; what the run kept if not given').argParser(oneOf('--checkpoint', ['best', 'last']));
const threadsOption = () => new Option('--threads <count>', 'threads inside one operator').argParser(wholeNumber('--threads', 1, 256));

function createProgram(context: CommandContext, end: (exitCode: number) => void): Command {
  const { output, program } = context;
  const root = new Command('netloom')
    .description('Draw, train and export neural networks.')
    .version(program.version)
    .exitOverride()
    .configureOutput({ writeOut: (text) => output.streams.stdout.write(text), writeErr: () => {}, outputError: () => {} });

  const command = (usage: string, description: string) => {
    const added = root.command(usage).description(description).option('--json', 'JSON lines on standard output, nothing else there');
    return added.showHelpAfterError(false);
  };

  command('templates', 'networks to start from').action(() => listTemplates(context));
  command('datasets', 'datasets to train on, bundled and your own; `datasets show ID`, `remove ID` or `rename ID TITLE` for one')
    .addArgument(new Argument('[action]', 'show, remove or rename').argParser(oneOf('datasets', datasetActions)))
    .argument('[id]', 'dataset that is meant')
    .argument('[title]', 'its new title')
    .option('--statistics', 'with show: numbers, classes, lengths and correlations of its values')
    .addOption(
      new Option('--split <name>', 'split that --statistics tell of').argParser(oneOf('--split', ['train', 'test'])).default('train'),
    )
    .action(
      (action: (typeof datasetActions)[number] | undefined, id: string | undefined, title: string | undefined, options: DatasetsOptions) =>
        manageDatasets(context, action, [id, title], options),
    );
  command('import-data <paths...>', 'make a dataset of files or a folder: tables, texts, arrays, pictures, masks, a graph, a series')
    .option('--out <id>', 'id of the dataset: a-z, 0-9 and -')
    .option('--preview', 'say what would come of it and store nothing')
    .option('--replace', 'take the place of a dataset of that id')
    .option('--target <name>', 'column or array to predict')
    .addOption(new Option('--task <task>', importTasks.join(', ')).argParser(oneOf('--task', importTasks)))
    .option('--title <text>', 'title of the dataset')
    .option('--license <text>', 'licence of the data')
    .option('--column <name=kind>', `what a column is: ${columnUses.join(', ')}; may be given several times`, columnOption)
    .option('--class <old=new>', 'another name for a class; may be given several times', classOption)
    .option('--split <how>', 'source, hash:SHARE, stratified:SHARE, order:SHARE or column:NAME', splitOption)
    .option('--window <steps>', 'LENGTH,HORIZON,STRIDE: rows are steps of a series of which windows are cut', windowOption)
    .option('--time <column>', 'with --window: the column that the rows are put in the order of')
    .option('--directed <yes|no>', 'whether the edges of a graph lead one way; guessed if not given', yesOrNo('--directed'))
    .option('--size <pixels>', 'edge that pictures are resized to', wholeNumber('--size', 1, 1024))
    .option('--channels <count>', '1 for grey, 3 for colours', channelsOption)
    .option('--reader <id>', 'reader in place of the surest one')
    .option('--separator <sign>', 'between the values of a table: , ; | or tab', separatorOption)
    .option('--header <yes|no>', 'whether the first row names the columns', yesOrNo('--header'))
    .addOption(new Option('--encoding <name>', 'encoding of a text').argParser(oneOf('--encoding', encodings)))
    .addOption(new Option('--decimal <sign>', 'decimal sign').argParser(oneOf('--decimal', ['.', ','])))
    .addOption(new Option('--ragged-rows <what>', 'refuse, skip or fill').argParser(oneOf('--ragged-rows', ['refuse', 'skip', 'fill'])))
    .addOption(new Option('--duplicate-columns <what>', 'refuse or number').argParser(oneOf('--duplicate-columns', ['refuse', 'number'])))
    .addOption(
      new Option('--passages <what>', 'samples of a text: lines or paragraphs').argParser(oneOf('--passages', ['lines', 'paragraphs'])),
    )
    .action((paths: string[], options: ImportDataOptions) => importOwnData(context, paths, options));
  command('check <project>', 'shapes, parameters and problems of a project file or a template').action(async (project: string) =>
    end(await check(context, project)),
  );
  command('train <project>', 'train into a run directory')
    .requiredOption('--out <folder>', 'run directory: a new or empty folder, or the run to go on with')
    .option('--epochs <count>', 'epochs in all', wholeNumber('--epochs', 1, 1_000_000))
    .option('--seed <number>', 'fixes weights, order and noise', wholeNumber('--seed', 0, 2 ** 32 - 1))
    .addOption(threadsOption())
    .option('--resume', 'go on from the last checkpoint of the run in --out')
    .action(async (project: string, options: TrainOptions) => end(await train(context, project, options)));
  command('evaluate <run>', 'loss, metrics, classes and mistakes on a split')
    .addOption(
      new Option('--split <name>', 'train, validation or test')
        .argParser(oneOf('--split', ['train', 'validation', 'test']))
        .default('test'),
    )
    .addOption(checkpointOption())
    .addOption(threadsOption())
    .action((run: string, options: EvaluateOptions) => evaluate(context, run, options));
  command('gradcheck <project>', 'compare gradients with central differences in float64').action(async (project: string) =>
    end(await checkGradients(context, project)),
  );
  command('export <run>', 'write the trained network as a model file')
    .addOption(new Option('--to <format>', 'onnx or pytorch').argParser(oneOf('--to', exportFormats)).makeOptionMandatory())
    .requiredOption('--out <file>', 'file to write')
    .option('--opset <number>', '17 to 21', wholeNumber('--opset', 1, 99), 21)
    .option('--with-preprocessing', 'have the file take stored values: bytes of images, raw columns')
    .addOption(checkpointOption())
    .action((run: string, options: ExportOptions) => exportModel(context, run, options));
  command('verify <file>', 'compare an exported file with its run on held-out samples')
    .requiredOption('--run <folder>', 'the run that it was exported from')
    .addOption(checkpointOption())
    .addOption(threadsOption())
    .action(async (file: string, options: VerifyOptions) => end(await verify(context, file, options)));
  command('predict <run>', 'what the trained network makes of samples in a file')
    .requiredOption('--input <path>', 'table with the columns of the training, pictures, arrays, texts, or input vectors as JSON or CSV')
    .option('--out <file>', 'file to write the predictions to: .csv or .json')
    .addOption(checkpointOption())
    .addOption(threadsOption())
    .action((run: string, options: PredictOptions) => predict(context, run, options));
  command('generate <run>', 'have a network that was trained to tell the next token write a text')
    .option('--prompt <text>', 'what the text begins with; nothing for a text from its beginning', '')
    .option('--length <count>', 'most tokens to write', wholeNumber('--length', 1, 100_000), 400)
    .option('--temperature <number>', '0 for the most probable token, 1 as the network has it', numberBetween('--temperature', 0, 100), 0.8)
    .option('--top-k <count>', 'draw among so many most probable tokens', wholeNumber('--top-k', 1, 1_000_000))
    .option('--top-p <share>', 'draw among the most probable tokens that have this share together', numberBetween('--top-p', 1e-6, 1))
    .option('--seed <number>', 'the same seed gives the same text', wholeNumber('--seed', 0, 2 ** 32 - 1), 1)
    .addOption(checkpointOption())
    .addOption(threadsOption())
    .action((run: string, options: GenerateOptions) => generate(context, run, options));
  command('serve', 'the editor for browsers on this machine')
    .option('--port <number>', 'port; 0 takes any free one', wholeNumber('--port', 0, 65_535))
    .option('--host <name>', 'a loopback name: 127.0.0.1, localhost or ::1')
    .action((options: ServeOptions) => serveUntilInterrupted(context, options));
  return root;
}
