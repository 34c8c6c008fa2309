/**
 * AWS managed policies that AWS calls deprecated or keeps on for those who have them already, by name, each with the
 * one that takes its place.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_managed-deprecated.html
 */
const SUCCESSORS: ReadonlyMap<string, string> = new Map([
  ['AmazonEC2ContainerServiceFullAccess', 'AmazonECS_FullAccess'],
  ['AmazonEC2RoleforSSM', 'AmazonSSMManagedInstanceCore'],
  ['AmazonEC2SpotFleetRole', 'AmazonEC2SpotFleetTaggingRole'],
  ['AmazonElasticMapReduceFullAccess', 'AmazonEMRFullAccessPolicy_v2'],
  ['AmazonElasticMapReduceReadOnlyAccess', 'AmazonEMRReadOnlyAccessPolicy_v2'],
  ['AmazonElasticMapReduceRole', 'AmazonEMRServicePolicy_v2'],
  ['AmazonMachineLearningRoleforRedshiftDataSource', 'AmazonMachineLearningRoleforRedshiftDataSourceV3'],
  ['AmazonMachineLearningRoleforRedshiftDataSourceV2', 'AmazonMachineLearningRoleforRedshiftDataSourceV3'],
  ['AWSBackupAdminPolicy', 'AWSBackupFullAccess'],
  ['AWSBackupOperatorPolicy', 'AWSBackupOperatorAccess'],
  ['AWSCloudTrailFullAccess', 'AWSCloudTrail_FullAccess'],
  ['AWSCloudTrailReadOnlyAccess', 'AWSCloudTrail_ReadOnlyAccess'],
  ['AWSConfigRole', 'AWS_ConfigRole'],
  ['AWSElasticBeanstalkFullAccess', 'AdministratorAccess-AWSElasticBeanstalk'],
  ['AWSElasticBeanstalkReadOnlyAccess', 'AWSElasticBeanstalkReadOnly'],
  ['AWSElasticBeanstalkService', 'AWSElasticBeanstalkManagedUpdatesCustomerRolePolicy'],
  ['AWSLambdaFullAccess', 'AWSLambda_FullAccess'],
  ['AWSLambdaReadOnlyAccess', 'AWSLambda_ReadOnlyAccess'],
  ['AWSOpsWorksFullAccess', 'AWSOpsWorks_FullAccess'],
  ['ServiceCatalogAdminFullAccess', 'AWSServiceCatalogAdminFullAccess'],
  ['ServiceCatalogEndUserFullAccess', 'AWSServiceCatalogEndUserFullAccess'],
]);

/** The name of the policy that takes the place of a deprecated one; undefined for every other. */
export function successorOf(policyName: string): string | undefined {
  return SUCCESSORS.get(policyName);
}
