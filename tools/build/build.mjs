import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { build as viteBuild } from 'vite';
import { sourceDigest } from './freshness.mjs';
import { install } from './install.mjs';
import { nodeConfig, preloadConfig } from './node.config.mjs';
import { parts } from './parts.mjs';
import { rendererConfig } from './renderer.config.mjs';

/** @type {Record<keyof typeof parts, readonly ((root: string) => import('vite').InlineConfig | Promise<import('vite').InlineConfig>)[]>} */
const configurations = { node: [nodeConfig, preloadConfig], renderer: [rendererConfig] };

/**
 * Builds a part into a folder of its own and moves it into its place, so that several builds at once do no harm.
 * @param {string} root
 * @param {keyof typeof parts} part
 */
export async function build(root, part) {
  const digest = sourceDigest(root, part);
  const outDir = join(root, `${parts[part].output}.building-${process.pid}`);
  try {
    for (const configuration of configurations[part]) {
      const config = await configuration(root);
      await viteBuild({ root, configFile: false, logLevel: 'warn', ...config, build: { ...config.build, outDir, emptyOutDir: false } });
    }
    await install(root, part, outDir, digest);
  } finally {
    rmSync(outDir, { recursive: true, force: true });
  }
}
