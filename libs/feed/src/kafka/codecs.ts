import { decompress as unpackZstd } from 'fzstd';
import kafkajs from 'kafkajs';
import { decompressFrameSync as unpackLz4 } from 'lz4-napi';
import { uncompressSync as unpackSnappy } from 'snappy';

/**
 * Teaches the client library to read batches that a broker wrote anew: a topic's `compression.type` makes it recompress
 * what the relay sent plain. The library brings gzip alone. Called once; nothing is ever compressed here.
 */
export function learnCodecs(): void {
  const { CompressionCodecs, CompressionTypes } = kafkajs;
  const readOnly = (unpack: (bytes: Buffer) => Buffer) => () => ({
    compress(): never {
      throw new Error('This program sends its records uncompressed.');
    },
    decompress: async (bytes: Buffer) => unpack(bytes),
  });
  CompressionCodecs[CompressionTypes.Snappy] = readOnly(snappy);
  CompressionCodecs[CompressionTypes.LZ4] = readOnly((bytes) => unpackLz4(bytes));
  CompressionCodecs[CompressionTypes.ZSTD] = readOnly((bytes) => Buffer.from(unpackZstd(bytes)));
}

/** How Java's snappy stream begins: its blocks stand behind one another, each after its length. */
const javaStream = Buffer.from([0x82, 0x53, 0x4e, 0x41, 0x50, 0x50, 0x59, 0x00]);
const javaHeader = 16;

/** A bare snappy block, or the stream of blocks that Java's library writes (and so every broker). */
function snappy(bytes: Buffer): Buffer {
  if (!bytes.subarray(0, javaStream.length).equals(javaStream)) return unpackSnappy(bytes) as Buffer;
  const blocks: Buffer[] = [];
  for (let at = javaHeader; at < bytes.length; ) {
    const length = bytes.readInt32BE(at);
    blocks.push(unpackSnappy(bytes.subarray(at + 4, at + 4 + length)) as Buffer);
    at += 4 + length;
  }
  return Buffer.concat(blocks);
}
