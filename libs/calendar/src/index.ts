export { addDays, addMonths, compareDays, day, daysBetween, frenchDay, isDay, period, today } from './day.js';
export { type Bounds, impreciseBounds, impreciseDate } from './imprecise-date.js';
