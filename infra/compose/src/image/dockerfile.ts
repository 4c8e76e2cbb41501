/** One instruction of a stage, its continuation lines joined. */
export interface Instruction {
  readonly name: string;
  /** All after the name, as written. */
  readonly rest: string;
}

/** What stands between one FROM and the next. */
export interface Stage {
  readonly name: string;
  /** An image, or the name of an earlier stage. */
  readonly from: string;
  readonly instructions: readonly Instruction[];
}

/** A COPY, taken apart; `from` is a stage, or undefined for the build context. */
export interface Copy {
  readonly from: string | undefined;
  readonly sources: readonly string[];
  readonly target: string;
}

/** The stages of a Dockerfile in their order. */
export function stages(dockerfile: string): Stage[] {
  const found: { name: string; from: string; instructions: Instruction[] }[] = [];
  const lines = dockerfile.replaceAll(/^\s*#.*\n/gm, '').replaceAll(/\\\n/g, ' ');
  for (const line of lines.split('\n')) {
    const [, name = '', rest = ''] = /^\s*([A-Z]+)\s+(.*\S)\s*$/.exec(line) ?? [];
    const [from = '', , stage = ''] = rest.split(/\s+/);
    if (name === 'FROM') found.push({ from, name: stage, instructions: [] });
    else if (name) found.at(-1)?.instructions.push({ name, rest });
  }
  return found;
}

/** The copies of a stage in their order. */
export const copies = ({ instructions }: Stage): Copy[] =>
  instructions.filter(({ name }) => name === 'COPY').map(({ rest }) => copyOf(rest));

/** @throws Error a flag that nothing here knows */
export function copyOf(rest: string): Copy {
  const words = rest.split(/\s+/);
  const flags = words.filter((word) => word.startsWith('--'));
  const paths = words.filter((word) => !word.startsWith('--'));
  const other = flags.find((flag) => !flag.startsWith('--from='));
  if (other) throw new Error(`COPY ${other}: this check knows no such flag`);
  return {
    from: flags[0]?.slice('--from='.length),
    sources: paths.slice(0, -1),
    target: paths.at(-1) ?? '',
  };
}

/** `A=1 B="2 3"` of an ENV or an ARG without a value (undefined). */
export function assignments(rest: string): [name: string, value: string | undefined][] {
  return [...rest.matchAll(/(\w+)(?:=("[^"]*"|\S*))?/g)].map(([, name = '', value]) => [
    name,
    value?.replace(/^"(.*)"$/, '$1'),
  ]);
}
