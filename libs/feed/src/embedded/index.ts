export { type EmbeddedFeedOptions, openEmbeddedFeed } from './embedded-feed.js';
export { type Decode, fromStore } from './recorded-event.js';
