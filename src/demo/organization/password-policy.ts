import type { AccountDetail } from '../../model/index.js';

export const strictPasswordPolicy: NonNullable<AccountDetail['PasswordPolicy']> = {
  MinimumPasswordLength: 16,
  RequireSymbols: true,
  RequireNumbers: true,
  RequireUppercaseCharacters: true,
  RequireLowercaseCharacters: true,
  AllowUsersToChangePassword: true,
  ExpirePasswords: false,
  PasswordReusePrevention: 24,
};
