import { externalDataInterceptor, loadSsoSessionData, parseKnownFiles } from '@smithy/core/config';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { mergeFiles, readSharedFiles } from '../../src/collectors/whoami/shared-files.js';
import fc from '../support/properties.js';

let calls = 0;

/** The profiles and SSO sessions of two texts, as the SDK itself reads them. */
async function asSdkReads(config: string, credentials: string) {
  calls += 1;
  const files = { filepath: `/virtual/credentials-${calls}`, configFilepath: `/virtual/config-${calls}` };
  externalDataInterceptor.interceptFile(files.filepath, credentials);
  externalDataInterceptor.interceptFile(files.configFilepath, config);
  return { profiles: await parseKnownFiles(files), ssoSessions: await loadSsoSessionData(files) };
}

function asObjects(sections: ReadonlyMap<string, ReadonlyMap<string, string>>) {
  return Object.fromEntries([...sections].map(([name, settings]) => [name, Object.fromEntries(settings)]));
}

const heading = fc.constantFrom(
  '[default]',
  '[profile default]',
  '[profile a]',
  '[profile "a"]',
  "[profile 'a']",
  '[profile a b]',
  '[profile a.b]',
  '[profile.a]',
  '[a]',
  '[ a ]',
  '[sso-session corp]',
  '[services s]',
  '[plugins x]',
  '[profile a] ; comment',
  '[profile __proto__]',
  '[]',
  '[profile a',
);
const setting = fc.constantFrom(
  'region = eu-west-1',
  'region=us-east-1',
  '  region = nested',
  's3 =',
  's3=',
  'credential_process = a --b=c',
  'role_arn = arn:aws:iam::111122223333:role/A # comment',
  'role_arn = x#y;z',
  '# region = no',
  ' ; region = no',
  '= nothing',
  'no equals sign',
  '',
  '\t',
);
const file = fc
  .array(fc.oneof({ arbitrary: setting, weight: 3 }, { arbitrary: heading, weight: 1 }), { maxLength: 20 })
  .chain((lines) => fc.constantFrom('\n', '\r\n').map((end) => lines.join(end)));

describe('the shared configuration files', () => {
  it('are read exactly as the SDK reads them', async () => {
    await fc.assert(
      fc.asyncProperty(file, file, async (config, credentials) => {
        const sdk = await asSdkReads(config, credentials);
        const ours = mergeFiles(config, credentials);
        // The SDK keeps sections of the configuration file that are no profiles among the profiles.
        const profiles = Object.entries(sdk.profiles).filter(
          ([name]) => !/^(sso-session|services)\./.test(name),
        );
        const ourProfiles = Object.entries(asObjects(ours.profiles)).filter(
          ([name]) => !/^(sso-session|services)\./.test(name),
        );
        expect(Object.fromEntries(ourProfiles)).toEqual(Object.fromEntries(profiles));
        expect(asObjects(ours.ssoSessions)).toEqual(sdk.ssoSessions);
      }),
      { numRuns: 500 },
    );
  });

  it('are found where the environment says, or in the home directory', async () => {
    const home = mkdtempSync(join(tmpdir(), 'iamlint-'));
    mkdirSync(join(home, '.aws'));
    writeFileSync(join(home, '.aws', 'config'), '[profile in-home]\nregion = a\n');
    writeFileSync(join(home, 'elsewhere'), '[elsewhere]\nregion = b\n');
    const environment = { HOME: home, AWS_SHARED_CREDENTIALS_FILE: '~/elsewhere' };
    const { profiles, config, credentials } = await readSharedFiles(environment);
    expect([...profiles.keys()]).toEqual(['in-home', 'elsewhere']);
    expect(config).toEqual({ path: join(home, '.aws', 'config'), state: 'read' });
    expect(credentials).toEqual({ path: join(home, 'elsewhere'), state: 'read' });
  });

  it('tell a file that is missing from one that cannot be read', async () => {
    const home = mkdtempSync(join(tmpdir(), 'iamlint-'));
    mkdirSync(join(home, 'folder'));
    const environment = {
      AWS_CONFIG_FILE: join(home, 'folder'),
      AWS_SHARED_CREDENTIALS_FILE: join(home, 'no'),
    };
    const { profiles, config, credentials } = await readSharedFiles(environment);
    expect(config.state).toBe('unreadable');
    expect(credentials.state).toBe('missing');
    expect(profiles.size).toBe(0);
  });
});
