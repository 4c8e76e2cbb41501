/** How much a fold touched of its state: each property that was read, written, looked for or listed counts one. */
export class CountedWork {
  total = 0;
  readonly #counted = new WeakMap<object, object>();
  readonly #bare = new WeakSet<object>();

  /**
   * The same value, counting. Copying an object or a list (spread, `map`, `filter`, `includes`, JSON) reads each of its
   * properties, so a fold that copies what it has gathered for each event gives itself away.
   * @throws TypeError for what is no plain data: a Map or a class could be copied unseen
   */
  watch<T>(value: T): T {
    if (typeof value !== 'object' || value === null || this.#bare.has(value)) return value;
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
        return Reflect.set(target, key, entry);
      },
      has: (target, key) => {
        this.total++;
        return Reflect.has(target, key);
      },
      deleteProperty: (target, key) => {
        this.total++;
        return Reflect.deleteProperty(target, key);
      },
      ownKeys: (target) => {
        const keys = Reflect.ownKeys(target);
        this.total += keys.length;
        return keys;
      },
    });
    this.#counted.set(value, counting);
    this.#bare.add(counting);
    return counting as T;
  }
}
