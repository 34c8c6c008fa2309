/**
 * Operations whose request has to name a role that is passed to the service, by AWS's API references: without
 * `iam:PassRole` they always fail.
 */
export const ROLE_PASSING_OPERATIONS: ReadonlySet<string> = new Set([
  'backup:CreateBackupSelection',
  'codebuild:CreateProject',
  'codepipeline:CreatePipeline',
  'eks:CreateCluster',
  'eks:CreateNodegroup',
  'glue:CreateCrawler',
  'glue:CreateJob',
  'kinesisanalytics:CreateApplication',
  'lambda:CreateFunction',
  'pipes:CreatePipe',
  'sagemaker:CreateNotebookInstance',
  'sagemaker:CreateProcessingJob',
  'sagemaker:CreateTrainingJob',
  'scheduler:CreateSchedule',
  'states:CreateStateMachine',
  'transfer:CreateUser',
]);

/** The service principals that a service's operations pass roles to, where they are not called like its actions. */
const PASSED_TO: ReadonlyMap<string, readonly string[]> = new Map([
  ['autoscaling', ['ec2.amazonaws.com']],
  ['ecs', ['ecs-tasks.amazonaws.com', 'ecs.amazonaws.com']],
  ['elasticmapreduce', ['elasticmapreduce.amazonaws.com', 'ec2.amazonaws.com']],
  ['rds', ['monitoring.rds.amazonaws.com', 'rds.amazonaws.com']],
]);

/** The service principals that a role has to be passed to by operations of a service, given by its prefix. */
export function servicesPassedTo(prefix: string): readonly string[] {
  return PASSED_TO.get(prefix) ?? [`${prefix}.amazonaws.com`];
}
