import { gzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { memoryFile } from './byte-file.ts';
import { refusal, textFile } from './testing/files.ts';
import { WordVectors } from './word-vectors.ts';

async function read(text: string | Uint8Array) {
  const file = typeof text === 'string' ? textFile('v.txt', text) : memoryFile('v.txt.gz', text);
  const data = await WordVectors.open(file, {});
  if (data.form !== 'tensors') throw new Error('tensors were expected');
  const [words, vectors] = data.tensors;
  const [count] = words.shape;
  return {
    words: [...(await words.rows(0, count))],
    shape: vectors.shape,
    vectors: [...(await vectors.rows(0, count))],
    tensors: data.tensors,
  };
}

describe('word vectors', () => {
  it('reads a word and its numbers from each line, as GloVe writes them', async () => {
    expect(await read('the 0.5 -1\n, 1e-2 3\n" 4 5\n2 6 7\n')).toMatchObject({
      words: ['the', ',', '"', '2'],
      shape: [4, 2],
      vectors: [0.5, -1, Math.fround(0.01), 3, 4, 5, 6, 7],
    });
  });

  it('passes over the header of word2vec and the names of columns', async () => {
    expect(await read('2 3\nthe 1 2 3 \nof 4 5 6 \n')).toMatchObject({ words: ['the', 'of'], shape: [2, 3], vectors: [1, 2, 3, 4, 5, 6] });
    expect(await read('word,x,y\nthe,1,2\n"say ""a, b""",3,4\n')).toMatchObject({ words: ['the', 'say "a, b"'], vectors: [1, 2, 3, 4] });
  });

  it('keeps spaces within a word, words that look like numbers, and other writings', async () => {
    expect(await read('床前 1 2\nat name@domain.com 3 4\n. . . 5 6\n')).toMatchObject({
      words: ['床前', 'at name@domain.com', '. . .'],
      vectors: [1, 2, 3, 4, 5, 6],
    });
    expect(await read('a\t1\t2\r\n\r\nb\t3\t4')).toMatchObject({ words: ['a', 'b'], vectors: [1, 2, 3, 4] });
    expect(await read(gzipSync(new TextEncoder().encode('a 1 2\nb 3 4\n')))).toMatchObject({ words: ['a', 'b'] });
  });

  it('reads rows anywhere, backward too', async () => {
    const { tensors } = await read('a 1 2\nb 3 4\nc 5 6\n');
    const [words, vectors] = tensors;
    expect([await vectors.rows(2, 1), await vectors.rows(0, 2)].map((rows) => [...rows])).toEqual([
      [5, 6],
      [1, 2, 3, 4],
    ]);
    expect(await words.rows(1, 1)).toEqual(['b']);
  });

  it('names the line that has fewer numbers, and files without any', async () => {
    expect(await refusal(() => read('a 1 2\nb 3 4\nc 5\n'))).toMatch(/^bad-file: v.txt, line 3: a word and 2 numbers were expected/);
    expect(await refusal(() => read('Call me Ishmael.\nSome years ago\n'))).toMatch(/^bad-file: v.txt, line 1: a word and the numbers/);
  });
});
