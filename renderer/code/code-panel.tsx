import { Loader, SegmentedControl } from '@mantine/core';
import { partLater } from '../controls/part-later.tsx';
import { useLanguage } from '../language/languages.ts';
import { t } from '../language/text.ts';
import classes from './code.module.css';
import { type CodeKind, showCode, useCodeKind } from './code-kind.ts';

// Monaco reads its own words from there while it is loaded.
const words = async () => {
  if (useLanguage.getState().language === 'zh') await import('monaco-editor/nls/lang/zh-cn');
};

const loading = () => <Loader className={classes.loading} size="sm" role="status" aria-label={t('Loading the editor')} />;

const ProjectEditor = partLater(async () => {
  await words();
  return (await import('./code-editor.tsx')).CodeEditor;
}, loading);

const PytorchView = partLater(async () => {
  await words();
  return (await import('./pytorch-view.tsx')).PytorchView;
}, loading);

/** The project's JSON, to be read and edited, or its network as PyTorch; the editor is loaded when the panel is first shown. */
export function CodePanel() {
  const kind = useCodeKind(({ kind }) => kind);
  return (
    <section className={classes.panel}>
      <SegmentedControl<CodeKind>
        className={classes.kinds}
        size="xs"
        aria-label={t('What is shown as code')}
        value={kind}
        data={[
          { value: 'project', label: t('Project (JSON)') },
          { value: 'pytorch', label: 'PyTorch' },
        ]}
        onChange={showCode}
      />
      {kind === 'project' ? <ProjectEditor /> : <PytorchView />}
    </section>
  );
}
