const DOCUMENTATION = 'https://docs.aws.amazon.com/';

/**
 * Services that say, when they assume a role, for which resource and account they do: service principals, each with
 * the page of AWS's documentation that shows the condition in a role trust policy. A service that is not here may
 * not send the keys, and a condition would lock it out.
 */
const SOURCE_SERVICES: ReadonlyMap<string, string> = new Map([
  ['amplify.amazonaws.com', 'amplify/latest/userguide/cross-service-confused-deputy-prevention.html'],
  ['batch.amazonaws.com', 'batch/latest/userguide/cross-service-confused-deputy-prevention.html'],
  ['bedrock.amazonaws.com', 'bedrock/latest/userguide/cross-service-confused-deputy-prevention.html'],
  ['codebuild.amazonaws.com', 'codebuild/latest/userguide/cross-service-confused-deputy-prevention.html'],
  ['config.amazonaws.com', 'config/latest/developerguide/iamrole-permissions.html'],
  [
    'credentials.iot.amazonaws.com',
    'iot/latest/developerguide/cross-service-confused-deputy-prevention.html',
  ],
  ['datasync.amazonaws.com', 'datasync/latest/userguide/cross-service-confused-deputy-prevention.html'],
  ['ecs-tasks.amazonaws.com', 'AmazonECS/latest/developerguide/task-iam-roles.html'],
  ['eks.amazonaws.com', 'eks/latest/userguide/cross-service-confused-deputy-prevention.html'],
  ['eks-fargate-pods.amazonaws.com', 'eks/latest/userguide/pod-execution-role.html'],
  ['events.amazonaws.com', 'eventbridge/latest/userguide/cross-service-confused-deputy-prevention.html'],
  ['fis.amazonaws.com', 'fis/latest/userguide/getting-started-iam-service-role.html'],
  ['iot.amazonaws.com', 'iot/latest/developerguide/cross-service-confused-deputy-prevention.html'],
  ['monitoring.rds.amazonaws.com', 'AmazonRDS/latest/UserGuide/USER_Monitoring.OS.Enabling.html'],
  ['personalize.amazonaws.com', 'personalize/latest/dg/cross-service-confused-deputy-prevention.html'],
  ['pipes.amazonaws.com', 'eventbridge/latest/userguide/cross-service-confused-deputy-prevention.html'],
  [
    'resources.cloudformation.amazonaws.com',
    'AWSCloudFormation/latest/UserGuide/cross-service-confused-deputy-prevention.html',
  ],
  ['sagemaker.amazonaws.com', 'sagemaker/latest/dg/security-confused-deputy-prevention.html'],
  ['scheduler.amazonaws.com', 'scheduler/latest/UserGuide/cross-service-confused-deputy-prevention.html'],
  ['ssm.amazonaws.com', 'systems-manager/latest/userguide/cross-service-confused-deputy-prevention.html'],
  ['states.amazonaws.com', 'step-functions/latest/dg/procedure-create-iam-role.html'],
  ['transfer.amazonaws.com', 'transfer/latest/userguide/confused-deputy.html'],
  ['vpc-flow-logs.amazonaws.com', 'vpc/latest/userguide/flow-logs-iam-role.html'],
]);

/** The page on how a service's roles are kept from acting for strangers; undefined for a service that sends no source. */
export function confusedDeputyPage(service: string): string | undefined {
  const path = SOURCE_SERVICES.get(service.toLowerCase());
  return path === undefined ? undefined : DOCUMENTATION + path;
}

/**
 * Services that say on whose behalf they call where a resource-based policy lets them in: each is shown with the
 * condition in the guide of the service that is called.
 */
const SOURCE_CALLERS: ReadonlySet<string> = new Set(
  [
    'apigateway',
    'backup',
    'budgets',
    'cloudfront',
    'cloudtrail',
    'cloudwatch',
    'codestar-notifications',
    'cognito-idp',
    'config',
    'costalerts',
    'delivery.logs',
    'events',
    'events.rds',
    'iot',
    'lambda.alarms.cloudwatch',
    'logging.s3',
    'logs',
    's3',
    'secretsmanager',
    'ses',
    'sns',
    'sqs',
  ].map((name) => `${name}.amazonaws.com`),
);

/** Whether a service principal, of one Region perhaps, is known to say on whose behalf it calls other services. */
export function saysSource(service: string): boolean {
  const name = service.toLowerCase();
  return SOURCE_CALLERS.has(name) || SOURCE_CALLERS.has(name.replace(/\.[a-z]+-[a-z-]+-[0-9]+\./, '.'));
}
