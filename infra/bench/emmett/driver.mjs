/** The few calls that the benchmark makes on the alternative. */
import { getPostgreSQLEventStore } from '@event-driven-io/emmett-postgresql';

/** `append(stream, type, data, metadata)` makes the stream with one event. */
export function openEmmett(connectionString) {
  const store = getPostgreSQLEventStore(connectionString);
  return {
    append: (stream, type, data, metadata) =>
      store.appendToStream(stream, [{ type, data, metadata }], {
        expectedStreamVersion: 'STREAM_DOES_NOT_EXIST',
      }),
    close: () => store.close(),
  };
}
