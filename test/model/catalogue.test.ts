import { describe, expect, it } from 'vitest';
import {
  actionsOf,
  catalogueDate,
  conditionKeyType,
  findAction,
  findConditionKey,
  findService,
  nearestAction,
  nearestService,
  resourceType,
  services,
  type Action,
} from '../../src/model/catalogue/index.js';

const actions = services().flatMap((prefix) => actionsOf(prefix));

function action(name: string): Action {
  const found = findAction(name);
  if (found === undefined) throw new Error(`the catalogue has lost ${name}`);
  return found;
}

describe('what a data update must not lose', () => {
  it('knows all services and actions of AWS, and the day it was made', () => {
    expect(services().length).toBeGreaterThan(400);
    expect(actions.length).toBeGreaterThan(20_000);
    expect(catalogueDate()).toMatch(/^20\d\d-\d\d-\d\d$/);
  });

  it('has dependent actions, and each of them is an action that exists', () => {
    const dependents = actions.filter(({ dependentActions }) => dependentActions.length > 0);
    expect(dependents.length).toBeGreaterThanOrEqual(1_500);
    const unknown = dependents
      .flatMap(({ dependentActions }) => dependentActions)
      .filter((name) => !findAction(name));
    expect(unknown).toEqual([]);
  });

  it('has one access level for each action, and none has gone missing', () => {
    const counts = new Map<string, number>();
    for (const { accessLevel } of actions) counts.set(accessLevel, (counts.get(accessLevel) ?? 0) + 1);
    expect([...counts.keys()].toSorted()).toEqual([
      'List',
      'Permissions management',
      'Read',
      'Tagging',
      'Write',
    ]);
    expect(counts.get('Permissions management')).toBeGreaterThan(350);
    expect(counts.get('Tagging')).toBeGreaterThan(600);
  });

  it('describes every resource type that an action takes, with ARNs of six fields', () => {
    for (const prefix of services()) {
      for (const { name, resourceTypes } of actionsOf(prefix)) {
        for (const type of resourceTypes) {
          const arns = resourceType(prefix, type)?.arns ?? [];
          expect(arns, `${name} on ${type}`).not.toEqual([]);
          for (const arn of arns) expect(arn).toMatch(/^arn:(?:[^:, ]*:){4}[^, ]+$/);
        }
      }
    }
  });

  it('knows the type of every condition key that an action carries', () => {
    const carried = new Set(actions.flatMap(({ conditionKeys }) => conditionKeys));
    expect(carried.size).toBeGreaterThan(1_200);
    expect([...carried].filter((key) => findConditionKey(key)?.name !== key)).toEqual([]);
  });
});

describe('actions', () => {
  it.each([
    ['s3:GetObject', 'Read'],
    ['s3:ListBucket', 'List'],
    ['s3:PutObject', 'Write'],
    ['s3:PutBucketPolicy', 'Permissions management'],
    ['s3:PutObjectTagging', 'Tagging'],
    ['iam:PassRole', 'Write'],
    ['iam:CreatePolicyVersion', 'Permissions management'],
    ['sts:TagSession', 'Tagging'],
    ['sts:AssumeRole', 'Write'],
  ])('%s is %s', (name, accessLevel) => {
    expect(action(name).accessLevel).toBe(accessLevel);
  });

  it.each(['s3:ListAllMyBuckets', 'iam:ListRoles', 'sts:GetCallerIdentity', 'ec2:DescribeRegions'])(
    '%s takes no resource',
    (name) => {
      expect(action(name).resourceTypes).toEqual([]);
    },
  );

  it.each([
    ['s3:GetObject', 'object'],
    ['s3:ListBucket', 'bucket'],
    ['iam:PassRole', 'role'],
    ['sts:AssumeRole', 'role'],
    ['kms:Decrypt', 'key'],
    ['lambda:InvokeFunction', 'function'],
  ])('%s takes the resource type %s', (name, type) => {
    expect(action(name).resourceTypes).toContain(type);
  });

  it('tells the resource types that every request has from the others', () => {
    const runInstances = action('ec2:RunInstances');
    expect(runInstances.requiredResourceTypes).toContain('instance');
    expect(runInstances.requiredResourceTypes).not.toContain('volume');
    expect(runInstances.resourceTypes).toEqual(expect.arrayContaining(['instance', 'volume']));
  });

  it('lists what creating a database instance needs besides', () => {
    expect(action('rds:CreateDBInstance').dependentActions).toEqual(
      expect.arrayContaining(['iam:PassRole', 'kms:DescribeKey', 'kms:CreateGrant']),
    );
  });

  it('lists the condition keys of the action and of its resource types, each once', () => {
    expect(action('sts:AssumeRole').conditionKeys).toContain('sts:ExternalId');
    expect(action('iam:PassRole').conditionKeys).toEqual(
      expect.arrayContaining(['iam:PassedToService', 'aws:ResourceTag/${TagKey}']),
    );
    expect(action('ec2:RunInstances').conditionKeys).toContain('ec2:InstanceType');
    expect(actions.filter(({ conditionKeys }) => new Set(conditionKeys).size < conditionKeys.length)).toEqual(
      [],
    );
  });

  it('are found whatever the case of their name, and spelled as AWS spells them', () => {
    expect(action('S3:getobject').name).toBe('s3:GetObject');
    expect(findService('IAM')?.prefix).toBe('iam');
    expect(actionsOf('Sts').map(({ name }) => name)).toContain('sts:AssumeRole');
  });

  it.each([
    's3:GetObjekt',
    's3:Get*',
    '*',
    's3',
    '',
    ':',
    'nosuch:GetObject',
    '__proto__:x',
    's3:constructor',
  ])('%j is none', (name) => {
    expect(findAction(name)).toBeUndefined();
  });
});

describe('services', () => {
  it('have a name, and are unknown where AWS has no such service', () => {
    expect(findService('s3')).toMatchObject({ prefix: 's3', name: 'Amazon S3' });
    expect(findService('constructor')).toBeUndefined();
    expect(actionsOf('nosuch')).toEqual([]);
    expect(resourceType('nosuch', 'role')).toBeUndefined();
  });

  it('are or are not under resource control policies', () => {
    const under = services().filter((prefix) => findService(prefix)?.resourceControlPolicies);
    expect(under).toEqual(expect.arrayContaining(['kms', 's3', 'secretsmanager', 'sqs', 'sts']));
    expect(under).not.toContain('iam');
  });
});

describe('resource types', () => {
  it('have ARNs with placeholders', () => {
    expect(resourceType('iam', 'role')?.arns).toEqual([
      'arn:${Partition}:iam::${Account}:role/${RoleNameWithPath}',
    ]);
    expect(resourceType('s3', 'object')?.arns).toEqual(['arn:${Partition}:s3:::${BucketName}/${ObjectName}']);
  });

  it('can have more than one form of ARN', () => {
    expect(resourceType('apigateway', 'Stage')?.arns).toHaveLength(2);
  });
});

describe('condition keys', () => {
  it.each([
    ['aws:SourceIp', 'IPAddress'],
    ['aws:PrincipalOrgPaths', 'ArrayOfString'],
    ['aws:PrincipalOrgID', 'String'],
    ['aws:MultiFactorAuthPresent', 'Bool'],
    ['aws:MultiFactorAuthAge', 'Numeric'],
    ['aws:CurrentTime', 'Date'],
    ['aws:SourceArn', 'ARN'],
    ['aws:TagKeys', 'ArrayOfString'],
    ['sts:ExternalId', 'String'],
    ['s3:max-keys', 'Numeric'],
    ['iam:PermissionsBoundary', 'ARN'],
    ['AWS:sourceip', 'IPAddress'],
  ])('%s is of type %s', (key, type) => {
    expect(conditionKeyType(key)).toBe(type);
  });

  it.each([
    ['aws:RequestTag/team', 'aws:RequestTag/${TagKey}'],
    ['aws:principaltag/Cost Centre', 'aws:PrincipalTag/${TagKey}'],
    ['s3:ExistingObjectTag/class', 's3:ExistingObjectTag/${TagKey}'],
    ['secretsmanager:ResourceTag/team', 'secretsmanager:ResourceTag/${TagKey}'],
    ['kms:EncryptionContext:AppName', 'kms:EncryptionContext:${EncryptionContextKey}'],
    ['events:Metadata/region/Matcher', 'events:Metadata/${MetadataKey}/Matcher'],
  ])('%s is a form of %s', (key, name) => {
    expect(findConditionKey(key)?.name).toBe(name);
  });

  it.each(['aws:RequestTag/', 'aws:RequestTag', 'aws:NoSuchKey', 'sourceip', 'constructor', ''])(
    '%j is none',
    (key) => {
      expect(conditionKeyType(key)).toBeUndefined();
    },
  );
});

describe('suggestions', () => {
  it.each([
    ['s3:DeleteObjetc', 's3:DeleteObject'],
    ['s3:getobjct', 's3:GetObject'],
    ['kms:Decypt', 'kms:Decrypt'],
    ['lamda:InvokeFunction', 'lambda:InvokeFunction'],
    ['iamm:PasRole', 'iam:PassRole'],
  ])('%s was meant to be %s', (misspelt, meant) => {
    expect(nearestAction(misspelt)).toBe(meant);
  });

  it.each(['s3:Frobnicate', 's3:Foo', 'nosuchservice:GetObject', 's3', 's3:', '', '*'])(
    'nothing is close to %j',
    (name) => {
      expect(nearestAction(name)).toBeUndefined();
    },
  );

  it('does not compare a word that is far too long', () => {
    expect(nearestAction(`s3:${'x'.repeat(1_000_000)}`)).toBeUndefined();
    expect(nearestAction(`${'x'.repeat(1_000_000)}:GetObject`)).toBeUndefined();
  });

  it('names a service that is spelled almost the same', () => {
    expect(nearestService('dynamdb')).toBe('dynamodb');
    expect(nearestService('secretmanager')).toBe('secretsmanager');
    expect(nearestService('xy')).toBeUndefined();
  });
});
