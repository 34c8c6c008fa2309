import type { UserDetail } from '../../model/index.js';

/**
 * The report of an account whose users sign in with a password and MFA and have no access keys.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_getting-report.html
 */
export function credentialReportOf(
  account: string,
  users: readonly UserDetail[],
): readonly Record<string, string>[] {
  const root = row('<root_account>', `arn:aws:iam::${account}:root`, 'not_supported');
  return [root, ...users.map(({ UserName, Arn }) => row(UserName, Arn, 'true'))];
}

function row(user: string, arn: string, passwordEnabled: string): Record<string, string> {
  return {
    user,
    arn,
    user_creation_time: '2025-01-15T09:00:00+00:00',
    password_enabled: passwordEnabled,
    password_last_used: 'no_information',
    password_last_changed: passwordEnabled === 'true' ? '2025-01-15T09:00:00+00:00' : 'not_supported',
    password_next_rotation: passwordEnabled === 'true' ? 'N/A' : 'not_supported',
    mfa_active: 'true',
    access_key_1_active: 'false',
    access_key_1_last_rotated: 'N/A',
    access_key_1_last_used_date: 'N/A',
    access_key_1_last_used_region: 'N/A',
    access_key_1_last_used_service: 'N/A',
    access_key_2_active: 'false',
    access_key_2_last_rotated: 'N/A',
    access_key_2_last_used_date: 'N/A',
    access_key_2_last_used_region: 'N/A',
    access_key_2_last_used_service: 'N/A',
    cert_1_active: 'false',
    cert_1_last_rotated: 'N/A',
    cert_2_active: 'false',
    cert_2_last_rotated: 'N/A',
  };
}
