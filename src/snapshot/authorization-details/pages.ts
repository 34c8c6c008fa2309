import * as v from 'valibot';
import { parseArn } from '../../model/index.js';
import { elements, topLevelStarts, topLevelValues, valueAt } from '../json-scan.js';
import { parseJson, placeIn } from '../parse-json.js';
import { document, type Schema } from '../schema.js';
import { SnapshotError } from '../snapshot-error.js';
import { validate } from '../validate.js';

export const LISTS = ['UserDetailList', 'GroupDetailList', 'RoleDetailList', 'Policies'] as const;

export type ListName = (typeof LISTS)[number];

const text = v.string();
/** AWS leaves out what is empty; other writers of JSON say null. */
const maybe = <T>(schema: Schema<T>) => v.nullish(schema);
const maybeList = <T>(schema: Schema<T>) => v.nullish(v.array(schema));

const arn = v.custom<string>(
  (value) => typeof value === 'string' && (parseArn(value)?.account ?? '') !== '',
  'an ARN with an account',
);
const inlinePolicies = maybeList(v.object({ PolicyName: text, PolicyDocument: maybe(document) }));
const attachedPolicies = maybeList(v.object({ PolicyName: maybe(text), PolicyArn: text }));
const permissionsBoundary = maybe(v.object({ PermissionsBoundaryArn: text }));
const tags = maybeList(v.object({ Key: text, Value: text }));

const user = v.object({
  Arn: arn,
  UserName: text,
  UserId: text,
  Path: text,
  CreateDate: maybe(text),
  GroupList: maybeList(text),
  UserPolicyList: inlinePolicies,
  AttachedManagedPolicies: attachedPolicies,
  PermissionsBoundary: permissionsBoundary,
  Tags: tags,
});

const group = v.object({
  Arn: arn,
  GroupName: text,
  GroupId: text,
  Path: text,
  CreateDate: maybe(text),
  GroupPolicyList: inlinePolicies,
  AttachedManagedPolicies: attachedPolicies,
});

const instanceProfile = v.object({
  Arn: arn,
  InstanceProfileName: text,
  InstanceProfileId: text,
  Path: text,
  CreateDate: maybe(text),
  Roles: maybeList(v.object({ Arn: text })),
});

const role = v.object({
  Arn: arn,
  RoleName: text,
  RoleId: text,
  Path: text,
  CreateDate: maybe(text),
  AssumeRolePolicyDocument: maybe(document),
  RolePolicyList: inlinePolicies,
  AttachedManagedPolicies: attachedPolicies,
  PermissionsBoundary: permissionsBoundary,
  InstanceProfileList: maybeList(instanceProfile),
  RoleLastUsed: maybe(v.object({ LastUsedDate: maybe(text), Region: maybe(text) })),
  Tags: tags,
});

const policy = v.object({
  Arn: arn,
  PolicyName: text,
  PolicyId: text,
  Path: text,
  DefaultVersionId: text,
  CreateDate: maybe(text),
  AttachmentCount: maybe(v.number()),
  PermissionsBoundaryUsageCount: maybe(v.number()),
  PolicyVersionList: maybeList(
    v.object({ VersionId: text, IsDefaultVersion: v.boolean(), Document: maybe(document) }),
  ),
});

const page = v.object({
  UserDetailList: maybeList(user),
  GroupDetailList: maybeList(group),
  RoleDetailList: maybeList(role),
  Policies: maybeList(policy),
  IsTruncated: maybe(v.boolean()),
  /** The AWS CLI's, where `--max-items` stopped it. */
  NextToken: maybe(text),
});

/**
 * One response of GetAccountAuthorizationDetails, or the one that the AWS CLI makes of many.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountAuthorizationDetails.html
 */
export type Page = v.InferOutput<typeof page>;
export type UserEntry = v.InferOutput<typeof user>;
export type GroupEntry = v.InferOutput<typeof group>;
export type RoleEntry = v.InferOutput<typeof role>;
export type InstanceProfileEntry = v.InferOutput<typeof instanceProfile>;
export type PolicyEntry = v.InferOutput<typeof policy>;

const HINT = 'Write the file with aws iam get-account-authorization-details --output json.';

/** The pages of a text: one, several one after another, or a list of them. */
export function parsePages(file: string, content: string): readonly Page[] {
  const values = parseValues(file, content).flatMap((value) =>
    Array.isArray(value) ? (value as unknown[]) : [value],
  );
  return values.map((value, index) => {
    const start = () => [...pageStarts(content)][index] ?? 0;
    const result = validate(page, value, ({ path, message }) => {
      const offset = valueAt(content, { start: start(), end: content.length }, path).start;
      return new SnapshotError(`${placeIn(file, content, offset)}: ${message}`, HINT);
    });
    if (isPage(result)) return result;
    const place = placeIn(file, content, start());
    throw new SnapshotError(`${place}: This object has none of ${LISTS.join(', ')}.`, HINT);
  });
}

/** Where each page starts, in the order of {@link parsePages}. */
export function* pageStarts(content: string): Generator<number> {
  for (const start of topLevelStarts(content)) {
    if (content[start] !== '[') yield start;
    else for (const element of elements(content, start)) yield element.start;
  }
}

function parseValues(file: string, content: string): readonly unknown[] {
  try {
    return [JSON.parse(content)];
  } catch {
    const ranges = topLevelValues(content);
    return ranges.length === 0
      ? [parseJson(file, content)]
      : ranges.map((range) => parseJson(file, content, range));
  }
}

function isPage(value: Page): boolean {
  return 'IsTruncated' in value || LISTS.some((list) => list in value);
}
