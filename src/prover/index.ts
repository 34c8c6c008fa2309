export { actionCovers, actionIntersects, arnCovers, arnIntersects, covers, intersects } from './patterns.js';
