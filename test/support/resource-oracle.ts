/**
 * A second opinion on a value of a Resource element without policy variables: the documentation's rules written
 * down as a regular expression, which is no way to treat a stranger's policy but as good as any for a test.
 */
export function resourceOracle(pattern: string): RegExp {
  const fields = pattern.split(':');
  const parts = fields.map((field, index) => {
    if (index > 4) return anyOf(field, '[^]');
    // The `*` that ends the Region or the account goes on past colons.
    const isOpen = index > 2 && field.endsWith('*');
    return isOpen ? `${anyOf(field.slice(0, -1), '[^:]')}[^]*` : anyOf(field, '[^:]');
  });
  return new RegExp(`^${parts.join(':')}$`);
}

function anyOf(text: string, character: string): string {
  return text
    .replaceAll(/[.+^${}()|[\]\\]/g, String.raw`\$&`)
    .replaceAll('?', character)
    .replaceAll('*', `${character}*`);
}
