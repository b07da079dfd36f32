import { describe, expect, it } from 'vitest';
import { translateEngineText } from './translate.ts';

describe('what the engine says', () => {
  it('stays English where it is not known', () => {
    for (const text of ['A sentence that nobody says.', 'To be, or not to be.', 'constructor', 'conv1', '3×3, 64', ''])
      expect(translateEngineText(text)).toBe(text);
  });

  it('is known by its template, with what fills it', () => {
    expect(translateEngineText('Insert Dense with 10 units')).toBe('插入含 10 个单元的 Dense');
    expect(translateEngineText('There is no dataset “irises”. Choose one in the inspector.')).toBe(
      '没有数据集“irises”。请在属性中选择一个。',
    );
  });

  it('translates what fills a template where that is known', () => {
    expect(translateEngineText('Conv2D expects an image with channels, height and width.')).toBe('Conv2D 需要带通道、高和宽的图像。');
    expect(translateEngineText('Column "note" is left out: it holds what tells rows apart.')).toBe(
      '已略去列“note”：其中是用于区分各行的编号。',
    );
  });

  it('leaves names alone that people gave, though they be words', () => {
    expect(translateEngineText('Column "image" is left out: it holds texts.')).toBe('已略去列“image”：其中是文本。');
  });

  it('knows messages within messages, behind places and one after another', () => {
    expect(translateEngineText("This network can't be trained yet: The network has no input. Add an Input layer.")).toBe(
      '此网络还不能训练：网络没有输入。请添加 Input 层。',
    );
    expect(
      translateEngineText('data.csv, line 3: the row has 2 values instead of 3. Mend it, choose another separator, or skip such rows.'),
    ).toBe('data.csv 第 3 行：这一行有 2 个值，而非 3 个。请修正、选择其他分隔符，或跳过这样的行。');
    expect(translateEngineText('Netloom is closing. Unknown error.')).toBe('Netloom 正在关闭。未知错误。');
  });

  it('says shapes with their kinds, and lists', () => {
    expect(translateEngineText('N×8×28×28, image')).toBe('N×8×28×28，图像');
    expect(translateEngineText('N×F, N×C×T, N×C×H×W or N×C×D×H×W')).toBe('N×F、N×C×T、N×C×H×W 或 N×C×D×H×W');
  });

  it('takes the template that says most', () => {
    expect(translateEngineText('Use 4 heads')).toBe('使用 4 个头');
    expect(translateEngineText('Use conv2 again')).toBe('重新启用 conv2');
  });
});
