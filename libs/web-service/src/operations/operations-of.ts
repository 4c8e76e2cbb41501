import type { ServiceDefinition } from '../service-definition.js';
import { deadLetterOperations } from './dead-letters.js';
import type { AnyOperation } from './operation.js';

/** Every operation of a service: its own, and those that all services have. */
export const operationsOf = ({ name, operations = [] }: ServiceDefinition): readonly AnyOperation[] => [
  ...deadLetterOperations(name),
  ...operations,
];
