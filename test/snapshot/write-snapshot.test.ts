import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { RawDocument } from '../../src/model/index.js';
import { readSnapshot, refuseForeignFolder, SnapshotError, writeSnapshot } from '../../src/snapshot/index.js';
import { completeSnapshot, role, snapshotWith, trustPolicy } from './example-snapshot.js';
import { filesBelow, inTemporaryFolder } from './temporary-folder.js';

/** A document that breaks a write off half-way. */
const unwritable = Object.defineProperty({}, 'Statement', {
  enumerable: true,
  get() {
    throw new Error('broken off');
  },
}) as RawDocument;

describe('the folder of a snapshot', () => {
  it('has one file for each entity, where its kind, path and name say', async () => {
    await inTemporaryFolder(async (folder) => {
      await writeSnapshot(completeSnapshot, folder);
      expect([...filesBelow(folder).keys()].sort()).toEqual([
        '111122223333/account.json',
        '111122223333/activity.json',
        '111122223333/iam/aws-managed-policy/job-function/ViewOnlyAccess.json',
        '111122223333/iam/group/Developers.json',
        '111122223333/iam/instance-profile/App.json',
        '111122223333/iam/oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/ABC.json',
        '111122223333/iam/policy/Deploy.json',
        '111122223333/iam/role/service/web/App.json',
        '111122223333/iam/saml-provider/Okta.json',
        '111122223333/iam/user/staff/A-san.json',
        '111122223333/s3/bucket/logs.example.com.json',
        'coverage.json',
        'organization/account/111122223333.json',
        'organization/organization.json',
        'organization/organizational-unit/ou-abcd-1.json',
        'organization/policy/p-FullAWSAccess.json',
        'organization/root/r-abcd.json',
        'snapshot.json',
      ]);
    });
  });

  it('says what it holds, and whether there is an organization or nobody could tell', async () => {
    await inTemporaryFolder(async (folder) => {
      const manifest = async (given: object) => {
        await writeSnapshot({ accounts: [], coverageGaps: [], ...given }, folder);
        return readFileSync(path.join(folder, 'snapshot.json'), 'utf8');
      };
      const text = (organization: string) =>
        `{\n  "accounts": [],\n  "files": {},\n  "organization": "${organization}",\n  "schemaVersion": 1\n}\n`;
      expect(await manifest({})).toBe(text('notRead'));
      expect(await manifest({ organization: null })).toBe(text('none'));
      expect(await manifest(completeSnapshot)).toContain('"organization": "present"');
    });
  });
});

describe('the text of an entity', () => {
  it('has sorted keys, and the order of the author inside a policy document', async () => {
    await inTemporaryFolder(async (folder) => {
      await writeSnapshot(
        snapshotWith({ roles: [role('App', { AssumeRolePolicyDocument: trustPolicy })] }),
        folder,
      );
      expect(filesBelow(folder).get('111122223333/iam/role/App.json')).toBe(
        [
          '{',
          '  "Arn": "arn:aws:iam::111122223333:role/App",',
          '  "AssumeRolePolicyDocument": {',
          '    "Version": "2012-10-17",',
          '    "Statement": [',
          '      {',
          '        "Effect": "Allow",',
          '        "Principal": {',
          '          "Service": "ec2.amazonaws.com"',
          '        },',
          '        "Action": [',
          '          "sts:AssumeRole",',
          '          "sts:TagSession"',
          '        ]',
          '      }',
          '    ]',
          '  },',
          '  "AttachedManagedPolicies": [],',
          '  "Path": "/",',
          '  "RoleId": "AROAApp",',
          '  "RoleName": "App",',
          '  "RolePolicyList": [],',
          '  "Tags": []',
          '}',
          '',
        ].join('\n'),
      );
    });
  });
});

describe('a folder that is there already', () => {
  it('is replaced as a whole when it is a snapshot', async () => {
    await inTemporaryFolder(async (folder) => {
      const directory = path.join(folder, 'snapshot');
      await writeSnapshot(completeSnapshot, directory);
      await writeSnapshot(snapshotWith({ roles: [role('Only')] }), directory);
      expect((await readSnapshot(directory)).snapshot).toEqual(snapshotWith({ roles: [role('Only')] }));
      expect(readdirSync(folder)).toEqual(['snapshot']);
    });
  });

  it('stays as it was when the new snapshot cannot be written', async () => {
    await inTemporaryFolder(async (folder) => {
      const directory = path.join(folder, 'snapshot');
      await writeSnapshot(completeSnapshot, directory);
      const before = filesBelow(folder);
      const broken = snapshotWith({
        roles: [role('A'), role('B', { AssumeRolePolicyDocument: unwritable })],
      });
      await expect(writeSnapshot(broken, directory)).rejects.toThrow('broken off');
      expect(filesBelow(folder)).toEqual(before);
      expect(readdirSync(folder)).toEqual(['snapshot']);
    });
  });

  it('is made with the folders above it, and not left half-written', async () => {
    await inTemporaryFolder(async (folder) => {
      const directory = path.join(folder, 'audits', 'today');
      await expect(
        writeSnapshot(
          snapshotWith({ roles: [role('A', { AssumeRolePolicyDocument: unwritable })] }),
          directory,
        ),
      ).rejects.toThrow('broken off');
      expect(filesBelow(folder).size).toBe(0);
      await writeSnapshot(completeSnapshot, directory);
      expect((await readSnapshot(directory)).snapshot).toEqual(completeSnapshot);
    });
  });

  it('is left alone when it is not a snapshot', async () => {
    await inTemporaryFolder(async (folder) => {
      writeFileSync(path.join(folder, 'thesis.txt'), 'years of work');
      const failure = writeSnapshot(completeSnapshot, folder);
      await expect(failure).rejects.toThrow(SnapshotError);
      await expect(failure).rejects.toThrow(
        `${folder} is not empty and not a snapshot that can be replaced: ${folder} is not a snapshot: it has no snapshot.json.`,
      );
      await expect(refuseForeignFolder(folder)).rejects.toThrow('not a snapshot');
      expect([...filesBelow(folder)]).toEqual([['thesis.txt', 'years of work']]);
    });
  });

  it('is left alone when something stands in it besides the snapshot', async () => {
    await inTemporaryFolder(async (folder) => {
      await writeSnapshot(completeSnapshot, folder);
      mkdirSync(path.join(folder, '.git'));
      await expect(writeSnapshot(completeSnapshot, folder)).rejects.toThrow('.git in it is no part of one');
      expect(readdirSync(folder)).toContain('.git');
    });
  });

  it('is left alone when it is a file', async () => {
    await inTemporaryFolder(async (folder) => {
      const file = path.join(folder, 'file');
      writeFileSync(file, 'text');
      await expect(writeSnapshot(completeSnapshot, file)).rejects.toThrow(
        `The snapshot ${file} cannot be written: ENOTDIR: not a directory.`,
      );
      expect(readFileSync(file, 'utf8')).toBe('text');
    });
  });

  it('is replaced where a link leads to, and the link stays', async () => {
    await inTemporaryFolder(async (folder) => {
      mkdirSync(path.join(folder, 'disk', 'snapshot'), { recursive: true });
      symlinkSync(path.join(folder, 'disk', 'snapshot'), path.join(folder, 'link'));
      await writeSnapshot(completeSnapshot, path.join(folder, 'link'));
      expect((await readSnapshot(path.join(folder, 'disk', 'snapshot'))).snapshot).toEqual(completeSnapshot);
      expect(readdirSync(folder, { withFileTypes: true }).find(({ name }) => name === 'link')).toSatisfy(
        (entry: { isSymbolicLink(): boolean }) => entry.isSymbolicLink(),
      );
    });
  });
});

describe('a document that is nested thousands of levels deep', () => {
  it('is refused by name', async () => {
    await inTemporaryFolder(async (folder) => {
      const deep = JSON.parse(`{"Statement":${'['.repeat(50_000)}${']'.repeat(50_000)}}`) as RawDocument;
      const snapshot = snapshotWith({ roles: [role('Deep', { AssumeRolePolicyDocument: deep })] });
      await expect(writeSnapshot(snapshot, path.join(folder, 'new'))).rejects.toThrow(
        '111122223333/iam/role/Deep.json: The JSON is nested too deeply.',
      );
    });
  });
});
