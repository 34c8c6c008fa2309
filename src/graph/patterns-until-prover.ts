import { globMatches, globOf } from '../evaluator/glob.js';

export function actionCovers(a: string, b: string): boolean {
  const every = (text: string) => text === '*' || text === '*:*';
  return every(a) || (!every(b) && globMatches(globOf(a.toLowerCase()), b.toLowerCase()));
}
export function actionsIntersect(a: string, b: string): boolean {
  return overlap(a.toLowerCase(), b.toLowerCase());
}
export function arnCovers(a: string, b: string): boolean {
  return globMatches(globOf(a), b);
}
export function arnsIntersect(a: string, b: string): boolean {
  return overlap(a, b);
}
function overlap(a: string, b: string): boolean {
  let row = new Set([0]);
  const close = (set: Set<number>) => {
    for (const j of set) if (b[j] === '*') set.add(j + 1);
    return set;
  };
  row = close(row);
  for (const c of a) {
    const next = new Set<number>();
    if (c === '*') {
      const least = Math.min(...row);
      for (let j = least; j <= b.length; j++) next.add(j);
    } else {
      for (const j of row) {
        if (b[j] === '*') next.add(j);
        else if (j < b.length && (c === '?' || b[j] === '?' || b[j] === c)) next.add(j + 1);
      }
    }
    row = close(next);
    if (row.size === 0) return false;
  }
  return row.has(b.length);
}
