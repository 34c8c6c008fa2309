/** Something that could not be read. Never the same as nothing being there. */
export interface CoverageGap {
  /** The account that was asked about; empty where that is not known yet. */
  readonly account: string;
  /** The API operation, with its service: `iam:GetPolicyVersion`. */
  readonly operation: string;
  /** The ARN or name that it was called for; `*` where the call is about the whole account. */
  readonly resource: string;
  /** AWS's error code, or one of ours: `DocumentNotCollected`, `InvalidResponse`, `ConnectionLost`. */
  readonly errorCode: string;
  /** What happened, in one sentence, safe to print. */
  readonly message: string;
  /** The IAM action that a policy has to allow for this call; undefined where permission is not the cause. */
  readonly missingPermission?: string;
  /** ARNs of the principals whose access cannot be judged fully because of this gap. */
  readonly affects: readonly string[];
}
