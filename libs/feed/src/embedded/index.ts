export { type EmbeddedFeedOptions, openEmbeddedFeed } from './embedded-feed.js';
