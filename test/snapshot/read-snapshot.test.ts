import { cpSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readSnapshot, SnapshotError, writeSnapshot } from '../../src/snapshot/index.js';
import { completeSnapshot, role, snapshotWith, trustPolicy } from './example-snapshot.js';
import { inTemporaryFolder } from './temporary-folder.js';

const ROLE = '111122223333/iam/role/service/web/App.json';

/** What is said of the complete snapshot after `spoil` has been at its folder; `DIR` stands for the folder. */
async function complaint(spoil: (directory: string) => void): Promise<string> {
  return inTemporaryFolder(async (folder) => {
    const directory = path.join(folder, 'snapshot');
    await writeSnapshot(completeSnapshot, directory);
    spoil(directory);
    const error: unknown = await readSnapshot(directory).catch((failure: unknown) => failure);
    if (!(error instanceof SnapshotError)) throw new TypeError(`not a SnapshotError: ${String(error)}`);
    expect(error.hint).not.toBe('');
    return error.message.replaceAll(directory, 'DIR');
  });
}

/** Replaces a piece of one of the files. */
function edit(uri: string, from: string, to: string) {
  return (directory: string) => {
    const file = path.join(directory, uri);
    const text = readFileSync(file, 'utf8');
    expect(text).toContain(from);
    writeFileSync(file, text.replace(from, to));
  };
}

function remove(uri: string) {
  return (directory: string) => {
    rmSync(path.join(directory, uri), { recursive: true });
  };
}

describe('a folder that is no snapshot', () => {
  it('is called missing', async () => {
    expect(await complaint(remove('.'))).toBe('There is no folder DIR.');
  });

  it('is called so when it has no snapshot.json.', async () => {
    expect(await complaint(remove('snapshot.json'))).toBe('DIR is not a snapshot: it has no snapshot.json.');
  });

  it('is called a file, and the hint names the option for files', async () => {
    await inTemporaryFolder(async (folder) => {
      const file = path.join(folder, 'details.json');
      writeFileSync(file, '{}');
      await expect(readSnapshot(file)).rejects.toMatchObject({
        message: `${file} is a file, and a snapshot is a folder.`,
        hint: 'The output of aws iam get-account-authorization-details is given with --authorization-details.',
      });
    });
  });
});

describe('a snapshot of another version', () => {
  it('that is newer is named as such, whatever else it says', async () => {
    const message = await complaint((directory) => {
      writeFileSync(path.join(directory, 'snapshot.json'), '{ "schemaVersion": 2, "tenants": [] }');
    });
    expect(message).toBe('DIR/snapshot.json was written by a newer iamlint (schema 2); this one reads 1.');
  });

  it.each([
    ['"schemaVersion": 1', '"schemaVersion": "1"', 'schemaVersion must be 1, but it is "1".'],
    [',\n  "schemaVersion": 1', '', 'schemaVersion is missing.'],
    ['"present"', '"maybe"', 'organization must be "present" or "none" or "notRead", but it is "maybe".'],
  ])('that has %s replaced by %j is refused', async (from, to, message) => {
    expect(await complaint(edit('snapshot.json', from, to))).toBe(`DIR/snapshot.json: ${message}`);
  });
});

describe('a file that is broken', () => {
  it('is named with the line and the column where it ends too early', async () => {
    const message = await complaint((directory) => {
      const file = path.join(directory, ROLE);
      writeFileSync(file, readFileSync(file, 'utf8').slice(0, 100));
    });
    expect(message).toBe(`DIR/${ROLE}:4:8: The file ends in the middle of a JSON value.`);
  });

  it('is named with the line and the column where it is no JSON', async () => {
    expect(await complaint(edit(ROLE, '"Effect": "Allow",', '"Effect": "Allow"'))).toBe(
      `DIR/${ROLE}:8:9: This is not valid JSON (comma expected).`,
    );
    expect(await complaint(edit(ROLE, '"Allow"', '"Allow'))).toBe(
      `DIR/${ROLE}:7:19: This is not valid JSON (unexpected end of string).`,
    );
    expect(await complaint(edit(ROLE, '{', '{ // a comment'))).toBe(
      `DIR/${ROLE}:1:3: This is not valid JSON (invalid comment token).`,
    );
  });

  it('is called empty when it is', async () => {
    const message = await complaint((directory) => {
      writeFileSync(path.join(directory, ROLE), '');
    });
    expect(message).toBe(`DIR/${ROLE} is empty.`);
  });

  it('is named when it is nested without end', async () => {
    const message = await complaint((directory) => {
      writeFileSync(path.join(directory, ROLE), '['.repeat(100_000));
    });
    expect(message).toBe(`DIR/${ROLE}:1:1: This is not valid JSON.`);
  });

  it('is the first by name, where there are several', async () => {
    const message = await complaint((directory) => {
      for (const uri of ['organization/organization.json', ROLE, 'coverage.json']) {
        writeFileSync(path.join(directory, uri), 'x');
      }
    });
    expect(message).toContain(`DIR/${ROLE}:1:1`);
  });

  it('is named with the key that an edit has put there twice', async () => {
    expect(await complaint(edit(ROLE, '"Effect": "Allow",', '"Effect": "Deny",\n "Effect": "Allow",'))).toBe(
      `DIR/${ROLE}:8:2: The key 'Effect' stands twice in one object.`,
    );
  });
});

describe('a field that is wrong', () => {
  it.each([
    ['"RoleName": "App"', '"RoleName": null', 'RoleName must be a string, but it is null.'],
    ['"RoleName": "App",', '', 'RoleName is missing.'],
    ['"Tags": []', '"Tags": {}', 'Tags must be a list, but it is an object.'],
    ['"RolePolicyList": []', '"RolePolicyList": [{}]', 'RolePolicyList[0].PolicyName is missing.'],
    [
      '"RolePolicyList": []',
      '"RolePolicyList": [{ "PolicyName": "p", "PolicyDocument": [] }]',
      'RolePolicyList[0].PolicyDocument must be an object or a string, but it is a list.',
    ],
    [
      '"Tags": []',
      `"Tags": [], "MaxSessionDuration": "${'x'.repeat(100)}"`,
      `MaxSessionDuration must be a number, but it is "${'x'.repeat(59)}….`,
    ],
  ])('is named: %s → %s', async (from, to, message) => {
    expect(await complaint(edit(ROLE, from, to))).toBe(`DIR/${ROLE}: ${message}`);
  });

  it('is named also in the files that hold no entity', async () => {
    expect(await complaint(edit('coverage.json', '"affects": []', '"affects": "all"'))).toBe(
      'DIR/coverage.json: [0].affects must be a list, but it is "all".',
    );
    expect(
      await complaint(
        edit('111122223333/activity.json', '"CreateDates": {}', '"CreateDates": { "arn:aws:\\u202e": 1 }'),
      ),
    ).toBe('DIR/111122223333/activity.json: CreateDates["arn:aws:\\u{202e}"] must be a string, but it is 1.');
  });

  it('may be one that this version does not know', async () => {
    await inTemporaryFolder(async (folder) => {
      await writeSnapshot(completeSnapshot, folder);
      edit(ROLE, '"Tags": []', '"Tags": [], "Tomorrow": 1')(folder);
      expect((await readSnapshot(folder)).snapshot.accounts[0]?.roles[0]?.RoleName).toBe('App');
    });
  });
});

describe('files that are missing or too many', () => {
  it.each([
    '111122223333/account.json',
    '111122223333/activity.json',
    'organization/organization.json',
    'coverage.json',
  ])('are named: without %s', async (uri) => {
    expect(await complaint(remove(uri))).toBe(`DIR/${uri} is missing.`);
  });

  it('is noticed where it is one of many of its kind', async () => {
    expect(await complaint(remove(ROLE))).toMatch(
      /^DIR\/111122223333\/iam\/role has \d+ of the \d+ files that were written to it\.$/,
    );
  });

  it('are those of an account that snapshot.json does not list', async () => {
    const message = await complaint((directory) => {
      cpSync(path.join(directory, '111122223333'), path.join(directory, '444455556666'), { recursive: true });
    });
    expect(message).toBe('DIR/444455556666/account.json does not belong to the snapshot.');
  });

  it('are those of an organization that snapshot.json says was not read', async () => {
    expect(await complaint(edit('snapshot.json', '"present"', '"notRead"'))).toBe(
      'DIR/organization/account/111122223333.json does not belong to the snapshot.',
    );
  });

  it.each(['README.md', '111122223333/iam/role/.DS_Store', '111122223333/lambda/function/x.json'])(
    'are others: %s',
    async (uri) => {
      const message = await complaint((directory) => {
        mkdirSync(path.dirname(path.join(directory, uri)), { recursive: true });
        writeFileSync(path.join(directory, uri), '{}');
      });
      expect(message).toBe(`DIR/${uri} does not belong to the snapshot.`);
    },
  );

  it('are links, which could lead anywhere', async () => {
    const message = await complaint((directory) => {
      symlinkSync('/etc/passwd', path.join(directory, '111122223333/iam/role/Passwords.json'));
    });
    expect(message).toBe('DIR/111122223333/iam/role/Passwords.json does not belong to the snapshot.');
  });

  it('are copies and files that were renamed', async () => {
    const copied = await complaint((directory) => {
      cpSync(path.join(directory, ROLE), path.join(directory, '111122223333/iam/role/Copy.json'));
    });
    expect(copied).toContain('DIR/111122223333/iam/role/Copy.json holds what belongs into ');
    const renamed = await complaint((directory) => {
      renameSync(path.join(directory, ROLE), path.join(directory, '111122223333/iam/role/Other.json'));
    });
    expect(renamed).toBe(`DIR/111122223333/iam/role/Other.json holds what belongs into ${ROLE}.`);
  });

  it('are an account under the number of another', async () => {
    const message = await complaint((directory) => {
      edit('snapshot.json', '"111122223333"', '"444455556666"')(directory);
      renameSync(path.join(directory, '111122223333'), path.join(directory, '444455556666'));
    });
    expect(message).toBe(
      'DIR/444455556666/account.json: AccountId must be 444455556666, as in snapshot.json, but it is 111122223333.',
    );
  });
});

describe('a snapshot that was edited by hand', () => {
  it('is read as it stands, and its texts are those of the files', async () => {
    await inTemporaryFolder(async (folder) => {
      await writeSnapshot(
        snapshotWith({ roles: [role('App', { AssumeRolePolicyDocument: trustPolicy })] }),
        folder,
      );
      const uri = '111122223333/iam/role/App.json';
      edit(uri, '"sts:AssumeRole",\n', '"sts:AssumeRole", \r\n')(folder);
      const input = await readSnapshot(folder);
      const [app] = input.snapshot.accounts[0]?.roles ?? [];
      expect(app?.AssumeRolePolicyDocument).toEqual(trustPolicy);
      const text = app && input.textOf(app);
      expect(text?.uri).toBe(uri);
      expect(text?.text()).toBe(readFileSync(path.join(folder, uri), 'utf8'));
    });
  });

  it('may lose a file afterwards, and then says which', async () => {
    await inTemporaryFolder(async (folder) => {
      await writeSnapshot(completeSnapshot, folder);
      const input = await readSnapshot(folder);
      remove(ROLE)(folder);
      const [app] = input.snapshot.accounts[0]?.roles ?? [];
      expect(() => app && input.textOf(app).text()).toThrow(
        `${path.join(folder, ROLE)} cannot be read: ENOENT: no such file or directory.`,
      );
    });
  });
});
