/** The environment variables of the process. */
export type Environment = Readonly<Record<string, string | undefined>>;

export function hasContainerEndpoint(environment: Environment): boolean {
  return Boolean(
    environment['AWS_CONTAINER_CREDENTIALS_RELATIVE_URI'] ||
    environment['AWS_CONTAINER_CREDENTIALS_FULL_URI'],
  );
}

/** Lambda hands the execution role's session to the function in the variables that hold keys elsewhere. */
export function isLambda(environment: Environment): boolean {
  return Boolean(environment['AWS_LAMBDA_FUNCTION_NAME']);
}
