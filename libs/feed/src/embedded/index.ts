export { type Decode, fromStore } from '../delivery/recorded-event.js';
export { type EmbeddedFeedOptions, openEmbeddedFeed } from './embedded-feed.js';
