import canonicalize from 'canonicalize';
import type { JsonObject } from './port.js';

/** What the short way does not write. */
const unusual = new Error('not written the short way');

/**
 * Canonical JSON (RFC 8785). The platform writes a copy with its keys in order: half the time of the library, and every
 * append pays it twice. What the platform may write otherwise (keys that it orders as numbers, half characters, `toJSON`, what is no JSON)
 * the library writes, or refuses.
 * @throws Error what RFC 8785 cannot write; `undefined` for what is no JSON at all
 */
export function canonicalJson(value: JsonObject): string | undefined {
  let ordered: unknown;
  try {
    ordered = inOrder(value);
  } catch {
    return canonicalize(value);
  }
  return JSON.stringify(ordered);
}

/** @throws Error `unusual`; RangeError too deep, or a circle */
function inOrder(value: unknown): unknown {
  if (typeof value === 'string') return wellFormed(value);
  if (value === null || typeof value === 'boolean') return value;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  if (typeof value !== 'object' || 'toJSON' in value) throw unusual;
  if (Array.isArray(value)) return Array.from(value, inOrder);
  const copy: Record<string, unknown> = {};
  for (const key of Object.keys(value).sort()) {
    const entry = (value as Record<string, unknown>)[key];
    if (entry !== undefined) copy[ordinary(key)] = inOrder(entry);
  }
  return copy;
}

function wellFormed(text: string): string {
  if (!text.isWellFormed()) throw unusual;
  return text;
}

/** Not one that an object puts in front of the others because it is a number, nor the one that is no entry. */
function ordinary(key: string): string {
  const first = key.charCodeAt(0);
  if ((first >= 0x30 && first <= 0x39) || key === '__proto__') throw unusual;
  return wellFormed(key);
}
