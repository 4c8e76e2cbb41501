import { v5 as uuidFromName } from 'uuid';

/**
 * The id of what must be there once: the same name in the same namespace makes the same id (UUIDv5), so that a stream
 * that exists says that it is there already.
 * @param namespace a UUID: the convention that it is unique in
 */
export const madeId = (namespace: string, name: string): string => uuidFromName(name, namespace);
