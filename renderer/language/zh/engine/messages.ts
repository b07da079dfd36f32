/** What the engine and the host say of a project, data and runs: problems, fixes, errors, notes. */
export const messages: Readonly<Record<string, string>> = {};
