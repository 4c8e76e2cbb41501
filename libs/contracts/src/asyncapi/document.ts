import type { AnyEventDefinition } from '../define-event.js';
import { goldensOf } from '../schemas/golden.js';
import { type JsonSchema, schemaOfVersion, versionsOf } from '../schemas/json-schema.js';
import { eventHeaders } from './headers.js';
import { type Topic, topics } from './topics.js';

/** The AsyncAPI 3.0 document: topics, headers, and every version of every event with an example. */
export function asyncApiDocument(): Record<string, unknown> {
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Événements des conventions territoriales globales',
      version: '1.0.0',
      description:
        'Ce que les services publient sur Kafka, en CloudEvents 1.0 (mode binaire). Au moins une fois, dans l’ordre par clé. Un lecteur écarte ce qu’il a déjà vu par ce_source et ce_id, et ignore les champs et en-têtes qu’il ne connaît pas.',
      license: { name: 'Apache-2.0' },
    },
    defaultContentType: 'application/json',
    channels: Object.fromEntries(topics.map((topic) => [topic.service, channel(topic)])),
    operations: Object.fromEntries(topics.map((topic) => [`publish-${topic.service}`, operation(topic)])),
    components: {
      messages: Object.fromEntries(topics.flatMap(({ events }) => events.flatMap(messages))),
      messageTraits: { cloudEvent: { headers: headersSchema(), bindings: { kafka: { key: keySchema } } } },
    },
  };
}

const keySchema = {
  type: 'string',
  description: 'La convention, ou le flux d’un événement sans convention : l’ordre est tenu par clé.',
};

const messageName = (type: string, version: number): string => `${type}.v${version}`;

const namesOf = (definition: AnyEventDefinition): string[] =>
  versionsOf(definition).map((version) => messageName(definition.type, version));

const channel = ({ address, title, events }: Topic) => ({
  address,
  title,
  description: 'Conservé sans limite de durée.',
  messages: Object.fromEntries(
    events.flatMap(namesOf).map((name) => [name, { $ref: `#/components/messages/${name}` }]),
  ),
  bindings: { kafka: { topic: address, topicConfiguration: { 'retention.ms': -1, 'retention.bytes': -1 } } },
});

const operation = ({ service, title }: Topic) => ({
  action: 'send',
  channel: { $ref: `#/channels/${service}` },
  title,
});

function messages(definition: AnyEventDefinition): [string, unknown][] {
  return versionsOf(definition).map((version) => {
    const name = messageName(definition.type, version);
    // AsyncAPI's own schema format: its tools read no other draft, and ours uses only words that both know.
    const { $schema, ...payload } = schemaOfVersion(definition, version) as JsonSchema;
    const examples = goldensOf(definition.type, version).map(({ file, data }, index) => ({
      name: exampleName(file, index),
      payload: data,
    }));
    const message = {
      name: definition.type,
      title: definition.title,
      contentType: 'application/json',
      payload,
      examples,
      traits: [{ $ref: '#/components/messageTraits/cloudEvent' }],
    };
    return [name, message];
  });
}

const exampleName = (file: string, index: number): string => {
  if (file.includes('minimal')) return 'champs obligatoires';
  return index === 0 ? 'complet' : 'avant qu’un champ soit ajouté';
};

const headersSchema = () => ({
  type: 'object',
  required: eventHeaders.filter(({ required }) => required).map(({ name }) => name),
  properties: Object.fromEntries(
    eventHeaders.map(({ name, required: _required, ...rest }) => [name, { type: 'string', ...rest }]),
  ),
});
