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

/** A message with no placeholder but `Names`, of which it need not have all. */
export type MessageWith<Names extends string, Message extends string> = Message &
  (Placeholders<Message> extends Names ? unknown : never);

/**
 * The values for a message's placeholders. A missing or misspelt one does not compile, where the text of the message
 * is known so early.
 */
type MessageData<Message extends string> = string extends Message
  ? { readonly data: Readonly<Record<string, string | number>> }
  : [Placeholders<Message>] extends [never]
    ? { readonly data?: undefined }
    : { readonly data: Readonly<Record<Placeholders<Message>, string | number>> };

/** A parameter of a rule that the configuration can set: a number, or a list of texts. */
export interface RuleOption {
  /** What it is and in which unit, as a sentence for the rule's page. */
  readonly description: string;
  readonly default: number | readonly string[];
}

type RuleOptions = Readonly<Record<string, RuleOption>>;

/** The type of an option whose default is of type `Default`. */
type OptionValue<Default> = Default extends number ? number : readonly string[];

/** The values of a rule's options: the defaults, or what the configuration says. */
export type OptionValues<Options extends RuleOptions = RuleOptions> = {
  readonly [Name in keyof Options]: OptionValue<Options[Name]['default']>;
};

/**
 * The items of public catalogues that a rule answers, by their own ids.
 *
 * @see https://docs.aws.amazon.com/securityhub/latest/userguide/iam-controls.html
 */
export interface Compliance {
  /** Recommendations of the CIS AWS Foundations Benchmark v5.0.0, such as `1.15`. */
  readonly cisV5?: readonly string[];
  /** Recommendations of the CIS AWS Foundations Benchmark v6.0.0, such as `2.14`. */
  readonly cisV6?: readonly string[];
  /** Security Hub controls, such as `IAM.1`. */
  readonly securityHub?: readonly string[];
  /** Weaknesses of the CWE list, such as `CWE-250`. */
  readonly cwe?: readonly string[];
}

export interface RuleMeta<
  Messages extends Readonly<Record<string, string>> = Readonly<Record<string, string>>,
  Options extends RuleOptions = RuleOptions,
> {
  /** `family/no-thing` or `family/require-thing`: the path of the rule's file. */
  readonly id: string;
  readonly description: string;
  readonly severity: Severity;
  readonly confidence: Confidence;
  /** Which documents `checkDocument`, `checkStatement` and `checkConditions` are given. All, where it is absent. */
  readonly policyTypes?: readonly PolicyType[];
  readonly remediation: string;
  readonly references: readonly string[];
  /** By message id. The first sentence of each stands alone as a title. */
  readonly messages: Messages;
  readonly compliance?: Compliance;
  /**
   * Codes of Access Analyzer's ValidatePolicy whose defect this rule finds.
   *
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html
   */
  readonly accessAnalyzer?: readonly string[];
  readonly options?: Options;
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

export interface RuleContext<
  Messages extends Readonly<Record<string, string>> = Readonly<Record<string, string>>,
  Options extends RuleOptions = RuleOptions,
> {
  readonly graph: PolicyGraph;
  readonly options: OptionValues<Options>;
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

type Check<Node, Messages extends Readonly<Record<string, string>>, Options extends RuleOptions> = (
  node: Node,
  context: RuleContext<Messages, Options>,
) => Iterable<RuleFinding>;

/**
 * A rule: what it is about, and one or more checks. Checks are pure and synchronous; each is called once for every
 * node of its kind.
 */
export interface RuleDefinition<
  Messages extends Readonly<Record<string, string>>,
  Options extends RuleOptions,
> {
  readonly meta: RuleMeta<Messages, Options>;
  readonly checkStatement?: (
    statement: Statement,
    document: PolicyDocument,
    context: RuleContext<Messages, Options>,
  ) => Iterable<RuleFinding>;
  /** The same for statements with conditions: most have none. */
  readonly checkConditions?: (
    statement: Statement,
    document: PolicyDocument,
    context: RuleContext<Messages, Options>,
  ) => Iterable<RuleFinding>;
  readonly checkDocument?: Check<PolicyDocument, Messages, Options>;
  /** Users and roles, with all that bears on them. Service-linked roles are not among them: nobody can change those. */
  readonly checkPrincipal?: Check<Entity, Messages, Options>;
  readonly checkAccount?: Check<Account, Messages, Options>;
  readonly checkOrganization?: Check<Organization, Messages, Options>;
}

/** A rule whose messages nobody needs to know any more. */
export type Rule = RuleDefinition<Readonly<Record<string, string>>, RuleOptions>;

/** Ties the checks of a rule to its messages, so that the compiler sees every placeholder. */
export function defineRule<
  const Messages extends Readonly<Record<string, string>>,
  // eslint-disable-next-line @typescript-eslint/no-empty-object-type
  const Options extends RuleOptions = {},
>(rule: RuleDefinition<Messages, Options>): Rule {
  // The linter hands each rule the values of its own options, which the type of all rules cannot say.
  return rule as unknown as Rule;
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
