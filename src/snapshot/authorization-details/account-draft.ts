import type {
  AccountSnapshot,
  GroupDetail,
  InstanceProfile,
  ManagedPolicyDetail,
  RoleDetail,
  UserDetail,
} from '../../model/index.js';
import { canonicalJson } from '../canonical-json.js';
import { groupDetail, instanceProfile, managedPolicyDetail, roleDetail, userDetail } from './entities.js';
import type { Place } from './entities-file.js';
import type { GroupEntry, InstanceProfileEntry, Page, PolicyEntry, RoleEntry, UserEntry } from './pages.js';

type DraftEntity = UserDetail | GroupDetail | RoleDetail | ManagedPolicyDetail | InstanceProfile;

export interface DraftEvents {
  /** An entity has become part of an account. */
  added(entity: DraftEntity, place: Place): void;
  /** The error for an entity that is in the account already, with something else in it. */
  conflict(entity: DraftEntity, place: Place): Error;
}

/** One account, while its pages are gone through. An entry that says what another one said is counted once. */
export class AccountDraft {
  readonly pages: Page[] = [];
  private readonly users: UserDetail[] = [];
  private readonly groups: GroupDetail[] = [];
  private readonly roles: RoleDetail[] = [];
  private readonly policies: ManagedPolicyDetail[] = [];
  private readonly instanceProfiles: InstanceProfile[] = [];
  private readonly createDates: Record<string, string> = {};
  private readonly roleLastUsed: Record<
    string,
    { readonly LastUsedDate?: string; readonly Region?: string }
  > = {};
  private readonly byArn = new Map<string, DraftEntity>();

  constructor(
    private readonly partition: string,
    readonly id: string,
    private readonly events: DraftEvents,
  ) {}

  addUser(entry: UserEntry, place: Place): void {
    this.add(this.users, userDetail(entry), entry, place);
  }

  addGroup(entry: GroupEntry, place: Place): void {
    this.add(this.groups, groupDetail(entry), entry, place);
  }

  addRole(entry: RoleEntry, place: Place): void {
    this.add(this.roles, roleDetail(entry), entry, place);
    const { Arn, RoleLastUsed, InstanceProfileList } = entry;
    if (RoleLastUsed) {
      const { LastUsedDate, Region } = RoleLastUsed;
      this.roleLastUsed[Arn] = { ...(LastUsedDate && { LastUsedDate }), ...(Region && { Region }) };
    }
    for (const [index, profile] of (InstanceProfileList ?? []).entries()) {
      this.addInstanceProfile(profile, { ...place, rest: ['InstanceProfileList', index] });
    }
  }

  addPolicy(entry: PolicyEntry, place: Place): void {
    this.add(this.policies, managedPolicyDetail(entry), entry, place);
  }

  snapshot(): AccountSnapshot {
    return {
      account: { AccountId: this.id, Partition: this.partition },
      users: this.users,
      groups: this.groups,
      roles: this.roles,
      policies: this.policies,
      instanceProfiles: this.instanceProfiles,
      samlProviders: [],
      openIDConnectProviders: [],
      buckets: [],
      activity: { CreateDates: this.createDates, RoleLastUsed: this.roleLastUsed },
    };
  }

  private addInstanceProfile(entry: InstanceProfileEntry, place: Place): void {
    this.add(this.instanceProfiles, instanceProfile(entry), entry, place);
  }

  private add<E extends DraftEntity>(
    list: E[],
    entity: E,
    { CreateDate }: { readonly CreateDate?: string | null | undefined },
    place: Place,
  ): void {
    const known = this.byArn.get(entity.Arn);
    if (known) {
      if (canonicalJson(entity.Arn, known) === canonicalJson(entity.Arn, entity)) return;
      throw this.events.conflict(entity, place);
    }
    this.byArn.set(entity.Arn, entity);
    list.push(entity);
    if (CreateDate) this.createDates[entity.Arn] = CreateDate;
    this.events.added(entity, place);
  }
}
