/**
 * The canvas with 1,000 layers and 1,500 wires in a browser: opening, panning, zooming, dragging a layer, editing a parameter that
 * changes every shape.
 *
 *     npm run bench:large-graph -- [seconds a gesture] [folder for pictures]
 *
 * Frames a second depend on what else the machine does; `cpu` is the processor time that the page's main thread took for a frame, or
 * for the whole of it, which depends on that less.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { loadavg } from 'node:os';
import path from 'node:path';
import { chromium, type CDPSession, type Page } from '@playwright/test';
import { withNetloom } from '../e2e/netloom.ts';
import { chromiumFlags, findOrInstallChromium } from '../tools/test/chromium.ts';
import { largeNetwork } from './large-network.ts';

const [seconds, pictures] = [Number(process.argv[2] ?? 3), process.argv.at(3)];
const ID = 'a-thousand-layers';

await withNetloom(async ({ url, home }) => {
  await mkdir(path.join(home, 'projects'), { recursive: true });
  await writeFile(path.join(home, 'projects', `${ID}.netloom`), JSON.stringify(largeNetwork()));
  const browser = await chromium.launch({ executablePath: findOrInstallChromium(), args: [...chromiumFlags] });
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  page.on('pageerror', (error) => console.error(error));
  // What the compiler of this script puts around functions has to be there in the page too.
  await page.addInitScript('globalThis.__name = (value) => value');
  const galleryAtRest = answersEnd(page);
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  await page.goto(url);
  await page
    .getByRole('button', { name: /^Open .* on the canvas/ })
    .first()
    .waitFor();
  await galleryAtRest();
  await told(session, 'open', () => page.evaluate(openProject, ID));
  if (pictures !== undefined) await page.screenshot({ path: path.join(pictures, 'all.png') });
  await gestures(page, session, 'all in view');
  await page.getByRole('button', { name: 'Show all' }).click();
  await page.waitForTimeout(1000);
  await page.locator('[data-id=stem]').click();
  await page.keyboard.press('Shift+F');
  await page.waitForTimeout(1500);
  await edits(page, session);
  if (pictures !== undefined) await page.screenshot({ path: path.join(pictures, 'near.png') });
  await gestures(page, session, 'at 110 %');
  await browser.close();
});

/** Waits until the host has answered what the page asked for: nothing came for a second. */
function answersEnd(page: Page): () => Promise<void> {
  let last = performance.now();
  page.on('websocket', (socket) => socket.on('framereceived', () => (last = performance.now())));
  return async () => {
    while (performance.now() - last < 1000) await page.waitForTimeout(100);
  };
}

interface Drawn {
  readonly frames: number;
  readonly milliseconds: number;
  /** The longest time from one frame to the next. */
  readonly longest: number;
}

async function gestures(page: Page, session: CDPSession, view: string): Promise<void> {
  for (const kind of ['pan', 'zoom', 'drag'] as const) {
    await told(session, `${kind}, ${view}`, () => page.evaluate(gesture, { kind, milliseconds: seconds * 1000 }));
    await page.waitForTimeout(500);
  }
}

/** Strides 2, 1, 2, … of the first convolution: each changes the shapes on 1,498 wires. Time is from the key to the next frame. */
async function edits(page: Page, session: CDPSession): Promise<void> {
  const stride = page.getByLabel(/^Stride/).first();
  await stride.click();
  for (const value of [2, 1, 2, 1, 2, 1, 2, 1]) {
    await stride.press('ControlOrMeta+a');
    await page.waitForTimeout(300);
    await page.evaluate(watchInput);
    await told(session, `edit, stride ${value}`, async () => {
      await stride.press(String(value));
      return page.evaluate(inputTime);
    });
  }
}

/** Prints what was drawn beside the processor time of the page's main thread and the machine's load. */
async function told(session: CDPSession, what: string, act: () => Promise<Drawn>): Promise<void> {
  const before = await mainThread(session);
  const { frames, milliseconds, longest } = await act();
  const cpu = (await mainThread(session)) - before;
  const each = frames > 1 ? `${((1000 * frames) / milliseconds).toFixed(1)} frames/s, longest ${longest.toFixed(0)} ms, ` : '';
  const time = frames > 1 ? `cpu ${(cpu / frames).toFixed(1)} ms a frame` : `${milliseconds.toFixed(0)} ms, cpu ${cpu.toFixed(0)} ms`;
  console.log(`${what.padEnd(24)} ${each}${time}; load ${loadavg()[0].toFixed(1)}`);
}

/** Processor time of the page's main thread so far, in milliseconds. */
async function mainThread(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics');
  return 1000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0);
}

/** In the page: goes to the project; ends with the first frame of it that is followed by others in time. */
async function openProject(id: string): Promise<Drawn> {
  const start = performance.now();
  window.location.hash = `#/project/${id}/build`;
  const frame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));
  let [before, drawn] = [start, 0];
  for (let steady = 0; steady < 4; ) {
    const now = await frame();
    const node = document.querySelector<HTMLElement>('.react-flow__node');
    const shown = node !== null && getComputedStyle(node).visibility === 'visible';
    steady = shown && now - before < 60 ? steady + 1 : 0;
    if (steady === 0) drawn = now;
    before = now;
  }
  return { frames: 1, milliseconds: drawn - start, longest: 0 };
}

/** In the page: an event of the gesture for each frame, as fast as frames come. */
async function gesture({ kind, milliseconds }: { kind: 'pan' | 'zoom' | 'drag'; milliseconds: number }): Promise<Drawn> {
  const pane = document.querySelector('.react-flow__pane');
  const box = document.querySelector('[data-canvas]')?.getBoundingClientRect();
  if (pane === null || box === undefined) throw new Error('There is no canvas.');
  const middle = { clientX: box.x + box.width / 2, clientY: box.y + box.height / 2 };
  const nodes = [...document.querySelectorAll<HTMLElement>('.react-flow__node')];
  const distance = (node: HTMLElement): number => {
    const { x, y, width, height } = node.getBoundingClientRect();
    return Math.hypot(x + width / 2 - middle.clientX, y + height / 2 - middle.clientY);
  };
  const held = nodes.reduce((a, b) => (distance(b) < distance(a) ? b : a));
  const grip = held.getBoundingClientRect();
  const at = { clientX: grip.x + grip.width / 2, clientY: grip.y + 4 };
  const common = { bubbles: true, cancelable: true, view: window };
  const mouse = (target: EventTarget, type: string, offset: number): boolean =>
    target.dispatchEvent(new MouseEvent(type, { ...common, clientX: at.clientX + offset, clientY: at.clientY + offset, buttons: 1 }));
  const wheel = (init: WheelEventInit): boolean => pane.dispatchEvent(new WheelEvent('wheel', { ...common, ...middle, ...init }));
  if (kind === 'drag') mouse(held, 'mousedown', 0);
  const start = performance.now();
  let [frames, before, longest] = [0, start, 0];
  while (before - start < milliseconds) {
    const phase = Math.floor(frames / 15 + 0.5) % 2 === 0 ? 1 : -1;
    if (kind === 'pan') wheel({ deltaX: 16 * phase, deltaY: 12 * phase });
    if (kind === 'zoom') wheel({ deltaY: 8 * phase, ctrlKey: true });
    if (kind === 'drag') mouse(window, 'mousemove', 4 * ((frames * phase) % 15));
    const now: number = await new Promise((resolve) => requestAnimationFrame(resolve));
    longest = Math.max(longest, now - before);
    before = now;
    frames += 1;
  }
  if (kind === 'drag') mouse(window, 'mouseup', 0);
  return { frames, milliseconds: before - start, longest };
}

/** In the page: notes how long the next input takes from its event to the frame that shows it. */
function watchInput(): void {
  const state = { milliseconds: NaN };
  Object.assign(window, { watched: state });
  window.addEventListener(
    'beforeinput',
    (event) => requestAnimationFrame(() => setTimeout(() => (state.milliseconds = performance.now() - event.timeStamp))),
    { once: true, capture: true },
  );
}

async function inputTime(): Promise<Drawn> {
  const { watched } = window as Window & { watched?: { milliseconds: number } };
  for (let tries = 0; watched !== undefined && Number.isNaN(watched.milliseconds) && tries < 500; tries += 1)
    await new Promise((resolve) => setTimeout(resolve, 10));
  return { frames: 1, milliseconds: watched?.milliseconds ?? NaN, longest: 0 };
}
