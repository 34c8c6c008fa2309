/** `a`, `a and b`, `a, b and c`, or `a, b, c and 4 more`. */
export function listing(items: readonly string[], most = 3): string {
  const shown = items.slice(0, most);
  if (items.length > most) return `${shown.join(', ')} and ${items.length - most} more`;
  const last = shown.pop() ?? '';
  return shown.length === 0 ? last : `${shown.join(', ')} and ${last}`;
}
