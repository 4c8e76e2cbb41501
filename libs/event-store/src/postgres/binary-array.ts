/** Types of PostgreSQL by their numbers, which never change. */
const oid = { int8: 20, text: 25, uuid: 2950 } as const;

/**
 * Arrays as the server keeps them. As text, each quote of a document would be escaped here and read again there: a seventh of
 * an append. The driver sends a Buffer as it is.
 */
function arrayOf<T>(
  type: number,
  values: readonly T[],
  sizeOf: (value: T) => number,
  write: (buffer: Buffer, value: T, at: number, size: number) => void,
): Buffer {
  const sizes = values.map(sizeOf);
  const buffer = Buffer.allocUnsafe(sizes.reduce((sum, size) => sum + 4 + size, 20));
  // One dimension, no NULL, the type, how many, counted from 1.
  [1, 0, type, values.length, 1].forEach((number, index) => {
    buffer.writeInt32BE(number, index * 4);
  });
  let at = 20;
  values.forEach((value, index) => {
    const size = sizes[index] as number;
    buffer.writeInt32BE(size, at);
    write(buffer, value, at + 4, size);
    at += 4 + size;
  });
  return buffer;
}

/** `text[]` */
export const textArray = (values: readonly string[]): Buffer =>
  arrayOf(
    oid.text,
    values,
    (value) => Buffer.byteLength(value),
    (buffer, value, at) => buffer.write(value, at),
  );

/** `uuid[]` */
export const uuidArray = (values: readonly string[]): Buffer =>
  arrayOf(
    oid.uuid,
    values,
    () => 16,
    (buffer, value, at) => buffer.write(value.replaceAll('-', ''), at, 'hex'),
  );

/** `bigint[]` */
export const bigintArray = (values: readonly number[]): Buffer =>
  arrayOf(
    oid.int8,
    values,
    () => 8,
    (buffer, value, at) => buffer.writeBigInt64BE(BigInt(value), at),
  );
