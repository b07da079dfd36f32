import { Button, Checkbox, Loader, Modal, SegmentedControl, Select, Tooltip } from '@mantine/core';
import { IconAlertCircleFilled, IconDownload, IconFileCode, IconPlayerPlayFilled } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import type { Checkpoint, RunInfo } from '../../host/api.ts';
import { closeDialog, useDialog } from '../window/dialogs.ts';
import { downloadProject, saveToUser } from '../host/files.ts';
import { formatBytes } from '../window/format.ts';
import { showWorkspace } from '../window/route.ts';
import { useDocument } from '../document/store.ts';
import { train } from '../train/run-actions.ts';
import { bestReason, bestSummary, hasWeights, keptCheckpoint, scoreTitle, trainingSummary } from '../train/run-facts.ts';
import { formatScore, mainScore, scoreOf } from '../train/run-scores.ts';
import { selectedRun, useRuns } from '../train/run-store.ts';
import { engineText, t } from '../language/text.ts';
import styles from './export-dialog.module.css';
import { chooseFormat, exportCode, type ExportFormat, exportOnnx, OPSETS, resetExport, useExport } from './export-store.ts';
import { ParityReportView } from './parity-report.tsx';

const ONNX = 'ONNX';
const PYTORCH = 'PyTorch';

/** Takes the network away: ONNX with its proof, PyTorch code with its weights, and the project file. */
export function ExportDialog() {
  const opened = useDialog(({ open }) => open === 'export');
  return (
    <Modal opened={opened} onClose={closeDialog} title={t('Export')} size={560}>
      <Content />
      <ProjectFile />
    </Modal>
  );
}

function Content() {
  const runs = useRuns((state) => state.runs).filter(hasWeights);
  return runs.length === 0 ? <NothingTrained /> : <RunExport runs={runs} />;
}

function NothingTrained() {
  const trainable = useDocument(({ analysis }) => analysis.trainable);
  const active = useRuns(({ runs }) => runs.length > 0);
  const start = async () => {
    if (!(await train())) return;
    closeDialog();
    showWorkspace('train');
  };
  return (
    <div className={styles.empty}>
      <h3>{t('No weights to export yet')}</h3>
      <p>
        {t(
          active
            ? 'What is exported, as ONNX or as PyTorch code, holds trained weights. The first checkpoint is written after the first epoch.'
            : 'What is exported, as ONNX or as PyTorch code, holds trained weights. Train a run first: its best and its last checkpoint can be exported.',
        )}
      </p>
      {!active && (
        <Button disabled={!trainable} leftSection={<IconPlayerPlayFilled size={13} />} onClick={() => void start()}>
          {t('Train')}
        </Button>
      )}
    </div>
  );
}

function runLabel(run: RunInfo): string {
  const score = (run.best ?? run.lastEpoch) ? bestSummary(run) : t('stopped in the first epoch');
  return [t('Run {number}', { number: run.number }), trainingSummary(run.project.training), score].join(' · ');
}

function RunExport({ runs }: { readonly runs: readonly RunInfo[] }) {
  const shown = useRuns(selectedRun);
  const [runId, setRunId] = useState((shown && hasWeights(shown) ? shown.id : runs[0]?.id) ?? '');
  const [chosen, setCheckpoint] = useState<Checkpoint>();
  const [opset, setOpset] = useState<number>(OPSETS[0]);
  const [baked, setBaked] = useState(false);
  const run = runs.find(({ id }) => id === runId) ?? runs[0];
  const checkpoint = run?.best ? (chosen ?? keptCheckpoint(run)) : 'last';
  const busy = useExport((state) => state.busy);
  const format = useExport((state) => state.format);
  const change = (apply: () => void) => {
    resetExport();
    apply();
  };
  if (!run) return null;
  return (
    <section className={styles.onnx} aria-label={format === 'onnx' ? ONNX : PYTORCH}>
      <Row label={t('Format')}>
        <SegmentedControl<ExportFormat>
          fullWidth
          aria-label={t('Format')}
          disabled={busy}
          value={format}
          data={[
            { value: 'onnx', label: ONNX },
            { value: 'pytorch', label: PYTORCH },
          ]}
          onChange={chooseFormat}
        />
      </Row>
      <Row label={t('Run')}>
        <Select
          aria-label={t('Run')}
          disabled={busy}
          value={run.id}
          data={runs.map((other) => ({ value: other.id, label: runLabel(other) }))}
          onChange={(id) => change(() => setRunId(id ?? ''))}
        />
      </Row>
      <Row label={t('Checkpoint')}>
        <SegmentedControl<Checkpoint>
          fullWidth
          aria-label={t('Checkpoint')}
          disabled={busy}
          value={checkpoint}
          data={[
            { value: 'best', label: epochLabel(t('Best'), run, run.best), disabled: !run.best },
            { value: 'last', label: epochLabel(t('Last'), run, run.lastEpoch) },
          ]}
          onChange={(value) => change(() => setCheckpoint(value))}
        />
      </Row>
      {run.best && (
        <p className={styles.hint}>
          {t('Best: epoch {epoch}, {reason}. The figures are {score} after the epoch.', {
            epoch: run.best.epoch,
            reason: bestReason(run),
            score: scoreTitle(run),
          })}
        </p>
      )}
      {format === 'onnx' ? (
        <>
          <Row label={t('ONNX opset')}>
            <Tooltip
              label={t('The version of the operator set. Take an older one only where the program that reads the file asks for it.')}
            >
              <div>
                <Select
                  aria-label={t('ONNX opset')}
                  disabled={busy}
                  value={String(opset)}
                  data={OPSETS.map(String)}
                  onChange={(value) => change(() => setOpset(Number(value)))}
                />
              </div>
            </Tooltip>
          </Row>
          <Row label={t('Preprocessing')}>
            <Tooltip
              label={t(
                'The file then takes values as they are stored: bytes of images, raw columns of a table. Texts are cut into tokens before it all the same.',
              )}
            >
              <div>
                <Checkbox
                  label={t('Build it into the file')}
                  disabled={busy}
                  checked={baked}
                  onChange={(event) => {
                    const { checked } = event.currentTarget;
                    change(() => setBaked(checked));
                  }}
                />
              </div>
            </Tooltip>
          </Row>
          <Outcome
            run={run}
            onExport={() => void exportOnnx({ runId: run.id, checkpoint, opset, preprocessing: baked ? 'graph' : 'metadata' })}
          />
        </>
      ) : (
        <CodeOutcome onExport={() => void exportCode(run.id, checkpoint)} />
      )}
    </section>
  );
}

function epochLabel(word: string, run: RunInfo, record: RunInfo['lastEpoch']): string {
  const score = mainScore(run.project);
  return record ? [word, t('epoch {epoch}', { epoch: record.epoch }), formatScore(score, scoreOf(score, record))].join(' · ') : word;
}

function Row({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div className={styles.row}>
      <span>{label}</span>
      {children}
    </div>
  );
}

/** The button, then what it is doing, then what came of it. */
function Outcome({ run, onExport }: { readonly run: RunInfo; onExport(): void }) {
  const { busy, result, problem } = useExport();
  if (busy) {
    return (
      <div className={styles.busy} role="status" aria-live="polite">
        <Loader size="sm" />
        <div>
          <b>{t('Writing and proving the file')}</b>
          <p>{t('Held-out samples run through the file and the training graph, a few through float64 arithmetic too.')}</p>
        </div>
      </div>
    );
  }
  if (result) {
    return (
      <>
        <ParityReportView result={result} project={run.project} />
        <Button
          fullWidth
          leftSection={<IconDownload size={15} stroke={1.7} />}
          onClick={() => void saveToUser(result.fileName, new Uint8Array(result.bytes), 'application/octet-stream')}
        >
          {t('Save {file} ({size})', { file: result.fileName, size: formatBytes(result.bytes.byteLength) })}
        </Button>
      </>
    );
  }
  return (
    <>
      <Problem text={problem} />
      <Button fullWidth data-autofocus onClick={onExport}>
        {t('Export and verify')}
      </Button>
    </>
  );
}

/** As `Outcome`, of the code and its weights, which are two files. */
function CodeOutcome({ onExport }: { onExport(): void }) {
  const { busy, code, problem } = useExport();
  if (busy) {
    return (
      <div className={styles.busy} role="status" aria-live="polite">
        <Loader size="sm" />
        <b>{t('Writing the code and its weights')}</b>
      </div>
    );
  }
  if (code) {
    return code.files.map(({ name, bytes }) => (
      <Button
        key={name}
        fullWidth
        leftSection={<IconDownload size={15} stroke={1.7} />}
        onClick={() => void saveToUser(name, new Uint8Array(bytes), 'application/octet-stream')}
      >
        {t('Save {file} ({size})', { file: name, size: formatBytes(bytes.byteLength) })}
      </Button>
    ));
  }
  return (
    <>
      <p className={styles.hint}>{t('A Python file with the network as a class, and the weights that its function load_netloom reads.')}</p>
      <Problem text={problem} />
      <Button fullWidth data-autofocus onClick={onExport}>
        {t('Write PyTorch code')}
      </Button>
    </>
  );
}

function Problem({ text }: { readonly text: string | undefined }) {
  if (text === undefined) return null;
  return (
    <p className={styles.problem} role="alert">
      <IconAlertCircleFilled size={15} aria-hidden />
      {engineText(text)}
    </p>
  );
}

function ProjectFile() {
  const name = useDocument(({ whole: project }) => project.name);
  return (
    <section className={styles.file} aria-label={t('Project file')}>
      <IconFileCode size={20} stroke={1.5} aria-hidden />
      <div>
        <b>{t('Project file')}</b>
        <p>{t('The drawing of {name} and its settings, without weights. Any Netloom opens it.', { name })}</p>
      </div>
      <Button variant="default" onClick={() => void downloadProject(useDocument.getState().whole)}>
        {t('Save .netloom')}
      </Button>
    </section>
  );
}
