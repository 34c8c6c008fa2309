import { Token, type Path } from '../model/index.js';

/**
 * The place of a setting of something that is no policy: where the setting is missing, what is nearest above it.
 *
 * @param value what the setting is, where its path has a place in a list and so does not last
 */
export function settingAt({ token }: { readonly token: Token }, path: Path, value = ''): Token {
  return new Token(value, path, token.source, 'key');
}
