/** What is published on Kafka, for programs (AsyncAPI 3.0) and for readers. */
export { asyncApiDocument } from './document.js';
export { eventsPage } from './events-page.js';
export { asyncApiPage } from './page.js';
