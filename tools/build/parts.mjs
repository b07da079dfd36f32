/** What of other libraries a part bundles, with their licences: written into its output. */
export const LICENSES = 'third-party-licenses.txt';

/**
 * The two parts of a build: bundles for Node (command line, web server, Electron, engine process) and the page of the window.
 * @typedef {{ sources: readonly string[], output: string, marker: string }} Part
 * @type {{ readonly node: Part, readonly renderer: Part }}
 */
export const parts = {
  node: {
    sources: ['engine', 'host', 'server', 'electron', 'cli', 'tools/build', 'package.json', 'package-lock.json'],
    output: 'out/node',
    marker: 'cli.js',
  },
  renderer: {
    sources: ['renderer', 'engine', 'host', 'tools/build', 'package.json', 'package-lock.json'],
    output: 'out/renderer',
    marker: 'index.html',
  },
};
