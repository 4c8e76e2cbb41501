import type { ServiceDefinition } from '../service-definition.js';
import { deadLetterOperations } from './dead-letters.js';
import { groupOrders } from './group-orders.js';
import { groupQuestions } from './groups.js';
import type { AnyOperation } from './operation.js';

/** Every operation of a service: its own, and those that all services have. */
export const operationsOf = ({ name, operations = [] }: ServiceDefinition): readonly AnyOperation[] => [
  ...deadLetterOperations(name),
  ...groupQuestions(name),
  ...groupOrders(name),
  ...operations,
];
