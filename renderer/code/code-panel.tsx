import { Loader } from '@mantine/core';
import { partLater } from '../controls/part-later.tsx';
import { useLanguage } from '../language/languages.ts';
import { t } from '../language/text.ts';
import classes from './code.module.css';

const CodeEditor = partLater(
  async () => {
    // Monaco reads its own words from there while it is loaded.
    if (useLanguage.getState().language === 'zh') await import('monaco-editor/nls/lang/zh-cn');
    return (await import('./code-editor.tsx')).CodeEditor;
  },
  () => <Loader className={classes.loading} size="sm" role="status" aria-label={t('Loading the editor')} />,
);

/** The project's JSON, to be read and edited; the editor is loaded when the panel is first shown. */
export function CodePanel() {
  return (
    <section className={classes.panel}>
      <CodeEditor />
    </section>
  );
}
