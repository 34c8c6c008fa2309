/**
 * A function that remembers what it made of a text, since the same few actions and resources are asked about again
 * and again. It forgets everything once there are more than `most`, so that a stranger's texts cannot fill it.
 */
export function remember<Value>(make: (text: string) => Value, most: number): (text: string) => Value {
  const known = new Map<string, Value>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined) return found;
    const value = make(text);
    if (known.size >= most) known.clear();
    known.set(text, value);
    return value;
  };
}
