/**
 * The hash by which Kafka's own clients choose a partition, so that a producer in any language puts a key where ours
 * does (murmur2, 32 bits, seed 0x9747b28c; the order of the steps is the protocol's).
 */
function murmur2(key: Buffer): number {
  const factor = 0x5bd1e995;
  const { length } = key;
  let hash = 0x9747b28c ^ length;
  const whole = length - (length % 4);
  for (let at = 0; at < whole; at += 4) {
    let k = Math.imul(key.readInt32LE(at), factor);
    k ^= k >>> 24;
    hash = Math.imul(hash, factor) ^ Math.imul(k, factor);
  }
  const rest = length - whole;
  if (rest >= 3) hash ^= (key[whole + 2] as number) << 16;
  if (rest >= 2) hash ^= (key[whole + 1] as number) << 8;
  if (rest >= 1) hash = Math.imul(hash ^ (key[whole] as number), factor);
  hash ^= hash >>> 13;
  hash = Math.imul(hash, factor);
  return hash ^ (hash >>> 15);
}

/** The partition of a key in a topic of so many. */
export const partitionOf = (key: string, partitions: number): number =>
  (murmur2(Buffer.from(key)) & 0x7fffffff) % partitions;
