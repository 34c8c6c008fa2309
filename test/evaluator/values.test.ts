import { describe, expect, it } from 'vitest';
import { blockContains, parseAddressBlock, parseDate, parseNumber } from '../../src/evaluator/values.js';

describe('a number', () => {
  it.each([
    ['10', 10],
    ['-2.5', -2.5],
    ['+1', 1],
    ['1e3', 1000],
    ['2.5E-1', 0.25],
  ])('%s', (text, value) => {
    expect(parseNumber(text)).toBe(value);
  });

  it.each(['', ' 1', '1 ', 'ten', '0x10', '1,000', '.5', '5.', 'NaN', 'Infinity', '1e9999'])(
    'is not %j',
    (text) => {
      expect(parseNumber(text)).toBeUndefined();
    },
  );
});

describe('a date', () => {
  const newYear = Date.UTC(2026, 0, 1);

  it.each([
    ['2026', newYear],
    ['2026-01', newYear],
    ['2026-01-01', newYear],
    ['2026-01-01T00:00Z', newYear],
    ['2026-01-01T00:00:00Z', newYear],
    ['2026-01-01T00:00:00', newYear],
    ['2026-01-01T00:00:00.25Z', newYear + 250],
    ['2026-01-01T00:00:00.1239Z', newYear + 123],
    ['2026-01-01T05:30:00+05:30', newYear],
    ['2025-12-31T19:00:00-0500', newYear],
    ['1767225600', newYear],
  ])('%s', (text, value) => {
    expect(parseDate(text)).toBe(value);
  });

  it.each(['', 'today', '2026-1-1', '2026-01-01 00:00:00', '2026-01-01T00:00:00+1', '01/01/2026'])(
    'is not %j',
    (text) => {
      expect(parseDate(text)).toBeUndefined();
    },
  );
});

describe('a block of addresses', () => {
  const contains = (block: string, address: string): boolean | undefined => {
    const [outer, inner] = [parseAddressBlock(block), parseAddressBlock(address)];
    return outer && inner && blockContains(outer, inner);
  };

  it.each([
    ['203.0.113.0/24', '203.0.113.255', true],
    ['203.0.113.77/24', '203.0.113.1', true],
    ['203.0.113.0/24', '203.0.114.0', false],
    ['10.0.0.0/8', '10.255.255.255', true],
    ['0.0.0.0/0', '255.255.255.255', true],
    ['203.0.113.0/24', '203.0.113.0/25', true],
    ['203.0.113.0/25', '203.0.113.0/24', false],
    ['::ffff:203.0.113.0/120', '203.0.113.9', true],
    ['203.0.113.9', '::ffff:203.0.113.9', true],
    ['2001:db8::/32', '2001:db8:ffff::1', true],
    ['2001:db8::/33', '2001:db8:8000::', false],
    ['::/0', '2001:db8::1', true],
    ['1:2:3:4:5:6:7:8', '1:2:3:4:5:6:7:8', true],
    ['1::', '1:0:0:0:0:0:0:0', true],
  ])('%s holds %s: %s', (block, address, expected) => {
    expect(contains(block, address)).toBe(expected);
  });

  it.each([
    '',
    '203.0.113',
    '203.0.113.256',
    '203.0.113.0/33',
    '203.0.113.0/x',
    '203.0.113.0/24/8',
    '2001:db8::/129',
    '2001:db8::1/32',
    '1:2:3:4:5:6:7',
    '1:2:3:4:5:6:7:8:9',
    '1:2:3:4:5:6:7::8:9',
    '1::2::3',
    '::12345',
    '::g',
    '::203.0.113.1:1',
  ])('is not %j', (text) => {
    expect(parseAddressBlock(text)).toBeUndefined();
  });
});
