import 'katex/dist/katex.min.css';
import katex from 'katex';
import { useMemo } from 'react';
import classes from './inspector.module.css';

/**
 * TeX formulas set by KaTeX, with MathML for screen readers. Several, separated by a comma and space, stand below each other;
 * one that doesn't fit breaks at its relations, or scrolls.
 */
export function Formula({ tex }: { readonly tex: string }) {
  const lines = useMemo(() => equationsOf(tex).map(typeset), [tex]);
  return (
    <div className={classes.formula}>
      {lines.map((html, line) => (
        <div key={line} dangerouslySetInnerHTML={{ __html: html }} />
      ))}
    </div>
  );
}

function typeset(tex: string): string {
  return katex.renderToString(`\\displaystyle ${tex}`, { throwOnError: false, output: 'htmlAndMathml' });
}

/** The equations of a formula; a single one where a comma stands within braces. */
function equationsOf(tex: string): readonly string[] {
  const parts = tex.split(/,\s*\\(?:;|quad)\s*/);
  const whole = parts.every((part) => count(part, '{') === count(part, '}') && count(part, '\\left') === count(part, '\\right'));
  return whole ? parts : [tex];
}

function count(text: string, part: string): number {
  return text.split(part).length - 1;
}
