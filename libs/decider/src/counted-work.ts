/** What a fold does to its state: how much of it was touched, and whether anything of it changed. */
export class CountedWork {
  /** Each property that was read, written, looked for or listed counts one. */
  total = 0;
  /** Properties that have another value since; 0 unless they are to be noticed. */
  changes = 0;
  readonly #counted = new WeakMap<object, object>();
  readonly #watched = new WeakMap<object, object>();

  /** @param noticesChanges whether values are compared when they are set, which reads them */
  constructor(private readonly noticesChanges = false) {}

  /**
   * The same value, counting. Copying an object or a list (spread, `map`, `filter`, `includes`, JSON) reads each of its
   * properties, so a fold that copies what it has gathered for each event gives itself away.
   * @throws TypeError for what is no plain data: a Map or a class could be copied unseen
   */
  watch<T>(value: T): T {
    if (typeof value !== 'object' || value === null || this.#watched.has(value)) return value;
    const known = this.#counted.get(value);
    if (known) return known as T;
    // By name: what was cloned may be of another realm, with a prototype of its own.
    const kind = Object.getPrototypeOf(value)?.constructor?.name ?? 'Object';
    if (kind !== 'Object' && kind !== 'Array')
      throw new TypeError(`A state is plain data, as JSON has it; found ${kind}.`);
    const counting = new Proxy<object>(value, {
      get: (target, key) => {
        this.total++;
        const found = Reflect.get(target, key);
        return typeof found === 'object' ? this.watch(found) : found;
      },
      set: (target, key, entry) => {
        this.total++;
        if (this.noticesChanges && !isSame(Reflect.get(target, key), this.#watched.get(entry) ?? entry))
          this.changes++;
        return Reflect.set(target, key, entry);
      },
      has: (target, key) => {
        this.total++;
        return Reflect.has(target, key);
      },
      deleteProperty: (target, key) => {
        this.total++;
        if (Reflect.has(target, key)) this.changes++;
        return Reflect.deleteProperty(target, key);
      },
      ownKeys: (target) => {
        const keys = Reflect.ownKeys(target);
        this.total += keys.length;
        return keys;
      },
    });
    this.#counted.set(value, counting);
    this.#watched.set(counting, value);
    return counting as T;
  }
}

/**
 * The same value, or the same content in another copy. Looks into what differs only: a copy of a state that keeps most of
 * what it had costs what it does not keep.
 */
export function isSame(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  const [own, others] = [Object.entries(one), Object.keys(other)];
  return (
    Array.isArray(one) === Array.isArray(other) &&
    own.length === others.length &&
    own.every(([key, value]) => isSame(value, (other as Record<string, unknown>)[key]))
  );
}
