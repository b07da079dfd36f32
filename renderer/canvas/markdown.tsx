import { lexer, type Token, type Tokens } from 'marked';
import { memo, type ReactNode } from 'react';
import { t } from '../language/text.ts';

/** Markdown as elements. HTML in it stays text, pictures are named only, and links open nothing but web pages. */
export const Markdown = memo(function Markdown({ text }: { readonly text: string }) {
  return blocks(lexer(text));
});

function blocks(tokens: readonly Token[]): ReactNode {
  return tokens.map((token, index) => <Block key={index} token={token} />);
}

function Block({ token }: { readonly token: Token }): ReactNode {
  switch (token.type) {
    case 'heading':
      return token.depth === 1 ? <h4>{inline(token)}</h4> : <h5>{inline(token)}</h5>;
    case 'paragraph':
      return <p>{inline(token)}</p>;
    case 'blockquote':
      return <blockquote>{blocks((token as Tokens.Blockquote).tokens)}</blockquote>;
    case 'code':
      return <pre>{(token as Tokens.Code).text}</pre>;
    case 'hr':
      return <hr />;
    case 'list':
      return <List list={token as Tokens.List} />;
    case 'table':
      return <Table table={token as Tokens.Table} />;
    case 'space':
      return null;
    default:
      return inline(token);
  }
}

function List({ list: { ordered, start, items } }: { readonly list: Tokens.List }) {
  const entries = items.map(({ tokens, task, checked }, index) => (
    <li key={index}>
      {task && <input type="checkbox" checked={checked === true} readOnly tabIndex={-1} aria-label={t(checked ? 'done' : 'to do')} />}
      {blocks(tokens)}
    </li>
  ));
  return ordered ? <ol start={start === '' ? 1 : start}>{entries}</ol> : <ul>{entries}</ul>;
}

function Table({ table: { header, rows } }: { readonly table: Tokens.Table }) {
  return (
    <table>
      <thead>
        <tr>
          {header.map((cell, index) => (
            <th key={index}>{spans(cell.tokens)}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, index) => (
          <tr key={index}>
            {row.map((cell, column) => (
              <td key={column}>{spans(cell.tokens)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function inline(token: Token): ReactNode {
  const tokens = 'tokens' in token ? (token as Tokens.Generic).tokens : undefined;
  return tokens === undefined ? token.raw : spans(tokens);
}

function spans(tokens: readonly Token[]): ReactNode {
  return tokens.map((token, index) => <Span key={index} token={token} />);
}

function Span({ token }: { readonly token: Token }): ReactNode {
  switch (token.type) {
    case 'strong':
      return <strong>{inline(token)}</strong>;
    case 'em':
      return <em>{inline(token)}</em>;
    case 'del':
      return <s>{inline(token)}</s>;
    case 'codespan':
      return <code>{(token as Tokens.Codespan).text}</code>;
    case 'br':
      return <br />;
    case 'link':
      return <Link link={token as Tokens.Link} />;
    case 'escape':
      return (token as Tokens.Escape).text;
    case 'text':
      return 'tokens' in token ? inline(token) : (token as Tokens.Text).text;
    default:
      return token.raw;
  }
}

function Link({ link }: { readonly link: Tokens.Link }) {
  if (!/^https?:\/\//.test(link.href)) return inline(link);
  return (
    <a href={link.href} target="_blank" rel="noreferrer noopener">
      {inline(link)}
    </a>
  );
}
