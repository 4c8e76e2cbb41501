export { blocksOfSpan, blocksWith } from './blocks.js';
export { addDays, addMonths, compareDays, day, daysBetween, frenchDay, isDay, period } from './day.js';
export { type Bounds, impreciseBounds, impreciseDate } from './imprecise-date.js';
export { endOfDay, noonOf, timeZoneOf, today } from './today.js';
