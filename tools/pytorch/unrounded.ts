/**
 * Imported before the engine: constants of networks, which files hold as float32, keep all their digits. What is left between PyTorch
 * in float64 and the float64 executor is then a difference of the code.
 */
Object.defineProperty(globalThis, 'Float32Array', { value: Float64Array });
Math.fround = (x) => x;

export {};
