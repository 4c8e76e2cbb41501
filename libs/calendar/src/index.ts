export { addMonths, compareDays, day, frenchDay, isDay, period, today } from './day.js';
export { type Bounds, impreciseBounds, impreciseDate } from './imprecise-date.js';
