/** Events as CloudEvents 1.0: what leaves the system, over Kafka (binary mode) or HTTP (structured mode). */
export { type Attributes, attributesOf, type Envelope, serviceOf } from './attributes.js';
export { type StructuredCloudEvent, toCloudEvent } from './structured.js';
