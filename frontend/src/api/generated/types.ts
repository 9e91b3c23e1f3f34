// Generated from /api/schema by `python -m designer_api.contract`. Do not edit.

export interface Account {
  id: string;
  email: string;
  name: string;
  role: "viewer" | "author" | "operator" | "admin";
}

/** The caller's own. `proved_at`: when a code that was mailed there was given back last. */
export interface AddressShown {
  email: string;
  proved_at: string | null;
}

export interface Applied {
  published: string[];
}

/** The plan that was seen, by its fingerprints. */
export interface ApplyRelease {
  base: string;
  target: string;
  inside?: "stay" | "next-safe-point" | "now";
  note?: string;
}

export interface AppointmentShown {
  id: string;
  starts_at: string | null;
  ends_at: string | null;
  status: string;
}

/** `kind` of change, the `role` that has to approve it, and what it is about. */
export interface Approval {
  kind: string;
  role: string;
  about: string[];
}

export interface ApprovalList {
  items: ApprovalRequest[];
  next: string | null;
}

/** `request`: the latest about exactly these changes; None when nobody was asked. */
export interface ApprovalNeeded {
  kind: string;
  role: string;
  about: string[];
  state: "missing" | "asked" | "approved" | "refused";
  request: ApprovalRequest | null;
}

/** state: asked | approved | refused | withdrawn. `changes`: a Difference, as plain values. `drawn`: the journey as it was asked for was kept, so that it can be drawn. */
export interface ApprovalRequest {
  id: string;
  journey: string;
  kind: string;
  role: string;
  content: string;
  changes: Record<string, unknown>;
  asked_by: string;
  asked_by_name: string;
  asked_at: string;
  note: string;
  state: string;
  decided_by: string | null;
  decided_by_name: string | null;
  decided_at: string | null;
  words: string;
  drawn: boolean;
}

export interface AskApproval {
  note?: string;
}

export interface AuthorizationShown {
  scope: string;
  signed_at: string;
  expires_at: string | null;
  revoked_at: string | null;
}

/** `journey`: the new journey's name, as its folder will be called; `title`: what people call it. `owner`: the team that answers for it, never somebody's address; "": the one that most journeys here have. */
export interface BeginEmpty {
  journey: string;
  title: string;
  owner?: string;
}

/** A draft of your own. `problems` it has here: what your documents do not declare yet, in words. */
export interface Begun {
  journey: string;
  revision: number;
  problems: string[];
}

/** Where a step lies: `way` of the step `step`, which is a `kind`; all empty in the journey itself. */
export interface Block {
  step: string;
  kind: string;
  way: string;
}

/** Why a journey stands still: the brake that fired and what it counted, "" where a person paused it. */
export interface Brake {
  reason: string;
  detail: string;
  at: string | null;
}

/** At most `count` mails in `seconds`, from all journeys together. */
export interface Budget {
  count: number;
  seconds: number;
}

/** `method_guess` is read off the subject and the wire, independently of the ledger. */
export interface CaughtMail {
  id: string;
  at: string;
  to_masked: string;
  from: string;
  subject: string;
  size: number;
  tls: string;
  message_id: string;
  method_guess: string;
}

export interface CaughtPage {
  items: CaughtMail[];
  next: string | null;
  total: number;
}

/** `classes`: for every step that tells somebody something, the most closed class of what it tells. */
export interface Checked {
  problems: Problem[];
  version: string | null;
  classes: Record<string, string>;
}

/** `file#where` of a clash → whose side is taken. */
export interface Choices {
  choices?: Record<string, "mine" | "theirs">;
}

/** `key`: what a choice names it by. `where`: the step, the field of the journey, or "" for the file. */
export interface ClashShown {
  key: string;
  file: string;
  where: string;
  kind: string;
  before: string;
  mine: string;
  theirs: string;
}

export interface ClockFace {
  paced: boolean;
  rate: number;
  now: string;
  meets_at: string | null;
}

/** `step` "": on the journey. `answers`: the head of its thread. A removed one has no text. */
export interface Comment {
  id: string;
  step: string;
  answers: string | null;
  author: string;
  author_name: string;
  body: string;
  written_at: string;
  settled_at: string | null;
  settled_by: string | null;
  removed: boolean;
  mentions: string[];
}

export interface CommentList {
  items: Comment[];
  next: string | null;
}

/** From `before` to `after`. `change` is null where nothing differs. Each side with its text, and the subjects of its messages by their names; none where it has errors. */
export interface Compared {
  change: JourneyChange | null;
  source_before: string;
  source_after: string;
  files: FileCompared[];
  subjects_before: Record<string, string>;
  subjects_after: Record<string, string>;
}

/** `when`: CEL over the dictionary; a segment is asked for as segment('name'). */
export interface Condition {
  when: string;
}

export interface ConsentShown {
  topic: string;
  channel: string;
  granted: boolean;
  at: string;
  evidence: string;
}

/** Of `looked` people, `count` surely belong; None where the number would be told too closely. `told`: exact; about (to the next ten, up or down); few (none or hardly any); nearly-all (all, or hardly fewer). `complete`: false where the time was up before everybody was looked at. */
export interface Counted {
  count: number | null;
  told: string;
  looked: number;
  complete: boolean;
}

export interface DeadLetterPage {
  items: DeadLetterShown[];
  next: string | null;
}

/** `reason` says what is wrong and what to do; it holds no patient data. */
export interface DeadLetterShown {
  id: string;
  source: string;
  kind: string;
  code: string;
  reason: string;
  place: string;
  received_at: string;
  resolved_at: string | null;
}

export interface Decide {
  words?: string;
}

/** mark: "+", "-", " ", or "…" where lines that are the same are left out. Numbers from 1; 0: none. */
export interface DiffLine {
  mark: string;
  before: number;
  after: number;
  text: string;
}

/** `breaks`: journeys that compile today and would not any more; `spoils`: other documents likewise. */
export interface DocumentChecked {
  problems: Problem[];
  breaks: string[];
  spoils: string[];
}

/** `document`: organization, dictionary, segments or consents; `source` as it lies on disk. */
export interface DocumentShown {
  document: string;
  path: string;
  source: string;
  etag: string;
  problems: Problem[];
}

export interface DocumentText {
  source: string;
}

export interface Draft {
  source: string;
}

/** A draft as a list shows it. */
export interface DraftLine {
  journey: string;
  account: string;
  name: string;
  revision: number;
  made_at: string;
  updated_at: string;
}

export interface DraftList {
  items: DraftLine[];
  next: string | null;
}

/** What publishing this draft would do. `behind`: the workspace moved, so it must be taken in first. */
export interface DraftPlan {
  plan: PlanShown;
  number: number;
  approvals: ApprovalNeeded[];
  behind: string[];
  commits: boolean;
}

/** `files`: path inside the journey's folder → text. `revision` 0: none is saved, this is the workspace. `changed`: files that differ from what the draft began with; `behind`: files that somebody else changed in the workspace since. `others`: drafts of other people. */
export interface DraftShown {
  journey: string;
  files: Record<string, string>;
  revision: number;
  made_at: string | null;
  updated_at: string | null;
  changed: string[];
  behind: string[];
  others: DraftLine[];
}

/** In force, but not by the last apply. */
export interface Drift {
  journey: string;
  number: number;
  by: string;
  at: string;
}

export interface EngagementShown {
  type: string;
  at: string;
}

export interface EnrollmentDetail {
  person: PersonInJourney;
  version: string;
  visits: VisitShown[];
  messages: MessageSummary[];
}

/** One entry of organization, consents, dictionary or segments. `warning`: what a reviewer must see. */
export interface EntryChange {
  kind: "organization" | "topic" | "authorization" | "field" | "segment";
  name: string;
  state: "added" | "removed" | "changed" | "wording" | "layout";
  changes?: FieldChange[];
  warning?: string;
}

export interface EventPage {
  items: EventShown[];
  next: string | null;
}

export interface EventShown {
  id: string;
  type: string;
  source: string;
  occurred_at: string;
  received_at: string;
  outcome: string;
  patient: string | null;
}

/** `goes`: when, as far as is known. `due`: what they wait for now; `due_then`: None is planned anew. */
export interface Example {
  person: string;
  step: string;
  to: string;
  goes: string;
  due: string | null;
  due_then: string | null;
}

export interface Experiments {
  goal: string;
  splits: SplitShown[];
}

/** One rule of the policy: did it hold, in words without patient data. `value`: what it looked at. */
export interface Fact {
  code: string;
  words: string;
  holds: boolean;
  value: string;
}

/** One field in words, before and after; empty where it was or is not there. `wording`: read by people of the organisation alone. `was` and `now`: both values as they are written, for whoever tells them in another language; None where there is none, or where it has no other form. */
export interface FieldChange {
  field: string;
  before?: string;
  after?: string;
  wording?: boolean;
  was?: unknown;
  now?: unknown;
}

/** A field of the dictionary. `type`: string, int, bool, double, timestamp or list(string). */
export interface FieldShown {
  name: string;
  type: string;
  data_class: string;
}

/** A field that the mail is written with; `known`: this person has a value for it. */
export interface FieldUsed {
  name: string;
  data_class: string;
  known: boolean;
}

export interface FileCompared {
  file: string;
  lines: DiffLine[];
}

/** `form`: its name; `text`: as it is being written; `language`: the reader's, a BCP 47 tag. */
export interface FormPreview {
  journey: string;
  form: string;
  text: string;
  language?: string;
}

/** `html`: the portal's own page; empty while the form cannot be read, which `problems` tell. */
export interface FormPreviewed {
  html: string;
  language: string;
  problems: Problem[];
}

export interface Gallery {
  items: TemplateShown[];
  next: string | null;
}

/** A fact for or against it. `says` is true exactly when `holds`; `value`: what was looked at. */
export interface Ground {
  code: string;
  says: string;
  holds: boolean;
  value: string;
}

/** `material`: a PEM certificate, or an armoured OpenPGP public key. */
export interface HandInKey {
  kind: "smime" | "openpgp";
  material: string;
}

/** What happened to `people` at one place within one hour; `at`: the last of them, in journey time. `code`: for "sent" how it was protected, for "held" why it was not sent. `message`: of one mail, which. */
export interface Happening {
  at: string;
  kind: "entered" | "sent" | "held";
  code: string;
  journey: string;
  step: string;
  people: number;
  message: string | null;
}

export interface Health {
  status: string;
}

export interface IdentifierNamed {
  value: string;
  system?: string;
}

export interface InsideShown {
  enrollment: string;
  journey: string;
  title: string;
  step: string;
  phase: string;
  due_at: string | null;
  state: string;
  outcome: string;
}

export interface Installation {
  name: string;
  embedded: boolean;
  clock: ClockFace;
  version: string;
}

/** The journey's text as somebody asked for it. */
export interface JourneyAsked {
  source: string;
}

/** `layout`: the text differs and nothing in it. `unread`: sides with errors, so that not all is known. One that was added comes with all it says, its steps and its messages. `subjects`: what people call its messages, by their names, in the organisation's language; of a side with errors none are known. */
export interface JourneyChange {
  slug: string;
  state: "added" | "removed" | "changed" | "wording" | "layout";
  before?: string;
  after?: string;
  changes?: FieldChange[];
  steps?: StepChange[];
  messages?: MessageChange[];
  unread?: string[];
  subjects?: Record<string, string>;
}

/** `source` is the text on disk, and `etag` its tag; of a journey that is only a draft, the draft's text. `dirty`: it is not what was published last. */
export interface JourneyDetail {
  slug: string;
  title: string;
  purpose: string;
  owner: string;
  version_number: number;
  version: string;
  paused: boolean;
  paused_reason: string;
  problems: ProblemCount;
  counts: Totals;
  steps: StepOutline[];
  updated_at: string | null;
  only_draft: boolean;
  source: string;
  published_source: string;
  etag: string;
  dirty: boolean;
  path: string;
  exits: string[];
  diagnostics: Problem[];
}

export interface JourneyList {
  items: JourneySummary[];
  next: string | null;
}

export interface JourneyMap {
  journeys: MappedJourney[];
  shared: Shared[];
  load: Load[];
  budget: Budget | null;
}

/** `only_draft`: it exists in the caller's draft alone, and nobody else sees it. */
export interface JourneySummary {
  slug: string;
  title: string;
  purpose: string;
  owner: string;
  version_number: number;
  version: string;
  paused: boolean;
  paused_reason: string;
  problems: ProblemCount;
  counts: Totals;
  steps: StepOutline[];
  updated_at: string | null;
  only_draft: boolean;
}

export interface KeepScenario {
  scenario: Record<string, unknown>;
}

export interface KeyShown {
  kind: "smime" | "openpgp";
  fingerprint: string;
  expires_at: string | null;
}

export interface Leave {
  reason?: string;
}

/** Percentage points between two rates, and where the true difference lies with 95% confidence. */
export interface Lift {
  points: number;
  low: number;
  high: number;
}

/** One line of the timeline; of a branch, `why` is the conditions it asked. `at` in Unix seconds, `local` in words of the scenario's zone. */
export interface Line {
  at: number;
  local: string;
  kind: string;
  id: string;
  visit: number;
  way: string;
  reason: string;
  until: string;
  until_at: number | null;
  language: string;
  method: string;
  subject: string;
  text: string;
  html: string;
  why: Rule[];
  facts: Record<string, unknown>;
}

export interface LineShown {
  line: number;
  outcome: string;
}

/** `coarse`: whoever looks may not see small numbers; 1 to 10 people are told as 10. */
export interface Live {
  at: string;
  totals: Totals;
  steps: Record<string, StepNumbers>;
  outcomes: Record<string, number>;
  rate_per_minute: number;
  coarse: boolean;
}

/** `people` who got `mails` in the last seven days; the last bar means that many or more. */
export interface Load {
  mails: number;
  people: number | null;
}

/** `sample`: a made-up person; `segments`: those they are taken to be in, null: as their values say. */
export interface LookAtMail {
  name: string;
  language: string;
  sample?: string;
  segments?: string[] | null;
}

/** One language of a message that is added, removed or changed. `segments`: people in these read it otherwise than before; `everybody`: so do people in none of them. */
export interface MailAsked {
  name: string;
  language: string;
  state: string;
  segments: string[];
  everybody: boolean;
}

/** null: the message, or this language of it, was not there, or will not be. */
export interface MailCompared {
  before: MailRead | null;
  after: MailRead | null;
}

/** `reason` says why there is no mail: value-missing, mail-too-long, template-refused. */
export interface MailRead {
  subject: string;
  preheader: string;
  html: string;
  text: string;
  data_class: string;
  reason: string;
}

export interface MailsAsked {
  items: MailAsked[];
}

/** `triggers`: events that let people in; `audiences`: segments that a schedule looks through. `mails`: sent in the last seven days; `people`: who got them. */
export interface MappedJourney {
  slug: string;
  title: string;
  purpose: string;
  paused: boolean;
  paused_reason: string;
  triggers: string[];
  audiences: string[];
  inside: number | null;
  mails: number;
  people: number | null;
}

export interface Mention {
  comment: string;
  journey: string;
  step: string;
  author: string;
  body: string;
  written_at: string;
  seen: boolean;
  settled: boolean;
}

export interface MentionList {
  items: Mention[];
  next: string | null;
}

/** With `clashes` nothing was saved yet: choose in each. `taken`: what came from the other side. */
export interface MergeShown {
  draft: DraftShown;
  clashes: ClashShown[];
  taken: string[];
}

/** In clear: every answer of this form was written to the audit trail. */
export interface MessageBody {
  subject: string;
  preheader: string;
  html: string;
  text: string;
}

/** `sent_by`: the steps that send it now, or sent it when it was there. */
export interface MessageChange {
  name: string;
  state: "added" | "removed" | "changed" | "wording" | "layout";
  sent_by?: string[];
  changes?: FieldChange[];
}

export interface MessageDetail {
  id: string;
  journey: string;
  step: string;
  patient: string;
  masked_name: string;
  state: string;
  method: string;
  reason: string;
  subject_masked: string;
  created_at: string;
  sent_at: string | null;
  enrollment: string;
  title: string;
  visit: number;
  language: string;
  purpose: string;
  topic: string;
  data_class: string;
  attempts: number;
  expires_at: string | null;
  rfc_message_id: string;
  version: string;
  evidence: Record<string, unknown> | null;
  why: Why;
  engagement: EngagementShown[];
  body_available: boolean;
}

export interface MessagePage {
  items: MessageSummary[];
  next: string | null;
}

/** A message in the organisation's language; subject and preheader as they are written. */
export interface MessageShown {
  name: string;
  subject: string;
  preheader: string;
  data_class: string;
  languages: string[];
}

export interface MessageSummary {
  id: string;
  journey: string;
  step: string;
  patient: string;
  masked_name: string;
  state: string;
  method: string;
  reason: string;
  subject_masked: string;
  created_at: string;
  sent_at: string | null;
}

export interface MovePreview {
  journey: string;
  to_version: string;
  people: number;
  steps: StepMove[];
  examples: Example[];
  refusals: string[];
}

export interface NamePeople {
  people: PersonNamed[];
}

/** A topic, an authorization or a connector. `opt` of topics: in or out. */
export interface NameShown {
  name: string;
  title: string;
  opt: string;
}

/** Work that waits. `stopped`: journeys that are paused, those that a brake stopped first. `approvals`: requests that wait for a word which the caller may give. `late_tasks`, `uncertain`: tasks that are overdue, and mails that perhaps did not arrive; 0 for whoever may not see them. Exact for everybody: it is work to be done, and says nothing of whom. */
export interface Needs {
  dead_letters: number;
  approvals: number;
  late_tasks: number;
  uncertain: number;
  stopped: Stopped[];
}

/** On this line of `path`, from `column` up to `end_column`, `replacement` takes the place of `was`. Lines and columns from 1, in characters; where `was` is empty, something is added. */
export interface OfferedFix {
  path: string;
  line: number;
  column: number;
  end_column: number;
  was: string;
  replacement: string;
  offer: string;
}

export interface OpenLink {
  token: string;
}

export interface OpenedMail {
  headers: [string, string][];
  text: string;
  html: string;
  raw: string;
  protection: "smime" | "openpgp" | "none";
}

/** `began`: whether anybody has entered a journey. `events_per_minute`: of the last one, at most 20,000. `sent_last_day`, `not_sent_last_day`: in the last 24 hours; `not_sent_because`: the same by reason. `methods`: how mails were protected in the last 7 days. `coarse`: whoever looks may not see small numbers, so people and mails are rounded up to tens, parts are left out where they would tell more than their sum, and `happened` is empty. */
export interface Overview {
  inside: number;
  journeys: number;
  began: boolean;
  sent_last_day: number;
  not_sent_last_day: number;
  not_sent_because: Record<string, number>;
  methods: Record<string, number>;
  events_per_minute: number;
  coarse: boolean;
  happened: Happening[];
}

/** A release as a list shows it. */
export interface Past {
  id: number;
  at: string;
  applied_by: string;
  note: string;
  commit_hash: string;
  author: string;
  uncommitted: boolean;
  inside: string;
  approvals: Record<string, string>;
  journeys: Record<string, string>;
  moved: number;
  moving: number;
}

/** `lift`: percentage points beyond the people held out, with its 95% interval; None without them. */
export interface PathShown {
  name: string;
  weight: number;
  holdout: boolean;
  people: number;
  goals: number;
  rate: number | null;
  lift: Lift | null;
}

export interface PatientDetail {
  id: string;
  masked_name: string;
  masked_email: string;
  language: string;
  zone: string;
  deceased: boolean;
  active: boolean;
  no_contact: boolean;
  tags: string[];
  consents: ConsentShown[];
  authorizations: AuthorizationShown[];
  keys: KeyShown[];
  appointments: AppointmentShown[];
  inside: InsideShown[];
  suppressed: string[];
  revealed: Revealed | null;
}

export interface PatientPage {
  items: PatientSummary[];
  next: string | null;
}

export interface PatientSummary {
  id: string;
  masked_name: string;
  masked_email: string;
  language: string;
  deceased: boolean;
  inside: number;
}

export interface PeoplePage {
  items: PersonInJourney[];
  next: string | null;
}

/** Times in journey time; `phase` is what happens or is awaited now, "" of who has left. `masked_name` "": nothing is known of this person any more. */
export interface PersonInJourney {
  enrollment: string;
  patient: string;
  masked_name: string;
  journey: string;
  entered_at: string;
  step: string;
  phase: string;
  due_at: string | null;
  state: string;
  outcome: string;
  goal_at: string | null;
}

/** One of the two: our own id, or an identifier; without its system it must fit one person alone. */
export interface PersonNamed {
  patient?: string | null;
  identifier?: IdentifierNamed | null;
}

/** `scenario`: an entry as in scenarios.yaml, without events; names are masked. */
export interface PersonToPlay {
  scenario: Record<string, unknown>;
}

/** `base` and `target` name what was seen; whoever applies says both. `refusals` stand in the way. `coarse`: whoever looks may not see small numbers, so people are rounded up to tens. */
export interface PlanShown {
  base: string;
  target: string;
  inside: string;
  empty: boolean;
  difference: engine_compiler_compare_difference_Difference;
  closing: string[];
  standing: Record<string, Record<string, number>>;
  people: Record<string, number>;
  approvals: Approval[];
  fields: SchemaEffect[];
  drift: Drift[];
  moves: MovePreview[];
  refusals: string[];
  coarse: boolean;
}

export interface PlayReal {
  patient: string;
}

/** `file`: `reminder.mjml` or `reminder.es.mjml`; `text`: as it is being written. `sample`: a made-up person's id; `patient`: a real person instead, which takes an operator and is audited. `segments`: those the person is taken to be in; null: as their values say. */
export interface Preview {
  journey: string;
  file: string;
  text: string;
  sample?: string;
  patient?: string | null;
  segments?: string[] | null;
}

/** `reason` says why there is no mail: cannot-compile, value-missing, mail-too-long, template-refused. Where the text has errors and there is no mail, it is cannot-compile. */
export interface Previewed {
  subject: string;
  preheader: string;
  html: string;
  text: string;
  language: string;
  reason: string;
  data_class: string;
  fields: FieldUsed[];
  segments: string[];
  problems: Problem[];
}

/** Lines and columns from 1, `end_column` exclusive; `text` is what the command line prints. `scenario`: the name of the one that it lies in, where it stands in the journey's scenarios.yaml. */
export interface Problem {
  code: string;
  severity: "error" | "warning" | "info";
  message: string;
  path: string;
  line: number;
  column: number;
  end_line: number;
  end_column: number;
  hint: string;
  source_of_law: string;
  docs: string;
  step: string | null;
  scenario: string | null;
  labels: RelatedPlace[];
  text: string;
  fix: OfferedFix | null;
}

export interface ProblemCount {
  errors: number;
  warnings: number;
}

/** `code`: as it was mailed; blanks, hyphens and small letters do not matter. */
export interface ProveAddress {
  code: string;
}

export interface Publish {
  source: string;
  note?: string;
}

/** The plan that was seen, by its fingerprints. */
export interface PublishDraft {
  base: string;
  target: string;
  inside?: "stay" | "next-safe-point" | "now";
  note?: string;
}

/** `commit` "": the workspace is no git repository. */
export interface PublishedDraft {
  number: number;
  version: string;
  commit: string;
}

/** One queue with what is open in it, tasks of other queues that were escalated to it included. */
export interface QueueShown {
  queue: string;
  open: number;
  overdue: number;
}

export interface Queues {
  items: QueueShown[];
}

export interface ReaderList {
  items: ReaderShown[];
  next: string | null;
}

/** Somebody of the staff whose address is proved. */
export interface ReaderShown {
  account: string;
  name: string;
  email: string;
}

export interface RecordConsent {
  topic: string;
  granted: boolean;
  evidence: string;
}

/** Why something was not done (RFC 9457). `code` is permanent; `detail` is for people and holds no patient data. `errors`: what the compiler found. `number`: to look up in the log. */
export interface Refusal {
  type: string;
  title: string;
  status: number;
  detail: string;
  code: string;
  errors?: unknown[];
  number?: string;
}

/** `words`: why, for whoever asked. Without them nobody knows what to change. */
export interface Refuse {
  words: string;
}

export interface RelatedPlace {
  text: string;
  path: string;
  line: number;
  column: number;
  end_column: number;
}

export interface ReleaseList {
  items: Past[];
  next: string | null;
}

/** `counts`: outcome → lines. */
export interface RequestShown {
  id: string;
  lines: LineShown[];
  counts: Record<string, number>;
}

export interface Resolve {
  how: string;
}

export interface RestoreVersion {
  number: number;
}

export interface Reveal {
  reason: string;
}

/** In clear: every answer of this form was written to the audit trail. */
export interface Revealed {
  first_name: string;
  last_name: string;
  birth_date: string | null;
  email: string;
  phone: string;
  mrn: string;
}

/** One rule's answer about a mail; `says` is true exactly when it passed. */
export interface Rule {
  code: string;
  passed: boolean;
  says: string;
  source: string;
  value: string;
}

export interface SampleList {
  items: SampleShown[];
  next: string | null;
}

/** A made-up person; `language` is a BCP 47 tag, empty for not known. */
export interface SampleShown {
  id: string;
  name: string;
  about: string;
  language: string;
}

/** The files that are others than when they were last seen; null takes a file away. */
export interface SaveDraft {
  files: Record<string, string | null>;
}

/** `items`: entries of scenarios.yaml as JSON, in their order; empty where the file cannot be read. */
export interface Scenarios {
  items: Record<string, unknown>[];
  next: string | null;
}

/** `what` in words; `used_by`: "visit-reminder version 3 (1,204 people)". */
export interface SchemaEffect {
  field: string;
  what: string;
  used_by: string[];
}

export interface Search {
  query: string;
}

/** `when` is CEL; `data_class` follows from the fields it looks at. */
export interface SegmentShown {
  name: string;
  when: string;
  data_class: string;
}

/** A preview that is mailed. `to`: an account with a proved address; none: the caller. */
export interface SendTrial {
  journey: string;
  file: string;
  text: string;
  sample?: string;
  patient?: string | null;
  segments?: string[] | null;
  to?: string | null;
}

export interface Session {
  account: Account;
  csrf: string;
  expires_at: string;
}

/** People who are in both journeys now. */
export interface Shared {
  one: string;
  other: string;
  people: number | null;
}

export interface SignIn {
  email: string;
  password: string;
}

/** `slug`: a journey; its text and messages are the caller's draft's unless others are given. `scenario`: one entry of a scenarios.yaml, as JSON; `messages` and `forms`: file or form name → text. */
export interface Simulate {
  scenario: Record<string, unknown>;
  slug: string;
  source?: string | null;
  messages?: Record<string, string> | null;
  forms?: Record<string, string> | null;
}

/** `problems`: of the journey and of the scenario; with errors there is nothing to play. */
export interface Simulated {
  problems: Problem[];
  zone: string;
  lines: Line[];
  differences: designer_api_journeys_simulate_Difference[];
  outcomes: string[];
  reached: string[];
  walked: Walked[];
  impossible: Record<string, string>;
  began: number | null;
  ended: number;
  stopped: string;
}

export interface SplitShown {
  step: string;
  paths: PathShown[];
  winner: WinnerShown | null;
}

export interface StaffList {
  items: StaffShown[];
  next: string | null;
}

export interface StaffShown {
  id: string;
  name: string;
  role: string;
}

/** One stay at a step. While it lasts, `ended_at` and `outcome` are empty and `phase` says what happens. `kind`: of the step, "" where this version has no such step. `title`: what people call it, the task's, the form's or the mail's; "" where it has no other name than its id. Times in journey time. */
export interface Stay {
  step: string;
  title: string;
  kind: string;
  visit: number;
  entered_at: string;
  ended_at: string | null;
  outcome: string;
  phase: string;
  due_at: string | null;
  held: boolean;
  message: string | null;
  grounds: Ground[];
}

/** `was`: its id before, where it has another; `guessed`: nobody said so, but all of it is the same. `moved`: where it stood before and stands now, in words; empty when it stayed in its place. `block`: where one that moved or was added stands now; None for one added to the journey itself. `fields`: what one that was added or removed says, as it is written. */
export interface StepChange {
  id: string;
  kind: string;
  state: "added" | "removed" | "changed" | "wording" | "layout";
  says?: string;
  was?: string;
  guessed?: boolean;
  moved?: [string, string] | null;
  block?: Block | null;
  changes?: FieldChange[];
  fields?: Record<string, unknown> | null;
}

/** Mails of one step. `delivered`: sent and not come back. `engaged`: what was done with them → mails. */
export interface StepMails {
  sent: number;
  delivered: number;
  engaged: Record<string, number>;
}

/** People at one step of one version; `to` is empty where nobody said what takes its place. `at_once`: of these, how many may go now. */
export interface StepMove {
  number: number;
  step: string;
  to: string;
  people: number;
  at_once: number;
}

export interface StepNumbers {
  entered: number;
  waiting: number;
  done: number;
  sent: Record<string, number>;
  skipped: Record<string, number>;
  failed: Record<string, number>;
  outcomes: Record<string, number>;
}

export interface StepOutline {
  id: string;
  kind: string;
}

/** A journey that nobody enters and that sends nothing. `reason`: which brake it was; "" for a person. */
export interface Stopped {
  journey: string;
  title: string;
  reason: string;
}

export interface TaskPage {
  items: TaskShown[];
  next: string | null;
}

/** Times in journey time. `escalated`: seen by a second queue, because it is overdue. `taken_by` and `ended_by` are names of staff. `reason`: the code of why it was cancelled. `journey_over`: nobody waits for it any more, it is still to be done. */
export interface TaskShown {
  id: string;
  queue: string;
  title: string;
  details: string;
  state: "open" | "done" | "cancelled";
  overdue: boolean;
  escalated: boolean;
  journey: string;
  journey_title: string;
  step: string;
  enrollment: string;
  patient: string;
  masked_name: string;
  opened_at: string;
  due_at: string | null;
  taken_by: string;
  mine: boolean;
  ended_by: string;
  ended_at: string | null;
  reason: string;
  journey_over: boolean;
}

/** A journey of the library. `purpose`: the first paragraph of its README; `languages` of its mails. */
export interface TemplateShown {
  slug: string;
  title: string;
  purpose: string;
  steps: number;
  languages: string[];
}

/** `source`: its journey.yaml. Whoever shows it draws it, in the words of who looks. `subjects`: what people call its messages, by their names. */
export interface TemplateText {
  source: string;
  subjects: Record<string, string>;
}

export interface Timeline {
  items: TimelineItem[];
  next: string | null;
}

/** `at` in journey time. `facts` are for those who want to know more; they hold no patient data. `code`: what happened. `about`: a journey's title, a topic, how a mail was protected, why it was not sent. `note`: what staff wrote down. Words for the codes are the viewer's. */
export interface TimelineItem {
  at: string;
  kind: "event" | "enrolled" | "step" | "message" | "engagement" | "consent" | "left";
  code: string;
  about: string;
  note: string;
  journey: string;
  step: string;
  message: string | null;
  patient: string | null;
  tone: "good" | "attention" | "stop" | "protected" | "neutral";
  facts: Record<string, unknown>;
}

/** People and mails of one journey, all versions. */
export interface Totals {
  entered: number;
  inside: number;
  left: number;
  goal: number;
  sent: number;
  waiting: number;
}

/** `to`: the name of whom it was mailed to; `subject`: as it stands in their mailbox. `sure`: false where the mail server fell silent, and nobody knows whether it arrived. */
export interface TrialSent {
  to: string;
  subject: string;
  sure: boolean;
}

/** `journey`: the new journey's name, as its folder will be called: `visit-reminder`. */
export interface UseTemplate {
  journey: string;
  title?: string;
}

export interface VersionList {
  items: VersionShown[];
  next: string | null;
}

export interface VersionShown {
  number: number;
  version: string;
  published_at: string;
  published_by: string;
  note: string;
  inside: number;
}

export interface VersionSource {
  number: number;
  version: string;
  source: string;
}

export interface VisitShown {
  step: string;
  visit: number;
  entered_at: string;
  ended_at: string;
  outcome: string;
}

/** `zone`: the organisation's, an IANA name; `language`: its own; `languages`: all that it writes in. `queues`: the lists that tasks of published journeys stand on. */
export interface Vocabulary {
  zone: string;
  language: string;
  languages: string[];
  fields: FieldShown[];
  segments: SegmentShown[];
  topics: NameShown[];
  authorizations: NameShown[];
  connectors: NameShown[];
  messages: MessageShown[];
  forms: string[];
  queues: string[];
}

/** One stay at a step, in Unix seconds; `ended` is null where they still stand when the story stops. */
export interface Walked {
  passage: number;
  step: string;
  visit: number;
  entered: number;
  ended: number | null;
  outcome: string;
  local: string;
}

/** `ages`: step → how long people have stood there (hour, day, three-days, week, month, longer) → people. `dropped`: step → how people left in its midst → people. */
export interface Watched {
  live: Live;
  mails: Record<string, StepMails>;
  ages: Record<string, Record<string, number>>;
  dropped: Record<string, Record<string, number>>;
  paused: Brake | null;
}

export interface Why {
  sentence: string;
  facts: Fact[];
}

export interface WhyShown {
  person: PersonInJourney;
  version_number: number;
  stays: Stay[];
}

/** How far the search for a winner is. `path` "": none yet. `p` and `alpha` of the latest look. */
export interface WinnerShown {
  metric: string;
  path: string;
  decided_at: string | null;
  looks: number;
  p: number | null;
  alpha: number | null;
}

/** `step` "": on the journey. `answers`: the head of the thread. */
export interface WriteComment {
  body: string;
  step?: string;
  answers?: string | null;
  mentions?: string[];
}

export interface designer_api_journeys_simulate_Difference {
  expected: string;
  happened: string;
}

export interface engine_compiler_compare_difference_Difference {
  journeys: JourneyChange[];
  entries: EntryChange[];
}
