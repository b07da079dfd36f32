import 'katex/dist/katex.min.css';
import katex from 'katex';
import { useMemo } from 'react';
import classes from './inspector.module.css';

/** A TeX formula set by KaTeX, with MathML for screen readers; one that doesn't fit breaks at its relations, or scrolls. */
export function Formula({ tex }: { readonly tex: string }) {
  const html = useMemo(() => katex.renderToString(`\\displaystyle ${tex}`, { throwOnError: false, output: 'htmlAndMathml' }), [tex]);
  return <div className={classes.formula} dangerouslySetInnerHTML={{ __html: html }} />;
}
