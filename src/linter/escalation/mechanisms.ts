/**
 * What gives a principal the rights of a role that a service acts with: it hands the role to the service itself, or
 * brings its own code into something that has the role already.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html
 */
export interface Mechanism {
  /** The service principal that assumes the role. */
  readonly service: string;
  /** All of them are needed, besides `iam:PassRole` where a role is handed over. */
  readonly actions: readonly [string, ...string[]];
}

const mechanism = (service: string, ...actions: readonly [string, ...string[]]): Mechanism => ({
  service: `${service}.amazonaws.com`,
  actions,
});

/** Something new is started with a role of the principal's choice. */
export const PASSING_MECHANISMS: readonly Mechanism[] = [
  mechanism('ec2', 'ec2:RunInstances'),
  mechanism('ec2', 'ec2:RequestSpotInstances'),
  mechanism('ec2', 'ec2:AssociateIamInstanceProfile'),
  mechanism('ec2', 'ec2:ReplaceIamInstanceProfileAssociation'),
  mechanism('ec2', 'autoscaling:CreateAutoScalingGroup', 'autoscaling:CreateLaunchConfiguration'),
  mechanism('ec2', 'autoscaling:CreateAutoScalingGroup', 'ec2:CreateLaunchTemplate'),
  mechanism('lambda', 'lambda:CreateFunction', 'lambda:InvokeFunction'),
  mechanism('lambda', 'lambda:CreateFunction', 'lambda:AddPermission'),
  mechanism('lambda', 'lambda:CreateFunction', 'lambda:CreateEventSourceMapping'),
  mechanism('lambda', 'lambda:CreateFunction', 'lambda:CreateFunctionUrlConfig'),
  mechanism('lambda', 'lambda:UpdateFunctionConfiguration', 'lambda:UpdateFunctionCode'),
  mechanism('cloudformation', 'cloudformation:CreateStack'),
  mechanism('cloudformation', 'cloudformation:UpdateStack'),
  mechanism('cloudformation', 'cloudformation:CreateChangeSet', 'cloudformation:ExecuteChangeSet'),
  mechanism('cloudformation', 'cloudformation:CreateStackSet', 'cloudformation:CreateStackInstances'),
  mechanism('cloudformation', 'cloudformation:UpdateStackSet'),
  mechanism('ecs-tasks', 'ecs:RegisterTaskDefinition', 'ecs:RunTask'),
  mechanism('ecs-tasks', 'ecs:RegisterTaskDefinition', 'ecs:StartTask'),
  mechanism('ecs-tasks', 'ecs:RegisterTaskDefinition', 'ecs:CreateService'),
  mechanism('ecs-tasks', 'ecs:RegisterTaskDefinition', 'ecs:UpdateService'),
  mechanism('ecs-tasks', 'ecs:RunTask'),
  mechanism('ecs-tasks', 'ecs:StartTask'),
  mechanism('ecs-tasks', 'batch:RegisterJobDefinition', 'batch:SubmitJob'),
  mechanism('codebuild', 'codebuild:CreateProject', 'codebuild:StartBuild'),
  mechanism('codebuild', 'codebuild:CreateProject', 'codebuild:StartBuildBatch'),
  mechanism('codebuild', 'codebuild:UpdateProject', 'codebuild:StartBuild'),
  mechanism('glue', 'glue:CreateDevEndpoint'),
  mechanism('glue', 'glue:CreateJob', 'glue:StartJobRun'),
  mechanism('glue', 'glue:CreateJob', 'glue:CreateTrigger'),
  mechanism('glue', 'glue:UpdateJob', 'glue:StartJobRun'),
  mechanism('glue', 'glue:UpdateJob', 'glue:CreateTrigger'),
  mechanism('glue', 'glue:CreateSession', 'glue:RunStatement'),
  mechanism('sagemaker', 'sagemaker:CreateNotebookInstance'),
  mechanism('sagemaker', 'sagemaker:CreateTrainingJob'),
  mechanism('sagemaker', 'sagemaker:CreateProcessingJob'),
  mechanism('datapipeline', 'datapipeline:CreatePipeline', 'datapipeline:PutPipelineDefinition'),
  mechanism('apprunner', 'apprunner:CreateService'),
  mechanism('tasks.apprunner', 'apprunner:CreateService'),
  mechanism('ssm', 'ssm:StartAutomationExecution'),
  mechanism('states', 'states:CreateStateMachine', 'states:StartExecution'),
  mechanism('states', 'states:UpdateStateMachine', 'states:StartExecution'),
  mechanism('scheduler', 'scheduler:CreateSchedule'),
  mechanism('scheduler', 'scheduler:UpdateSchedule'),
  mechanism('events', 'events:PutRule', 'events:PutTargets'),
  mechanism('pipes', 'pipes:CreatePipe'),
  mechanism('elasticmapreduce', 'elasticmapreduce:RunJobFlow'),
  mechanism('ec2', 'elasticmapreduce:RunJobFlow'),
  mechanism('emr-serverless', 'emr-serverless:CreateApplication', 'emr-serverless:StartJobRun'),
  mechanism(
    'bedrock-agentcore',
    'bedrock-agentcore:CreateCodeInterpreter',
    'bedrock-agentcore:InvokeCodeInterpreter',
  ),
  mechanism(
    'bedrock-agentcore',
    'bedrock-agentcore:CreateAgentRuntime',
    'bedrock-agentcore:InvokeAgentRuntime',
  ),
  mechanism('braket', 'braket:CreateJob'),
  mechanism('gamelift', 'gamelift:CreateBuild', 'gamelift:CreateFleet'),
  mechanism('ec2', 'imagebuilder:CreateInfrastructureConfiguration', 'imagebuilder:CreateImage'),
  mechanism('kinesisanalytics', 'kinesisanalytics:CreateApplication', 'kinesisanalytics:StartApplication'),
  mechanism('omics', 'omics:CreateWorkflow', 'omics:StartRun'),
  mechanism('rolesanywhere', 'rolesanywhere:CreateTrustAnchor', 'rolesanywhere:CreateProfile'),
  mechanism('amplify', 'amplify:CreateApp', 'amplify:StartJob'),
  mechanism('codepipeline', 'codepipeline:CreatePipeline'),
];

/** Something that is there already, and acts with a role, takes the principal's code or commands. */
export const TAKEOVER_MECHANISMS: readonly Mechanism[] = [
  mechanism('ec2', 'ssm:SendCommand'),
  mechanism('ec2', 'ssm:StartSession'),
  mechanism('ec2', 'ec2-instance-connect:SendSSHPublicKey'),
  mechanism('ec2', 'ec2:ModifyInstanceAttribute', 'ec2:StopInstances', 'ec2:StartInstances'),
  mechanism('ec2', 'ec2:CreateLaunchTemplateVersion', 'ec2:ModifyLaunchTemplate'),
  mechanism('ec2', 'codedeploy:CreateDeployment', 'codedeploy:RegisterApplicationRevision'),
  mechanism('lambda', 'lambda:UpdateFunctionCode'),
  mechanism('lambda', 'lambda:UpdateFunctionConfiguration'),
  mechanism('cloudformation', 'cloudformation:UpdateStack'),
  mechanism('cloudformation', 'cloudformation:CreateChangeSet', 'cloudformation:ExecuteChangeSet'),
  mechanism('codebuild', 'codebuild:StartBuild'),
  mechanism('codebuild', 'codebuild:StartBuildBatch'),
  mechanism('ecs-tasks', 'ecs:ExecuteCommand'),
  mechanism('ecs-tasks', 'batch:SubmitJob'),
  mechanism('glue', 'glue:UpdateDevEndpoint'),
  mechanism('glue', 'glue:UpdateJob', 'glue:StartJobRun'),
  mechanism('sagemaker', 'sagemaker:CreatePresignedNotebookInstanceUrl'),
  mechanism(
    'sagemaker',
    'sagemaker:CreateNotebookInstanceLifecycleConfig',
    'sagemaker:StopNotebookInstance',
    'sagemaker:UpdateNotebookInstance',
    'sagemaker:StartNotebookInstance',
  ),
  mechanism('states', 'states:UpdateStateMachine', 'states:StartExecution'),
  mechanism('tasks.apprunner', 'apprunner:UpdateService'),
  mechanism('bedrock-agentcore', 'bedrock-agentcore:InvokeCodeInterpreter'),
  mechanism('bedrock-agentcore', 'bedrock-agentcore:InvokeAgentRuntimeCommand'),
];

/** Of IAM and Identity Center: what changes who has which rights, or who is who. */
const IDENTITY_ACTIONS = [
  'iam:AddUserToGroup',
  'iam:AttachGroupPolicy',
  'iam:AttachRolePolicy',
  'iam:AttachUserPolicy',
  'iam:CreateAccessKey',
  'iam:CreateLoginProfile',
  'iam:CreatePolicyVersion',
  'iam:CreateRole',
  'iam:CreateUser',
  'iam:DeactivateMFADevice',
  'iam:DeleteGroupPolicy',
  'iam:DeleteRolePermissionsBoundary',
  'iam:DeleteRolePolicy',
  'iam:DeleteUserPermissionsBoundary',
  'iam:DeleteUserPolicy',
  'iam:DetachGroupPolicy',
  'iam:DetachRolePolicy',
  'iam:DetachUserPolicy',
  'iam:PassRole',
  'iam:PutGroupPolicy',
  'iam:PutRolePermissionsBoundary',
  'iam:PutRolePolicy',
  'iam:PutUserPermissionsBoundary',
  'iam:PutUserPolicy',
  'iam:RemoveUserFromGroup',
  'iam:SetDefaultPolicyVersion',
  'iam:TagRole',
  'iam:TagUser',
  'iam:UpdateAssumeRolePolicy',
  'iam:UpdateLoginProfile',
  'iam:UpdateSAMLProvider',
  'sso:AttachCustomerManagedPolicyReferenceToPermissionSet',
  'sso:AttachManagedPolicyToPermissionSet',
  'sso:CreateAccountAssignment',
  'sso:PutInlinePolicyToPermissionSet',
  'sts:AssumeRole',
] as const;

export type IdentityAction = (typeof IDENTITY_ACTIONS)[number];

/** Every action by which somebody can come to more than he has been granted. */
export const ESCALATING_ACTIONS: readonly string[] = [
  ...new Set([
    ...IDENTITY_ACTIONS,
    ...[...PASSING_MECHANISMS, ...TAKEOVER_MECHANISMS].flatMap(({ actions }) => actions),
  ]),
];
