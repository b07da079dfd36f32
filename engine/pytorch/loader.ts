import type { Entry } from './body.ts';

/** `load_netloom` with the table of what fills each entry of the state dict. */
export function loaderText(entries: readonly Entry[]): string {
  const rows = entries.map(({ path, from, by }) => {
    const names = from.map((name) => JSON.stringify(name)).join(', ');
    return `    ${JSON.stringify(path)}: (${by === undefined ? names : [by, names].filter((part) => part !== '').join(', ')}${by === undefined || from.length === 0 ? ',' : ''}),`;
  });
  return [
    '# What fills each entry of the state dict: the name of a tensor in the file, or a function with the names of those that it takes.',
    entries.length === 0 ? 'WEIGHTS: dict[str, tuple] = {}' : ['WEIGHTS = {', ...rows, '}'].join('\n'),
    '',
    '',
    `def load_netloom(model: nn.Module, path: str) -> None:
    """Fills the model with the weights of a safetensors file that Netloom exported; says what is missing. Needs the package safetensors."""
    from safetensors.torch import load_file

    saved = load_file(path)
    names = {name for source in WEIGHTS.values() for name in source if isinstance(name, str)}
    missing = sorted(names - saved.keys())
    if missing:
        raise KeyError(f"{path} lacks {', '.join(missing)}: was it exported from this network?")
    state = {}
    for entry, source in WEIGHTS.items():
        if callable(source[0]):
            make, *parts = source
            state[entry] = make(*(saved[name] for name in parts)).contiguous()
        else:
            state[entry] = saved[source[0]]
    result = model.load_state_dict(state, strict=False)
    left = [name for name in result.missing_keys if not name.endswith("num_batches_tracked")]
    if left or result.unexpected_keys:
        raise KeyError(f"not filled: {left}, not in the model: {result.unexpected_keys}")`,
  ].join('\n');
}
