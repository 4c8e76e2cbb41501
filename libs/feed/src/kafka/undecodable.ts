import { NeedsRemedy } from '../delivery/needs-remedy.js';

/** A batch that this program has no way to read: trying again changes nothing. */
class UndecodableBatch extends NeedsRemedy {
  override readonly name = 'UndecodableBatch';
  constructor(cause: Error) {
    super(
      `The broker hands out batches that cannot be decoded (${cause.message}): set compression.type=producer on its topics, then fill them again with ctg relay republish --from 0.`,
      { cause },
    );
  }
}

const names = new Set([
  'KafkaJSNotImplemented',
  'KafkaJSUnsupportedMagicByteInMessageSet',
  'KafkaJSMessageParseError',
]);
/** What the decompressing libraries say of bytes that they cannot read. */
const sentences =
  /invalid zstd|zstd|lz4|snappy|decompress|uncompress|incorrect header check|unexpected EOF|invalid data/i;

/** What a consumer crashed of; told apart when it is, or comes from, a batch that cannot be decoded. */
export function asUndecodable(error: Error): Error {
  const cause = causes(error).find(isUndecodable);
  return cause ? new UndecodableBatch(cause) : error;
}

/** The client wraps what it tried several times in vain. */
function causes(error: Error): Error[] {
  const all: Error[] = [];
  let next: unknown = error;
  while (next instanceof Error && all.length < 5) {
    all.push(next);
    next = next.cause ?? (next as { originalError?: unknown }).originalError;
  }
  return all;
}

function isUndecodable({ name, message, ...error }: Error): boolean {
  const { code } = error as { code?: unknown };
  // A socket that was closed has a code of the network.
  const isOfNetwork = typeof code === 'string' && code.startsWith('E');
  return names.has(name) || (!isOfNetwork && !name.startsWith('KafkaJS') && sentences.test(message));
}
