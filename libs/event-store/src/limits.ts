/**
 * What one append may carry. EventStoreDB refuses appends above 1 MiB by default (`MaxAppendSize`), so the port promises
 * no more, with some room for the envelope.
 */
export const limits = {
  eventsPerAppend: 500,
  bytesPerAppend: 1_000_000,
  typeLength: 200,
} as const;
