export {
  type AnyQuery,
  defineQuery,
  type QueryDefinition,
  type Reaction,
  type ReactionExecute,
  type ServiceDefinition,
} from './service-definition.js';
