const times = Symbol.for('ctg.loaded-sample');
globalThis[times] = (globalThis[times] ?? 0) + 1;

/** How often this module was evaluated in this process. */
export const loadedTimes = () => globalThis[times];
