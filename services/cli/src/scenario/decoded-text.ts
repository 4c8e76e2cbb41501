import { failed, usageFailure } from '../failure.js';
import { fromWindows1252 } from './windows-1252.js';

/** What a text may be asked to be read as; the words of the WHATWG standard are known too. */
const asked: Readonly<Record<string, string>> = {
  'utf-8': 'utf-8',
  utf8: 'utf-8',
  'windows-1252': 'windows-1252',
  cp1252: 'windows-1252',
  'iso-8859-1': 'windows-1252',
  'iso-8859-15': 'iso-8859-15',
  latin1: 'windows-1252',
  'utf-16': 'utf-16le',
  'utf-16le': 'utf-16le',
  'utf-16be': 'utf-16be',
  macintosh: 'macintosh',
};

/**
 * The text of a file: UTF-8, with or without its mark, unless another encoding was asked for. What is recorded cannot be
 * changed, so nothing is ever guessed or replaced.
 * @throws CliFailure with the line that is not in the encoding, and what the file seems to be
 */
export function decodedText(file: string, bytes: Uint8Array, encoding = 'utf-8'): string {
  const name = asked[encoding.toLowerCase()];
  if (name === undefined)
    throw usageFailure(
      `--encoding « ${encoding} » n’est pas connu. Attendu : ${Object.keys(asked).join(', ')}.`,
    );
  const text = decoded(bytes, name);
  if (text !== undefined) return text;
  const seems = likely(bytes);
  const line = lineOfFault(bytes, name);
  throw failed(
    `${file}:${line} : ce fichier n’est pas en ${name.toUpperCase()}, à partir de cette ligne. ${
      seems
        ? `Il semble être en ${seems} : enregistrez-le en UTF-8, ou ajoutez --encoding ${seems}.`
        : 'Enregistrez-le en UTF-8.'
    }`,
    { file, line },
  );
}

function decoded(bytes: Uint8Array, name: string): string | undefined {
  try {
    const text =
      name === 'windows-1252' ? fromWindows1252(bytes) : new TextDecoder(name, { fatal: true }).decode(bytes);
    // NUL is in no text: UTF-16 read as something else.
    return text?.includes('\0') ? undefined : text;
  } catch {
    return undefined;
  }
}

function likely(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const zeros = bytes.subarray(0, 400).filter((byte) => byte === 0).length;
  if (zeros > 0) return bytes[0] === 0 ? 'utf-16be' : 'utf-16le';
  return 'windows-1252';
}

/** From 1. */
function lineOfFault(bytes: Uint8Array, name: string): number {
  let line = 1;
  let start = 0;
  for (let at = 0; at <= bytes.length; at++) {
    if (at < bytes.length && bytes[at] !== 0x0a) continue;
    if (decoded(bytes.subarray(start, at), name) === undefined) return line;
    line++;
    start = at + 1;
  }
  return 1;
}
