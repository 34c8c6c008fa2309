import { describe, expect, it } from 'vitest';
import { renderReport } from '../../reports/index.js';
import { auditReport, finding, fullReport, jsonSchemaErrors } from '../support/report.js';

describe('the JSON report', () => {
  it('holds everything that the report holds', () => {
    expect(JSON.parse(renderReport('json', fullReport()))).toEqual(fullReport());
  });

  it('keeps to the published schema, whether full or empty', () => {
    expect(jsonSchemaErrors(JSON.parse(renderReport('json', fullReport())))).toEqual([]);
    expect(jsonSchemaErrors(JSON.parse(renderReport('json', auditReport({ accounts: [] }))))).toEqual([]);
  });

  it('has the same bytes whatever order the properties were put together in', () => {
    const report = fullReport();
    expect(renderReport('json', reversed(report) as typeof report)).toBe(renderReport('json', report));
  });

  it('keeps a name that is hostile or not even well-formed', () => {
    const subject = 'a\ud800\u202e\u001b[31m';
    const text = renderReport('json', auditReport({ findings: [finding({ subject })] }));
    expect(JSON.parse(text)).toMatchObject({ findings: [{ subject }] });
    expect(text).not.toContain('\u001b');
  });
});

describe('the schema of the JSON report', () => {
  const OPTIONAL = [
    /^preset$/,
    /^accounts\/0\/name$/,
    /\/locations\/\d\/label$/,
    /^findings\/0\/baselineState$/,
    /\/exception\/(rule|subject|owner|ticket)$/,
    /\/missingPermission$/,
  ];

  it('refuses a report that lacks any property, save the optional ones', () => {
    for (const [path, object] of objectsIn(fullReport())) {
      for (const key of Object.keys(object)) {
        const name = [...path, key].join('/');
        const copy = structuredClone(fullReport());
        Reflect.deleteProperty(objectAt(copy, path), key);
        const errors = jsonSchemaErrors(copy);
        const optional = OPTIONAL.some((pattern) => pattern.test(name));
        expect(errors.length > 0, `${name} is ${optional ? 'optional' : 'required'}`).toBe(!optional);
      }
    }
  });

  it('refuses a property that it does not know, in any object', () => {
    for (const [path] of objectsIn(fullReport())) {
      const copy = structuredClone(fullReport());
      Object.assign(objectAt(copy, path), { unheardOf: true });
      expect(jsonSchemaErrors(copy), path.join('/')).not.toEqual([]);
    }
  });

  it('refuses the report of another version', () => {
    expect(jsonSchemaErrors({ ...fullReport(), schemaVersion: 2 })).not.toEqual([]);
  });
});

type Path = readonly string[];

/** Every object in `value`, with the path to it. */
function objectsIn(value: unknown, path: Path = []): [Path, object][] {
  if (typeof value !== 'object' || value === null) return [];
  const here: [Path, object][] = Array.isArray(value) ? [] : [[path, value]];
  return [...here, ...Object.entries(value).flatMap(([key, child]) => objectsIn(child, [...path, key]))];
}

function objectAt(value: object, path: Path): object {
  return path.reduce<object>((object, key) => Reflect.get(object, key) as object, value);
}

/** The same value with the properties of every object in the opposite order. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, child]) => [key, reversed(child)]),
  );
}
