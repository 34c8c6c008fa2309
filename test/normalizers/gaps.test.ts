import { describe, expect, it } from 'vitest';
import { inventory } from '../support/rules.js';

describe('a credential report', () => {
  const row = { user: '<root_account>', arn: 'arn:aws:iam::111122223333:root' };
  const gaps = (Activity: object) => inventory({ Activity }).coverageGaps;

  it('without the time when it was made leaves the age of credentials open', () => {
    expect(gaps({ CredentialReport: [row] })).toMatchObject([
      { account: '111122223333', operation: 'iam:GetCredentialReport', errorCode: 'DocumentNotCollected' },
    ]);
  });

  it('is no gap with the time, and none where the recording never holds it', () => {
    expect(gaps({ CredentialReport: [row], GeneratedTime: '2026-02-03T04:05:06Z' })).toEqual([]);
    expect(gaps({})).toEqual([]);
  });
});
