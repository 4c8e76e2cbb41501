export type {
  Feed,
  FeedFilter,
  FeedHandler,
  FeedStatus,
  FeedSubscription,
  ParkedEvent,
  RunningSubscription,
} from './port.js';
