import { isAwsManaged } from '../model/index.js';

const LAMBDA = ['lambda.amazonaws.com', 'edgelambda.amazonaws.com'];
const EC2 = ['ec2.amazonaws.com'];

/**
 * AWS managed policies for the role of one service, with the service principals that such a role trusts.
 *
 * @see https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html
 */
const SERVICE_ROLE_POLICIES: ReadonlyMap<string, readonly string[]> = new Map([
  ['AmazonECSTaskExecutionRolePolicy', ['ecs-tasks.amazonaws.com']],
  ['AmazonEKSClusterPolicy', ['eks.amazonaws.com']],
  ['AmazonEKSFargatePodExecutionRolePolicy', ['eks-fargate-pods.amazonaws.com']],
  ['AmazonEKSWorkerNodePolicy', EC2],
  ['AmazonElasticMapReduceforEC2Role', EC2],
  ['AmazonRDSEnhancedMonitoringRole', ['monitoring.rds.amazonaws.com']],
  ['AWSBackupServiceRolePolicyForBackup', ['backup.amazonaws.com']],
  ['AWSBackupServiceRolePolicyForRestores', ['backup.amazonaws.com']],
  ['AWSBatchServiceRole', ['batch.amazonaws.com']],
  ['AWSCodeDeployRole', ['codedeploy.amazonaws.com']],
  ['AWSCodeDeployRoleForECS', ['codedeploy.amazonaws.com']],
  ['AWSCodeDeployRoleForLambda', ['codedeploy.amazonaws.com']],
  ['AWSGlueServiceRole', ['glue.amazonaws.com']],
  ['AWSLambdaBasicExecutionRole', LAMBDA],
  ['AWSLambdaDynamoDBExecutionRole', LAMBDA],
  ['AWSLambdaKinesisExecutionRole', LAMBDA],
  ['AWSLambdaSQSQueueExecutionRole', LAMBDA],
  ['AWSLambdaVPCAccessExecutionRole', LAMBDA],
  ['AWS_ConfigRole', ['config.amazonaws.com']],
]);

/** The service principals that a role with this managed policy is made for; undefined where that is not known. */
export function servicesOfRolePolicy(policyArn: string): readonly string[] | undefined {
  if (!isAwsManaged(policyArn)) return undefined;
  return SERVICE_ROLE_POLICIES.get(policyArn.slice(policyArn.lastIndexOf('/') + 1));
}
