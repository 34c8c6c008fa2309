import { describe, expect, it } from 'vitest';
import { QuestionError } from '../../src/explain/index.js';
import { explainIn, type Asked } from '../support/explaining.js';
import { allow, arn, document, embedded } from '../support/identities.js';

const trust = document({
  Effect: 'Allow',
  Principal: { Service: 'ec2.amazonaws.com' },
  Action: 'sts:AssumeRole',
});
const example = {
  UserDetailList: [
    { Arn: arn('user/A-san'), GroupList: ['staff'], UserPolicyList: [embedded('own', allow('*'))] },
    { Arn: arn('user/first.last') },
    { Arn: arn('user/web') },
  ],
  GroupDetailList: [{ Arn: arn('group/staff') }],
  RoleDetailList: [{ Arn: arn('role/app/web'), AssumeRolePolicyDocument: trust }],
  Buckets: [{ Name: 'b' }],
};
const object = 'arn:aws:s3:::b/x';
const ask = (question: Partial<Asked>) =>
  explainIn(example, { principal: 'A-san', action: 's3:GetObject', resource: object, ...question });

function refusal(question: Partial<Asked>): string {
  try {
    ask(question);
  } catch (error) {
    if (error instanceof QuestionError) return `${error.message} / ${error.hint}`;
    throw error;
  }
  throw new Error('The question was answered.');
}

describe('the principal of a question', () => {
  it.each([
    ['A-san', arn('user/A-san')],
    ['user/A-san', arn('user/A-san')],
    ['first.last', arn('user/first.last')],
    ['role/app/web', arn('role/app/web')],
    ['user/web', arn('user/web')],
    [
      'arn:aws:sts::111122223333:assumed-role/web/i-0abc',
      'arn:aws:sts::111122223333:assumed-role/web/i-0abc',
    ],
    [arn('root'), arn('root')],
    ['lambda.amazonaws.com', 'lambda.amazonaws.com'],
    ['arn:aws:iam::555566667777:role/stranger', 'arn:aws:iam::555566667777:role/stranger'],
    ['anonymous', 'anonymous'],
  ])('may be %s', (principal, expected) => {
    expect(ask({ principal }).request.principal).toBe(expected);
  });

  it.each([
    [
      'web',
      `'web' is the name of several principals. / Give the ARN: ${arn('user/web')}, ${arn('role/app/web')}.`,
    ],
    ['A-sen', `'A-sen' is not a principal. / Did you mean ${arn('user/A-san')}?`],
    [arn('user/a-san'), `111122223333 has no user/a-san. / Did you mean ${arn('user/A-san')}?`],
    [arn('role/web'), `111122223333 has no role/web. / Did you mean ${arn('role/app/web')}?`],
    [
      'arn:aws:sts::111122223333:assumed-role/wep/i-0',
      `111122223333 has no role/wep. / Did you mean ${arn('role/app/web')}?`,
    ],
    [
      arn('group/staff'),
      `${arn('group/staff')} is a group, and a group makes no requests. / Ask for one of its members, such as ${arn('user/A-san')}.`,
    ],
    [arn('policy/x'), `${arn('policy/x')} is not the ARN of a principal. / `],
    ['somewhere.example.com', `'somewhere.example.com' is not a principal. / `],
    ['*', `'*' is not a principal. / `],
    ['', `'' is not a principal. / `],
    [
      arn('user/nobody-like-that'),
      `111122223333 has no user/nobody-like-that. / Check the name, and whether the snapshot is older`,
    ],
  ])('cannot be %j', (principal, message) => {
    expect(refusal({ principal })).toContain(message);
  });
});

describe('the action of a question', () => {
  it('is spelled as AWS does', () => {
    expect(ask({ action: 'S3:getobject' })).toMatchObject({
      request: { action: 's3:GetObject' },
      remarks: [],
    });
  });

  it.each([
    ['s3:GetObjetc', 'AWS has no action s3:GetObjetc, by its reference of', 'Did you mean s3:GetObject?'],
    ['s4:GetObject', 'AWS has no service with the prefix s4', ''],
    [
      'frobnicate:Everything',
      'AWS has no service with the prefix frobnicate',
      'It is evaluated as it is written.',
    ],
  ])('is evaluated where it does not exist, and said not to: %s', (action, message, suggestion) => {
    const { remarks, decision } = ask({ action });
    expect(remarks[0]).toContain(message);
    expect(remarks[0]).toContain(suggestion);
    expect(decision).toBe('allowed');
  });

  it.each([
    ['GetObject', "'GetObject' is not an action. / Write it with its service: s3:GetObject."],
    ['s3:Get*', "'s3:Get*' stands for many actions, and a request has one."],
    ['s3:Get Object', "'s3:Get Object' is not an action."],
  ])('cannot be %j', (action, message) => {
    expect(refusal({ action })).toContain(message);
  });
});

describe('the resource of a question', () => {
  it('may be left out for an action that takes none', () => {
    const { request } = explainIn(example, { principal: 'A-san', action: 's3:ListAllMyBuckets' });
    expect(request.resource).toBe('*');
  });

  it.each([
    ['b/x', "'b/x' is not an ARN. / Write it like arn:aws:s3:::BucketName/ObjectName, or '*'."],
    ['s3://b/x', 's3://b/x is not an ARN. / Write arn:aws:s3:::b/x.'],
    ['arn:aws:s3', "'arn:aws:s3' is not an ARN."],
  ])('cannot be %j', (resource, message) => {
    expect(refusal({ resource })).toContain(message);
  });

  it('cannot be missing for an action that takes one', () => {
    expect(() => explainIn(example, { principal: 'A-san', action: 's3:GetObject' })).toThrow(
      's3:GetObject acts on a resource, and none is given.',
    );
  });

  it.each([
    ['s3:GetObject', 'arn:aws:s3:::b', 's3:GetObject acts on other resources than arn:aws:s3:::b'],
    ['iam:ListRoles', arn('role/app/web'), 'iam:ListRoles takes no resource'],
    [
      'ec2:StartInstances',
      '*',
      'ec2:StartInstances acts on resources, and * asks whether it is allowed on all of them',
    ],
  ])('is remarked on where it does not fit: %s on %s', (action, resource, remark) => {
    expect(ask({ action, resource }).remarks.join()).toContain(remark);
  });

  it('has an account of twelve digits', () => {
    expect(refusal({ resourceAccount: '1234' })).toContain("'1234' is not an account.");
  });
});

describe('the context of a question', () => {
  it.each([
    [
      { 'aws:MultiFactorAuthPresent': ['yes'] },
      "The value 'yes' of aws:MultiFactorAuthPresent is not true or false.",
    ],
    [{ 'AWS:sourceip': ['10.0.0.0/8'] }, "The value '10.0.0.0/8' of AWS:sourceip is not an IP address."],
    [{ 'aws:MultiFactorAuthAge': ['long'] }, 'is not a number.'],
    [{ 'aws:CurrentTime': ['yesterday'] }, 'is not a date.'],
    [{ 'aws:SourceArn': ['bucket'] }, 'is not an ARN.'],
    [
      { 'aws:SourceVpce': ['vpce-1', 'vpce-2'] },
      'aws:SourceVpce has one value in a request, and 2 are given.',
    ],
  ])('cannot be %j', (context, message) => {
    expect(refusal({ context })).toContain(message);
  });

  it('may have several values of a key that has several, and keys of others', () => {
    const context = {
      'aws:TagKeys': ['a', 'b'],
      'aws:SourceIp': ['2001:db8::1'],
      'accounts.google.com:aud': ['x'],
      'aws:SourceVpce': [],
    };
    expect(ask({ context })).toMatchObject({ request: { context }, remarks: [] });
  });

  it('is remarked on where AWS has no such key', () => {
    expect(ask({ context: { 'aws:SourceVpcee': ['x'] } }).remarks).toEqual([
      'AWS has no context key aws:SourceVpcee, so no request holds it. Did you mean aws:SourceVpce?',
    ]);
  });
});
