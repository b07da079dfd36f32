import { appTexts } from './app.ts';
import { canvasTexts } from './canvas.ts';
import { codeTexts } from './code.ts';
import { commandsTexts } from './commands.ts';
import { dataTexts } from './data.ts';
import { documentTexts } from './document.ts';
import { evaluateTexts } from './evaluate.ts';
import { exportingTexts } from './export.ts';
import { galleryTexts } from './gallery.ts';
import { generateTexts } from './generate.ts';
import { hostTexts } from './host.ts';
import { importingTexts } from './import.ts';
import { inspectorTexts } from './inspector.ts';
import { modulesTexts } from './modules.ts';
import { paletteTexts } from './palette.ts';
import { problemsTexts } from './problems.ts';
import { safetyTexts } from './safety.ts';
import { samplesTexts } from './samples.ts';
import { themeTexts } from './theme.ts';
import { trainTexts } from './train.ts';

/**
 * The window's texts in simplified Chinese, by their English: an entry stands in the file of the folder that says it first. Keys and values are
 * ICU messages with the same arguments; English plurals need no forms here.
 */
export const windowTexts = {
  ...appTexts,
  ...canvasTexts,
  ...codeTexts,
  ...commandsTexts,
  ...dataTexts,
  ...documentTexts,
  ...evaluateTexts,
  ...exportingTexts,
  ...galleryTexts,
  ...generateTexts,
  ...hostTexts,
  ...importingTexts,
  ...inspectorTexts,
  ...modulesTexts,
  ...paletteTexts,
  ...problemsTexts,
  ...safetyTexts,
  ...samplesTexts,
  ...themeTexts,
  ...trainTexts,
} as const satisfies Readonly<Record<string, string>>;
