import { readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Snapshot, SnapshotEntity } from '../../src/model/index.js';
import { readSnapshot, snapshotText, writeSnapshot } from '../../src/snapshot/index.js';
import fc from '../support/properties.js';
import { accountSnapshot, snapshotWith } from './example-snapshot.js';
import { hostileSnapshot } from './hostile-snapshot.js';
import { filesBelow, inTemporaryFolder } from './temporary-folder.js';

const RUNS = { numRuns: 25 };

describe('a snapshot that is written and read', () => {
  it('is the same snapshot, whatever its names are', async () => {
    await fc.assert(
      fc.asyncProperty(hostileSnapshot, async (snapshot) => {
        await inTemporaryFolder(async (folder) => {
          await writeSnapshot(snapshot, path.join(folder, 'snapshot'));
          const read = await readSnapshot(path.join(folder, 'snapshot'));
          const { snapshot: ordered } = snapshotText(snapshot);
          expect(read.snapshot).toEqual(ordered);
          expect(new Set(entitiesOf(ordered))).toEqual(new Set(entitiesOf(snapshot)));
          expect(new Set(ordered.coverageGaps)).toEqual(new Set(snapshot.coverageGaps));
        });
      }),
      RUNS,
    );
  });

  it('leaves nothing outside its folder and no two names that differ in case alone', async () => {
    await fc.assert(
      fc.asyncProperty(hostileSnapshot, async (snapshot) => {
        await inTemporaryFolder(async (folder) => {
          await writeSnapshot(snapshot, path.join(folder, 'snapshot'));
          expect(readdirSync(folder)).toEqual(['snapshot']);
          const entries = readdirSync(folder, { recursive: true }).map(String);
          expect(new Set(entries.map((entry) => entry.toLowerCase())).size).toBe(entries.length);
          for (const entry of entries) expect(entry).toMatch(/^[\w+=,@.%~/-]+$/);
        });
      }),
      RUNS,
    );
  });

  it('gives the same bytes in whatever order AWS answered', async () => {
    await fc.assert(
      fc.asyncProperty(hostileSnapshot, async (snapshot) => {
        await inTemporaryFolder(async (folder) => {
          await writeSnapshot(snapshot, path.join(folder, 'one'));
          await writeSnapshot(backwards(snapshot), path.join(folder, 'other'));
          expect(filesBelow(path.join(folder, 'other'))).toEqual(filesBelow(path.join(folder, 'one')));
        });
      }),
      RUNS,
    );
  });

  it('has the texts that it has before it is written', async () => {
    await fc.assert(
      fc.asyncProperty(hostileSnapshot, async (snapshot) => {
        await inTemporaryFolder(async (folder) => {
          await writeSnapshot(snapshot, folder);
          const live = snapshotText(snapshot);
          const read = await readSnapshot(folder);
          const files = filesBelow(folder);
          const readEntities = entitiesOf(read.snapshot);
          for (const [index, entity] of entitiesOf(live.snapshot).entries()) {
            const text = live.textOf(entity);
            expect(text.text()).toBe(files.get(text.uri));
            const readText = read.textOf(readEntities[index] ?? entity);
            expect([readText.uri, readText.text()]).toEqual([text.uri, text.text()]);
          }
        });
      }),
      RUNS,
    );
  });
});

describe('a property that JavaScript has a meaning for', () => {
  it('is a property like any other', async () => {
    const SummaryMap = JSON.parse('{ "__proto__": 1, "constructor": 2 }') as Record<string, number>;
    const account = { AccountId: '111122223333', Partition: 'aws', SummaryMap };
    await inTemporaryFolder(async (folder) => {
      await writeSnapshot(snapshotWith({ account }), folder);
      const [read] = (await readSnapshot(folder)).snapshot.accounts;
      expect(Object.entries(read?.account.SummaryMap ?? {})).toEqual(Object.entries(SummaryMap));
    });
  });
});

describe('an object that is not part of the snapshot', () => {
  it('has no text', () => {
    const input = snapshotText({ accounts: [], coverageGaps: [] });
    expect(() => input.textOf({ AccountId: '111122223333', Partition: 'aws' })).toThrow(TypeError);
  });
});

describe('an object that stands in two accounts', () => {
  it('has a text in each', () => {
    const shared = { Arn: 'arn:aws:iam::aws:policy/P', PolicyName: 'P', PolicyId: 'ANPA', Path: '/' };
    const policies = [{ ...shared, DefaultVersionId: 'v1', PolicyVersionList: [] }];
    const account = (AccountId: string) =>
      accountSnapshot({ account: { AccountId, Partition: 'aws' }, policies });
    const input = snapshotText({
      accounts: [account('111122223333'), account('444455556666')],
      coverageGaps: [],
    });
    expect(
      input.snapshot.accounts.flatMap((each) => each.policies).map((policy) => input.textOf(policy).uri),
    ).toEqual(['111122223333/iam/aws-managed-policy/P.json', '444455556666/iam/aws-managed-policy/P.json']);
  });
});

function entitiesOf({ accounts, organization }: Snapshot): readonly SnapshotEntity[] {
  return [
    ...accounts.flatMap((account) => [
      account.account,
      ...account.users,
      ...account.groups,
      ...account.roles,
      ...account.policies,
      ...account.instanceProfiles,
      ...account.samlProviders,
      ...account.openIDConnectProviders,
      ...account.buckets,
    ]),
    ...(organization
      ? [
          organization.organization,
          ...organization.roots,
          ...organization.organizationalUnits,
          ...organization.accounts,
          ...organization.policies,
        ]
      : []),
  ];
}

/** The same snapshot with every list of entities turned round. */
function backwards({ accounts, organization, coverageGaps, ...rest }: Snapshot): Snapshot {
  return {
    ...rest,
    accounts: accounts
      .map((account) => ({
        ...account,
        users: account.users.toReversed(),
        groups: account.groups.toReversed(),
        roles: account.roles.toReversed(),
        policies: account.policies.toReversed(),
        instanceProfiles: account.instanceProfiles.toReversed(),
        samlProviders: account.samlProviders.toReversed(),
        openIDConnectProviders: account.openIDConnectProviders.toReversed(),
        buckets: account.buckets.toReversed(),
      }))
      .toReversed(),
    ...(organization === null && { organization }),
    ...(organization && {
      organization: {
        ...organization,
        roots: organization.roots.toReversed(),
        organizationalUnits: organization.organizationalUnits.toReversed(),
        accounts: organization.accounts.toReversed(),
        policies: organization.policies.toReversed(),
      },
    }),
    coverageGaps: coverageGaps.toReversed(),
  };
}
