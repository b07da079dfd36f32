import { describe, expect, it } from 'vitest';
import { messages } from '../../renderer/language/zh/engine/messages.ts';
import { engineTexts } from '../../renderer/language/zh/engine/texts.ts';
import { templateOf, translateEngineText } from '../../renderer/language/zh/engine/translate.ts';
import { engineTemplates } from './engine-templates.ts';

const templates = engineTemplates(['engine', 'host']);
const HOLE = /\{=?(\d+)\}/g;

/** What stands alike in both languages: types, formats, names of layers. */
const ALIKE: ReadonlySet<string> = new Set(['float32', 'float32 {0}', 'int64 {0}', 'Input', 'ModuleInput', 'ModuleOutput', 'string']);

describe('the Chinese of what the engine says', () => {
  it('is there for all that the sources of the engine and the host say', () => {
    const english = [...templates].filter(([text]) => !ALIKE.has(text) && !isKnown(filled(text)));
    expect(english).toEqual([]);
  });

  it('holds nothing that is said no more', () => {
    expect(Object.keys(messages).filter((text) => !templates.has(text))).toEqual([]);
  });

  it('has the holes of its English', () => {
    const wrong = Object.entries(engineTexts).filter(
      ([english, chinese]) => !chinese.includes('{}') && holesOf(english) !== holesOf(chinese),
    );
    expect(wrong).toEqual([]);
  });

  it('knows each template by itself, whatever fills it', () => {
    const mistaken = Object.keys(messages).flatMap((text) =>
      ['conv1', '3', 'N×3×4'].map((value) => [text, templateOf(filled(text, value))]).filter(([said, known]) => said !== known),
    );
    expect(mistaken).toEqual([]);
  });

  it('knows a sentence behind another one, whatever these are', () => {
    const sentences = Object.keys(messages).filter((text) => /^[A-Z].*[.?!]$/s.test(text));
    const garbled = sentences.flatMap((text, index) =>
      [1, 7, 61].flatMap((step) => {
        const [first, second] = [text, sentences[(index + step) % sentences.length]].map((each) => filled(each, '3'));
        const apart = translateEngineText(first) + translateEngineText(second);
        const together = translateEngineText(`${first} ${second}`);
        return spaceless(together) === spaceless(apart) ? [] : [`${first} ${second}: ${together}`];
      }),
    );
    expect(garbled).toEqual([]);
  });
});

const spaceless = (text: string): string => text.replaceAll(' ', '');

/** A template with a word of no language in each hole. */
function filled(text: string, value = '§'): string {
  return text.replaceAll(HOLE, (_, number: string) => (value === '§' ? `§${number}` : value));
}

function isKnown(text: string): boolean {
  return templateOf(text) !== undefined || /\p{Script=Han}/u.test(translateEngineText(text));
}

function holesOf(text: string): string {
  return [...text.matchAll(HOLE)]
    .map(([, number]) => number)
    .sort()
    .join();
}
