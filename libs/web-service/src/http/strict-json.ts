/** A body that is JSON by the letter but not one that anybody should send. `where` is a JSON path or a position. */
export class UnacceptableJson extends Error {
  override readonly name = 'UnacceptableJson';
  constructor(
    readonly fault: string,
    readonly where: string,
  ) {
    super(`${fault} (${where})`);
  }
}

const maxDepth = 32;
const forbiddenKeys = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * Reads JSON and refuses what usual parsers let through in silence: duplicate keys (the last one would win), keys that
 * reach an object's prototype, depth beyond 32, NUL and half characters, invalid UTF-8, numbers beyond what can be kept.
 * @throws UnacceptableJson
 */
export function parseStrictJson(bytes: Uint8Array): unknown {
  const text = decode(bytes);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new UnacceptableJson('JSON mal formé', place((cause as Error).message));
  }
  inspect(text);
  return value;
}

/** What the engine says of the place, in French; it gives a position for some faults and a character for others. */
function place(message: string): string {
  const position = /at position (\d+)/.exec(message)?.[1];
  if (position !== undefined) return `position ${position}`;
  if (message.includes('end of JSON input')) return 'fin inattendue du texte';
  const character = /^Unexpected token '(.)'/su.exec(message)?.[1];
  return character === undefined ? 'corps de la requête' : `caractère inattendu « ${character} »`;
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new UnacceptableJson('Texte qui n’est pas de l’UTF-8 valide', 'corps de la requête');
  }
}

interface Level {
  /** Of an object: the keys seen. Of a list: undefined. */
  readonly keys: Set<string> | undefined;
  /** The key or the index being read, for the path. */
  at: string | number;
  isKeyNext: boolean;
}

const token = /"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*|[{}[\],:]/gu;

/** Walks through text that is known to be valid JSON. */
function inspect(text: string): void {
  const levels: Level[] = [];
  for (const [piece] of text.matchAll(token)) {
    const level = levels.at(-1);
    const first = piece[0];
    if (first === '{' || first === '[') {
      const isObject = first === '{';
      levels.push({ keys: isObject ? new Set() : undefined, at: isObject ? '' : 0, isKeyNext: isObject });
      if (levels.length > maxDepth)
        throw new UnacceptableJson(`Plus de ${maxDepth} niveaux d’imbrication`, path(levels));
    } else if (first === '}' || first === ']') levels.pop();
    else if (first === ',' && level) {
      if (level.keys) level.isKeyNext = true;
      else level.at = Number(level.at) + 1;
    } else if (first === '"') inspectText(JSON.parse(piece) as string, level, levels);
    else if (first !== ':') inspectNumber(Number(piece), levels);
  }
}

function inspectText(text: string, level: Level | undefined, levels: readonly Level[]): void {
  if (level?.keys && level.isKeyNext) {
    level.at = text;
    level.isKeyNext = false;
    if (level.keys.has(text)) throw new UnacceptableJson('Champ présent deux fois', path(levels));
    if (forbiddenKeys.has(text)) throw new UnacceptableJson('Nom de champ interdit', path(levels));
    level.keys.add(text);
  }
  if (text.includes('\0')) throw new UnacceptableJson('Caractère nul (NUL) dans un texte', path(levels));
  if (!text.isWellFormed())
    throw new UnacceptableJson('Moitié de caractère Unicode dans un texte', path(levels));
}

function inspectNumber(number: number, levels: readonly Level[]): void {
  if (Number.isFinite(number) && (!Number.isInteger(number) || Number.isSafeInteger(number))) return;
  throw new UnacceptableJson('Nombre trop grand', path(levels));
}

const path = (levels: readonly Level[]): string =>
  levels
    .map(({ at, keys }) => (keys ? `.${at}` : `[${at}]`))
    .join('')
    .slice(0, 200) || 'racine';
