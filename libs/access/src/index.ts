export { type Actor, type Role, roles } from './roles.js';
