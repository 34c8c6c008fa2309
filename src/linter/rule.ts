import type {
  Account,
  Confidence,
  Entity,
  FindingStep,
  Organization,
  PolicyDocument,
  PolicyType,
  Severity,
  Statement,
  Token,
} from '../model/index.js';
import type { PolicyGraph } from '../graph/index.js';

/** The names in braces of a message: `"'{role}' trusts {account}."` has `role` and `account`. */
type Placeholders<Message extends string> = Message extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Placeholders<Rest>
  : never;

/** The values for a message's placeholders. A missing or misspelt one does not compile. */
type MessageData<Message extends string> = [Placeholders<Message>] extends [never]
  ? { readonly data?: undefined }
  : { readonly data: Readonly<Record<Placeholders<Message>, string | number>> };

export interface RuleMeta<
  Messages extends Readonly<Record<string, string>> = Readonly<Record<string, string>>,
> {
  /** `family/no-thing` or `family/require-thing`: the path of the rule's file. */
  readonly id: string;
  readonly description: string;
  readonly severity: Severity;
  readonly confidence: Confidence;
  /** Which documents `checkDocument` and `checkStatement` are given. All, where it is absent. */
  readonly policyTypes?: readonly PolicyType[];
  readonly remediation: string;
  readonly references: readonly string[];
  /** By message id. The first sentence of each stands alone as a title. */
  readonly messages: Messages;
}

/** Where something stands in a text: a token of a policy, or whatever keeps the text from being one. */
export type Place = Pick<Token, 'value' | 'path' | 'source' | 'location'>;

/** A further place that bears out a finding. */
export interface RelatedToken {
  readonly token: Token;
  readonly label: string;
}

/** What a rule knows of a finding; the linter adds the rest. */
export type Draft = DraftBase & (InDocument | OutsideDocuments);

interface DraftBase {
  /** The offending token: what the reader should look at, and part of the fingerprint. */
  readonly at: Place;
  readonly related?: readonly RelatedToken[];
  readonly trace?: readonly FindingStep[];
  /** Where this finding is less certain than the rule usually is. */
  readonly confidence?: Confidence;
}

interface InDocument {
  /** The document that `at` stands in. */
  readonly document: PolicyDocument;
  /**
   * The ARN of the principal or resource that the finding is about. Absent: each identity that holds the
   * document, or the document's owner where it is not an identity's.
   */
  readonly subject?: string;
}

/** For what is not said in a policy, such as which policies are attached. */
interface OutsideDocuments {
  readonly document?: undefined;
  readonly subject: string;
}

export interface RuleContext<Messages extends Readonly<Record<string, string>>> {
  readonly graph: PolicyGraph;
  /** Account ids that the configuration calls trusted, besides those of the organization. */
  readonly trustedAccounts: ReadonlySet<string>;
  /** Fills in a message. */
  readonly finding: <Id extends keyof Messages & string>(
    messageId: Id,
    draft: Draft & MessageData<Messages[Id]>,
  ) => RuleFinding;
}

/** A draft with its message filled in. */
export type RuleFinding = Draft & {
  readonly messageId: string;
  readonly message: string;
};

type Check<Node, Messages extends Readonly<Record<string, string>>> = (
  node: Node,
  context: RuleContext<Messages>,
) => Iterable<RuleFinding>;

/**
 * A rule: what it is about, and one or more checks. Checks are pure and synchronous; each is called once for every
 * node of its kind.
 */
export interface RuleDefinition<Messages extends Readonly<Record<string, string>>> {
  readonly meta: RuleMeta<Messages>;
  readonly checkStatement?: (
    statement: Statement,
    document: PolicyDocument,
    context: RuleContext<Messages>,
  ) => Iterable<RuleFinding>;
  readonly checkDocument?: Check<PolicyDocument, Messages>;
  /** Users and roles, with all that bears on them. Service-linked roles are not among them: nobody can change those. */
  readonly checkPrincipal?: Check<Entity, Messages>;
  readonly checkAccount?: Check<Account, Messages>;
  readonly checkOrganization?: Check<Organization, Messages>;
}

/** A rule whose messages nobody needs to know any more. */
export interface Rule extends Omit<RuleDefinition<Readonly<Record<string, string>>>, 'meta'> {
  readonly meta: RuleMeta;
}

/** Ties the checks of a rule to its messages, so that the compiler sees every placeholder. */
export function defineRule<const Messages extends Readonly<Record<string, string>>>(
  rule: RuleDefinition<Messages>,
): Rule {
  return rule;
}

/** `message` with every `{name}` replaced. */
export function fillMessage(
  message: string,
  data: Readonly<Record<string, string | number>> | undefined,
): string {
  if (data === undefined) return message;
  return message.replaceAll(/\{([A-Za-z]+)\}/g, (placeholder, name: string) =>
    String(data[name] ?? placeholder),
  );
}
