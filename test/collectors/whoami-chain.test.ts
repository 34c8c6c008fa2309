import { describe, expect, it } from 'vitest';
import { describeChain, type Source, type WarningCode } from '../../src/collectors/whoami/index.js';
import { chainFacts, type Situation } from '../support/chain-facts.js';

const KEY = { AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE', AWS_SECRET_ACCESS_KEY: 'wJalrXUtnFEMIK7MDENG' };
const SESSION = {
  AWS_ACCESS_KEY_ID: 'ASIAIOSFODNN7SESSION',
  AWS_SECRET_ACCESS_KEY: 'wJalrXUtnFEMIK7MDENG',
  AWS_SESSION_TOKEN: 'IQoJb3JpZ2luX2VjEXAMPLETOKEN',
};
const WEB_IDENTITY = {
  AWS_ROLE_ARN: 'arn:aws:iam::111122223333:role/pod',
  AWS_WEB_IDENTITY_TOKEN_FILE: '/var/run/secrets/eks.amazonaws.com/serviceaccount/token',
};
const ECS = {
  AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: '/v2/credentials/0e0c',
  ECS_CONTAINER_METADATA_URI_V4: 'http://169.254.170.2/v4/0e0c',
};
const STATIC_PROFILE =
  '[default]\naws_access_key_id = AKIAI44QH8DHBEXAMPLE\naws_secret_access_key = je7MtGbClwBF\n';

function profile(name: string, ...settings: readonly string[]): string {
  return [name === 'default' ? '[default]' : `[profile ${name}]`, ...settings, ''].join('\n');
}

function statuses(situation: Situation): Readonly<Record<string, Source['status']>> {
  const { sources } = describeChain(chainFacts(situation));
  return Object.fromEntries(sources.map(({ name, status }) => [name, status]));
}

function usedDetail(situation: Situation): string | undefined {
  const { sources } = describeChain(chainFacts(situation));
  return sources.find(({ status }) => status === 'used')?.detail;
}

function warnings(situation: Situation): readonly WarningCode[] {
  return describeChain(chainFacts(situation)).warnings.map(({ code }) => code);
}

function messageOf(code: WarningCode, situation: Situation): string {
  const warning = describeChain(chainFacts(situation)).warnings.find((one) => one.code === code);
  return `${warning?.message ?? ''} ${warning?.hint ?? ''}`;
}

describe('the source that the SDK uses', () => {
  it.each<[string, Situation, string]>([
    ['a key in the environment', { environment: KEY }, 'the access key AKIA…MPLE from the environment'],
    [
      'a session in the environment',
      { environment: SESSION },
      'the temporary access key ASIA…SION from the environment',
    ],
    [
      'the session that Lambda puts into the environment',
      { environment: { ...SESSION, AWS_LAMBDA_FUNCTION_NAME: 'resize' } },
      "the session of this Lambda function's execution role (ASIA…SION) from the environment",
    ],
    [
      'the default profile',
      { credentials: STATIC_PROFILE },
      "the access key AKIA…MPLE of the profile 'default'",
    ],
    [
      'a role that a profile assumes with the key of another one',
      {
        environment: { AWS_PROFILE: 'admin' },
        config: profile(
          'admin',
          'role_arn = arn:aws:iam::111122223333:role/Admin',
          'source_profile = default',
        ),
        credentials: STATIC_PROFILE,
      },
      "the role arn:aws:iam::111122223333:role/Admin, which the profile 'admin' assumes with the access key AKIA…MPLE of the profile 'default'",
    ],
    [
      'a role that a profile assumes with the role of the instance',
      {
        profile: 'admin',
        config: profile(
          'admin',
          'role_arn = arn:aws:iam::111122223333:role/Admin',
          'credential_source = Ec2InstanceMetadata',
        ),
      },
      "the role arn:aws:iam::111122223333:role/Admin, which the profile 'admin' assumes with the role of the EC2 instance",
    ],
    [
      'a key before the role of the same profile, where it is a source profile itself',
      {
        config: profile('default', 'role_arn = arn:aws:iam::111122223333:role/A', 'source_profile = default'),
        credentials: STATIC_PROFILE,
      },
      "the role arn:aws:iam::111122223333:role/A, which the profile 'default' assumes with the access key AKIA…MPLE of the profile 'default'",
    ],
    [
      'a credential process',
      { profile: 'vault', config: profile('vault', 'credential_process = vault --token s3cr3t') },
      "the credential process of the profile 'vault'",
    ],
    [
      'SSO',
      {
        profile: 'dev',
        config: `${profile('dev', 'sso_session = corp', 'sso_account_id = 111122223333', 'sso_role_name = ReadOnly')}
[sso-session corp]
sso_region = eu-west-1
sso_start_url = https://corp.awsapps.com/start`,
      },
      "the permission set 'ReadOnly' in 111122223333, which the profile 'dev' has through SSO",
    ],
    [
      'a login session',
      {
        profile: 'dev',
        config: profile('dev', 'login_session = arn:aws:iam::111122223333:user/A-san'),
      },
      "the 'aws login' session of the profile 'dev'",
    ],
    [
      'web identity in a profile',
      {
        profile: 'ci',
        config: profile(
          'ci',
          'role_arn = arn:aws:iam::111122223333:role/ci',
          'web_identity_token_file = /tmp/t',
        ),
      },
      "the role arn:aws:iam::111122223333:role/ci, which the profile 'ci' assumes by web identity",
    ],
    [
      'web identity of a pod',
      { environment: WEB_IDENTITY },
      'the role arn:aws:iam::111122223333:role/pod by the service account of this EKS pod',
    ],
    ['an ECS task', { environment: ECS }, 'the task role of this ECS task'],
    [
      'EKS Pod Identity',
      { environment: { AWS_CONTAINER_CREDENTIALS_FULL_URI: 'http://169.254.170.23/v1/credentials' } },
      'the role of this EKS pod from EKS Pod Identity',
    ],
    ['an EC2 instance', { instanceMetadata: 'role' }, 'the role of this EC2 instance'],
  ])('is %s', (_, situation, detail) => {
    expect(usedDetail(situation)).toBe(detail);
  });

  it('comes before all others that are set up, in the order of the chain', () => {
    const everything: Situation = {
      environment: { ...KEY, ...WEB_IDENTITY },
      credentials: STATIC_PROFILE,
      instanceMetadata: 'role',
    };
    expect(statuses(everything)).toEqual({
      environment: 'used',
      sso: 'absent',
      'shared-files': 'shadowed',
      'web-identity': 'shadowed',
      container: 'absent',
      'instance-metadata': 'shadowed',
    });
    expect(statuses({ ...everything, environment: WEB_IDENTITY })).toMatchObject({
      environment: 'absent',
      'shared-files': 'used',
      'web-identity': 'shadowed',
    });
    expect(statuses({ ...everything, environment: WEB_IDENTITY, credentials: '' })).toMatchObject({
      'web-identity': 'used',
      'instance-metadata': 'shadowed',
    });
  });

  it('is never the environment where a profile is selected, not even if the profile gives nothing', () => {
    for (const selection of [
      { environment: { ...KEY, AWS_PROFILE: 'gone' } },
      { environment: KEY, profile: 'gone' },
    ]) {
      expect(statuses(selection)).toMatchObject({ environment: 'shadowed', 'shared-files': 'passed-over' });
      expect(describeChain(chainFacts(selection)).outcome).toBe('none');
    }
  });

  it('is never the instance where a container endpoint is set', () => {
    expect(statuses({ environment: ECS, instanceMetadata: 'role' })).toMatchObject({
      container: 'used',
      'instance-metadata': 'not-asked',
    });
  });

  it('is never the instance where its metadata is switched off', () => {
    const disabled = {
      environment: { AWS_EC2_METADATA_DISABLED: 'true' },
      instanceMetadata: 'role',
    } as const;
    expect(describeChain(chainFacts(disabled)).outcome).toBe('none');
  });

  it('is undecided where it hangs on instance metadata that was not asked', () => {
    const report = describeChain(chainFacts({ instanceMetadata: 'not-asked' }));
    expect(report.outcome).toBe('undecided');
    expect(describeChain(chainFacts({})).outcome).toBe('none');
  });

  it('is the one that the SDK took, where it was asked', () => {
    const situation: Situation = {
      config: profile('default', 'credential_process = false'),
      instanceMetadata: 'role',
      taken: 'instance-metadata',
    };
    expect(statuses(situation)).toMatchObject({ 'shared-files': 'failed', 'instance-metadata': 'used' });
    expect(messageOf('source-failed', situation)).toContain(
      "The credential process of the profile 'default' gave no credentials; the SDK goes on without a word and uses the role of this EC2 instance.",
    );
  });

  it('is none where the SDK got no credentials', () => {
    const situation: Situation = { environment: { ...KEY, ...ECS, AWS_PROFILE: 'p' }, taken: 'none' };
    expect(statuses({ ...situation, config: profile('p', 'credential_process = false') })).toMatchObject({
      'shared-files': 'failed',
      container: 'failed',
    });
    expect(statuses({ ...situation, config: profile('p', 'login_session = me') })).toMatchObject({
      'shared-files': 'failed',
      container: 'shadowed',
    });
  });
});

describe('a profile without usable credentials', () => {
  it.each<[string, string, Source['status'], string]>([
    ['is not there', '', 'passed-over', 'is in neither file'],
    [
      'has only a Region',
      profile('p', 'region = eu-west-1'),
      'passed-over',
      'has no settings for credentials',
    ],
    [
      'has half a key',
      profile('p', 'aws_access_key_id = AKIAIOSFODNN7EXAMPLE'),
      'passed-over',
      'has an aws_access_key_id without its aws_secret_access_key',
    ],
    [
      'has nothing to assume its role with',
      profile('p', 'role_arn = arn:aws:iam::111122223333:role/A'),
      'passed-over',
      'has a role_arn without the source_profile or credential_source',
    ],
    [
      'has two things to assume its role with',
      profile(
        'p',
        'role_arn = arn:aws:iam::111122223333:role/A',
        'source_profile = b',
        'credential_source = Environment',
      ),
      'passed-over',
      'has both a source_profile and a credential_source',
    ],
    [
      'names a source profile that is not there',
      profile('p', 'role_arn = arn:aws:iam::111122223333:role/A', 'source_profile = b'),
      'passed-over',
      "has the source_profile 'b', which is in neither file",
    ],
    [
      'leads back to itself',
      profile('p', 'role_arn = arn:aws:iam::111122223333:role/A', 'source_profile = b') +
        profile('b', 'role_arn = arn:aws:iam::111122223333:role/B', 'source_profile = p'),
      'passed-over',
      'leads back to itself',
    ],
    [
      'names an unknown credential source',
      profile('p', 'role_arn = arn:aws:iam::111122223333:role/A', 'credential_source = Magic'),
      'passed-over',
      'none of Environment, EcsContainer, Ec2InstanceMetadata',
    ],
    [
      'names a credential source that is not set up',
      profile('p', 'role_arn = arn:aws:iam::111122223333:role/A', 'credential_source = Environment'),
      'passed-over',
      'has a credential_source that is not there: the key of the environment',
    ],
    [
      'asks for an MFA code',
      profile(
        'p',
        'role_arn = arn:aws:iam::111122223333:role/A',
        'source_profile = default',
        'mfa_serial = arn:aws:iam::111122223333:mfa/A-san',
      ),
      'failed',
      'asks for an MFA code',
    ],
    [
      'names an SSO session that is not there',
      profile('p', 'sso_session = corp', 'sso_account_id = 111122223333', 'sso_role_name = A'),
      'failed',
      'names an sso-session that the configuration file does not have',
    ],
    [
      'is incomplete for SSO',
      profile('p', 'sso_start_url = https://corp.awsapps.com/start', 'sso_account_id = 111122223333'),
      'failed',
      'without sso_role_name and sso_region',
    ],
  ])('that %s says so', (_, config, status, reason) => {
    const report = describeChain(
      chainFacts({ profile: 'p', config, environment: ECS, credentials: STATIC_PROFILE }),
    );
    const sharedFiles = report.sources.find(({ name }) => name === 'shared-files');
    expect(sharedFiles?.status).toBe(status);
    expect(sharedFiles?.detail).toContain(reason);
    // The SDK either gives up there or goes on in silence, which deserves a warning.
    const goesOn = status === 'passed-over';
    expect(report.outcome).toBe(goesOn ? 'found' : 'none');
    expect(report.warnings.map(({ code }) => code)).toEqual(goesOn ? ['profile-passed-over'] : []);
  });

  it('is nothing to warn about where nobody selected it and it is not about credentials', () => {
    expect(warnings({ config: profile('default', 'region = eu-west-1') })).toEqual([]);
  });
});

describe('a key that hides the role of the workload', () => {
  it.each<[string, Situation, string]>([
    ['an ECS task', { environment: { ...KEY, ...ECS } }, 'the task role of this ECS task'],
    [
      'an EKS pod',
      { environment: { ...KEY, ...WEB_IDENTITY } },
      'the role arn:aws:iam::111122223333:role/pod by the service account of this EKS pod',
    ],
    ['an EC2 instance', { environment: KEY, instanceMetadata: 'role' }, 'the role of this EC2 instance'],
    [
      'an EC2 instance, from a file',
      { credentials: STATIC_PROFILE, instanceMetadata: 'role' },
      'the role of this EC2 instance',
    ],
    [
      'a Lambda function, in its own variables',
      { environment: { ...KEY, AWS_LAMBDA_FUNCTION_NAME: 'resize' } },
      "the execution role's session of this Lambda function",
    ],
    [
      'a Lambda function, from a file',
      {
        environment: { ...SESSION, AWS_LAMBDA_FUNCTION_NAME: 'resize', AWS_PROFILE: 'default' },
        credentials: STATIC_PROFILE,
      },
      "the session of this Lambda function's execution role (ASIA…SION) from the environment",
    ],
  ])('of %s is warned about', (_, situation, role) => {
    const [first] = describeChain(chainFacts(situation)).warnings;
    expect(first?.code).toBe('key-shadows-role');
    expect(first?.message).toContain(`hides ${role}:`);
  });

  it.each<[string, Situation]>([
    ['the role itself is used', { environment: ECS }],
    ['Lambda put the session there', { environment: { ...SESSION, AWS_LAMBDA_FUNCTION_NAME: 'resize' } }],
    ['there is no role', { environment: KEY }],
    [
      'a profile with a key was asked for on the command line',
      { profile: 'default', credentials: STATIC_PROFILE, instanceMetadata: 'role' },
    ],
    [
      'the profile assumes a role',
      {
        environment: ECS,
        config: profile(
          'default',
          'role_arn = arn:aws:iam::111122223333:role/A',
          'credential_source = EcsContainer',
        ),
      },
    ],
  ])('is not warned about where %s', (_, situation) => {
    expect(warnings(situation)).toEqual([]);
  });
});

describe('a profile and an environment that disagree', () => {
  it('on whose key counts are warned about, unless the profile was asked for on the command line', () => {
    const environment = { ...KEY, AWS_PROFILE: 'default' };
    expect(messageOf('profile-hides-keys', { environment, credentials: STATIC_PROFILE })).toContain(
      "AWS_PROFILE selects the profile 'default' while the access key AKIA…MPLE is in the environment",
    );
    expect(warnings({ environment, profile: 'default', credentials: STATIC_PROFILE })).toEqual([]);
  });

  it.each<[Situation, readonly WarningCode[]]>([
    [{ environment: { AWS_DEFAULT_PROFILE: 'dev' } }, ['default-profile-not-read']],
    [{ environment: { AWS_DEFAULT_PROFILE: 'dev', AWS_PROFILE: 'default' } }, ['default-profile-not-read']],
    [{ environment: { AWS_DEFAULT_PROFILE: 'default' } }, []],
    [{ environment: { AWS_DEFAULT_PROFILE: 'dev' }, profile: 'default' }, []],
    [{ environment: { ...KEY, AWS_DEFAULT_PROFILE: 'dev' } }, []],
  ])('through AWS_DEFAULT_PROFILE: %j', (situation, expected) => {
    expect(warnings({ ...situation, credentials: STATIC_PROFILE })).toEqual(expected);
  });

  it.each<[string, Situation, readonly WarningCode[]]>([
    [
      'AWS_REGION before that of the selected profile',
      { environment: { AWS_REGION: 'us-east-1', AWS_PROFILE: 'p' } },
      ['regions-differ'],
    ],
    ['the same Region twice', { environment: { AWS_REGION: 'eu-west-1', AWS_PROFILE: 'p' } }, []],
    [
      'a Region on the command line',
      { environment: { AWS_REGION: 'us-east-1', AWS_PROFILE: 'p' }, region: 'eu-west-3' },
      [],
    ],
    [
      'AWS_DEFAULT_REGION alone',
      { environment: { AWS_DEFAULT_REGION: 'us-east-1' } },
      ['default-region-not-read'],
    ],
    [
      'AWS_DEFAULT_REGION and another AWS_REGION',
      { environment: { AWS_DEFAULT_REGION: 'us-east-1', AWS_REGION: 'us-west-2' } },
      ['default-region-not-read'],
    ],
    [
      'AWS_DEFAULT_REGION and the same AWS_REGION',
      { environment: { AWS_DEFAULT_REGION: 'us-east-1', AWS_REGION: 'us-east-1' } },
      [],
    ],
  ])('on the Region: %s', (_, situation, expected) => {
    const config = profile('p', 'region = eu-west-1', 'credential_process = true');
    expect(warnings({ ...situation, config })).toEqual(expected);
  });

  it('say which Region counts', () => {
    const config = profile('p', 'region = eu-west-1');
    const region = (situation: Situation) => describeChain(chainFacts({ ...situation, config })).region;
    const environment = { AWS_REGION: 'us-east-1', AWS_PROFILE: 'p' };
    expect(region({ environment, region: 'eu-west-3' })).toEqual({ name: 'eu-west-3', from: '--region' });
    expect(region({ environment })).toEqual({ name: 'us-east-1', from: 'AWS_REGION' });
    expect(region({ profile: 'p' })).toEqual({ name: 'eu-west-1', from: 'profile' });
    expect(region({})).toBeNull();
  });
});

describe('a session that cannot work', () => {
  const { AWS_SESSION_TOKEN, ...withoutToken } = SESSION;

  it.each<[string, Situation, readonly WarningCode[]]>([
    ['its token is missing', { environment: withoutToken }, ['session-token-missing']],
    ['a token is left over', { environment: { ...KEY, AWS_SESSION_TOKEN } }, ['session-token-left-over']],
    [
      'its token is missing in the profile',
      { credentials: STATIC_PROFILE.replace('AKIA', 'ASIA') },
      ['session-token-missing'],
    ],
    [
      'a token is left over in the profile',
      { credentials: `${STATIC_PROFILE}aws_session_token = left-over\n` },
      ['session-token-left-over'],
    ],
    [
      'it has ended',
      { environment: { ...SESSION, AWS_CREDENTIAL_EXPIRATION: '2026-01-01T11:59:59Z' } },
      ['session-expired'],
    ],
    [
      'it has not ended',
      { environment: { ...SESSION, AWS_CREDENTIAL_EXPIRATION: '2026-01-01T12:00:01Z' } },
      [],
    ],
    ['its end cannot be read', { environment: { ...SESSION, AWS_CREDENTIAL_EXPIRATION: 'soon' } }, []],
    [
      'it has ended and is not used',
      {
        environment: { ...SESSION, AWS_CREDENTIAL_EXPIRATION: '2020-01-01T00:00:00Z' },
        profile: 'default',
        credentials: STATIC_PROFILE,
      },
      [],
    ],
  ])('because %s is warned about', (_, situation, expected) => {
    expect(warnings(situation)).toEqual(expected);
  });
});

describe('half of a source', () => {
  it.each<[Situation['environment'], string]>([
    [{ AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE' }, 'AWS_SECRET_ACCESS_KEY is not'],
    [{ AWS_SECRET_ACCESS_KEY: 'secret' }, 'AWS_ACCESS_KEY_ID is not'],
    [{ AWS_ROLE_ARN: 'arn:aws:iam::111122223333:role/pod' }, 'AWS_WEB_IDENTITY_TOKEN_FILE is not'],
    [{ AWS_WEB_IDENTITY_TOKEN_FILE: '/tmp/token' }, 'AWS_ROLE_ARN is not'],
  ])('is warned about: %j', (environment = {}, missing) => {
    expect(messageOf('source-incomplete', { environment })).toContain(missing);
  });

  it('is nothing to warn about where the SDK does not get that far', () => {
    expect(warnings({ environment: { ...KEY, AWS_ROLE_ARN: 'arn:aws:iam::111122223333:role/pod' } })).toEqual(
      [],
    );
  });
});

it('warns about a shared file that the SDK takes for empty because it cannot be read', () => {
  const facts = chainFacts({});
  const config = { path: '/home/a/.aws/config', state: 'unreadable' } as const;
  const [warning] = describeChain({ ...facts, files: { ...facts.files, config } }).warnings;
  expect(warning?.code).toBe('file-unreadable');
  expect(warning?.message).toContain('/home/a/.aws/config');
});
