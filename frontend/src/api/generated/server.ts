// Generated from /api/schema by `python -m designer_api.contract`. Do not edit.
import { type Asking, call } from "../call";
import type {
  AddressShown,
  Applied,
  ApplyRelease,
  ApprovalList,
  ApprovalRequest,
  AskApproval,
  BeginEmpty,
  Begun,
  CaughtPage,
  Checked,
  Choices,
  Comment,
  CommentList,
  Compared,
  Condition,
  Counted,
  DeadLetterPage,
  DeadLetterShown,
  Decide,
  DocumentChecked,
  DocumentShown,
  DocumentText,
  Draft,
  DraftList,
  DraftPlan,
  DraftShown,
  EnrollmentDetail,
  EventPage,
  Experiments,
  FormPreview,
  FormPreviewed,
  Gallery,
  HandInKey,
  Health,
  Installation,
  JourneyAsked,
  JourneyDetail,
  JourneyList,
  JourneyMap,
  JourneySummary,
  KeepScenario,
  KeyShown,
  Leave,
  Live,
  LookAtMail,
  MailCompared,
  MailsAsked,
  MentionList,
  MergeShown,
  MessageBody,
  MessageDetail,
  MessagePage,
  NamePeople,
  Needs,
  OpenLink,
  OpenedMail,
  Overview,
  PatientDetail,
  PatientPage,
  PeoplePage,
  PersonToPlay,
  PlanShown,
  PlayReal,
  Preview,
  Previewed,
  ProveAddress,
  Publish,
  PublishDraft,
  PublishedDraft,
  Queues,
  ReaderList,
  RecordConsent,
  Refuse,
  ReleaseList,
  RequestShown,
  Resolve,
  RestoreVersion,
  Reveal,
  Revealed,
  SampleList,
  SaveDraft,
  Scenarios,
  Search,
  SendTrial,
  Session,
  SignIn,
  Simulate,
  Simulated,
  StaffList,
  TaskPage,
  TaskShown,
  TemplateText,
  Timeline,
  TrialSent,
  UseTemplate,
  VersionList,
  VersionSource,
  Vocabulary,
  Watched,
  WhyShown,
  WriteComment,
} from "./types";

export const server = {
  access: {
    /** Sign out */
    leave: (asked: Asking = {}) =>
      call<void>("DELETE", "/session", { signal: asked.signal }),
    /** Who is signed in */
    show: (asked: Asking = {}) =>
      call<Session>("GET", "/session", { signal: asked.signal }),
    /** Sign in with a password */
    enter: (asked: { body: SignIn } & Asking) =>
      call<Session>("POST", "/session", { body: asked.body, signal: asked.signal }),
    /** Sign in with a one-time link */
    openLink: (asked: { body: OpenLink } & Asking) =>
      call<Session>("POST", "/session/link", { body: asked.body, signal: asked.signal }),
  },
  approvals: {
    /** What approval was asked for, the latest first */
    list: (asked: { journey?: string | null; state?: string | null; after?: string | null } & Asking = {}) =>
      call<ApprovalList>("GET", "/approvals", { query: { journey: asked.journey, state: asked.state, after: asked.after }, signal: asked.signal }),
    /** Approve these changes */
    approve: (asked: { request_id: string; key?: string | null; body: Decide } & Asking) =>
      call<ApprovalRequest>("POST", `/approvals/${encodeURIComponent(asked.request_id)}/approve`, { body: asked.body, key: asked.key, acts: true, signal: asked.signal }),
    /** The journey that a request is about, as text */
    journey: (asked: { request_id: string } & Asking) =>
      call<JourneyAsked>("GET", `/approvals/${encodeURIComponent(asked.request_id)}/journey`, { signal: asked.signal }),
    /** One of them before and after, as a made-up person would read it */
    mail: (asked: { request_id: string; body: LookAtMail } & Asking) =>
      call<MailCompared>("POST", `/approvals/${encodeURIComponent(asked.request_id)}/mail`, { body: asked.body, signal: asked.signal }),
    /** The mails that a request changes */
    mails: (asked: { request_id: string } & Asking) =>
      call<MailsAsked>("GET", `/approvals/${encodeURIComponent(asked.request_id)}/mails`, { signal: asked.signal }),
    /** Refuse these changes */
    refuse: (asked: { request_id: string; key?: string | null; body: Refuse } & Asking) =>
      call<ApprovalRequest>("POST", `/approvals/${encodeURIComponent(asked.request_id)}/refuse`, { body: asked.body, key: asked.key, acts: true, signal: asked.signal }),
  },
  audienceCount: {
    /** How many people a condition holds for */
    count: (asked: { body: Condition } & Asking) =>
      call<Counted>("POST", "/journeys/audience-count", { body: asked.body, signal: asked.signal }),
  },
  comments: {
    /** Take away a remark of your own */
    remove: (asked: { comment: string } & Asking) =>
      call<void>("DELETE", `/comments/${encodeURIComponent(asked.comment)}`, { signal: asked.signal }),
    /** Open it again */
    reopen: (asked: { comment: string; key?: string | null } & Asking) =>
      call<Comment>("POST", `/comments/${encodeURIComponent(asked.comment)}/reopen`, { key: asked.key, acts: true, signal: asked.signal }),
    /** Settle a thread */
    settle: (asked: { comment: string; key?: string | null } & Asking) =>
      call<Comment>("POST", `/comments/${encodeURIComponent(asked.comment)}/settle`, { key: asked.key, acts: true, signal: asked.signal }),
    /** Every remark on a journey, oldest first */
    list: (asked: { slug: string; after?: string | null } & Asking) =>
      call<CommentList>("GET", `/journeys/${encodeURIComponent(asked.slug)}/comments`, { query: { after: asked.after }, signal: asked.signal }),
    /** Write a remark */
    write: (asked: { slug: string; key?: string | null; body: WriteComment } & Asking) =>
      call<Comment>("POST", `/journeys/${encodeURIComponent(asked.slug)}/comments`, { body: asked.body, key: asked.key, acts: true, signal: asked.signal }),
    /** You read them */
    seen: (asked: { slug: string; key?: string | null } & Asking) =>
      call<MentionList>("POST", `/journeys/${encodeURIComponent(asked.slug)}/comments/seen`, { key: asked.key, acts: true, signal: asked.signal }),
    /** Remarks in which you are mentioned, the latest first */
    mentions: (asked: { unsettled?: boolean | null; after?: string | null } & Asking = {}) =>
      call<MentionList>("GET", "/mentions", { query: { unsettled: asked.unsettled, after: asked.after }, signal: asked.signal }),
    /** Who can be mentioned or asked */
    staff: (asked: { after?: string | null } & Asking = {}) =>
      call<StaffList>("GET", "/staff", { query: { after: asked.after }, signal: asked.signal }),
  },
  composing: {
    /** A form as the portal would show it; opens nothing */
    form: (asked: { body: FormPreview } & Asking) =>
      call<FormPreviewed>("POST", "/messages/form-preview", { body: asked.body, signal: asked.signal }),
    /** A message as one person would read it; sends nothing */
    preview: (asked: { body: Preview } & Asking) =>
      call<Previewed>("POST", "/messages/preview", { body: asked.body, signal: asked.signal }),
    /** Made-up people to preview a message with */
    samples: (asked: Asking = {}) =>
      call<SampleList>("GET", "/messages/samples", { signal: asked.signal }),
  },
  drafts: {
    /** Everybody's drafts, the latest first */
    list: (asked: { after?: string | null } & Asking = {}) =>
      call<DraftList>("GET", "/drafts", { query: { after: asked.after }, signal: asked.signal }),
    /** Two states of a journey side by side */
    compare: (asked: { slug: string; before?: string | null; after?: string | null } & Asking) =>
      call<Compared>("GET", `/journeys/${encodeURIComponent(asked.slug)}/compare`, { query: { before: asked.before, after: asked.after }, signal: asked.signal }),
    /** Throw your draft away */
    discard: (asked: { slug: string } & Asking) =>
      call<void>("DELETE", `/journeys/${encodeURIComponent(asked.slug)}/draft`, { signal: asked.signal }),
    /** Your draft of a journey */
    show: (asked: { slug: string } & Asking) =>
      call<DraftShown>("GET", `/journeys/${encodeURIComponent(asked.slug)}/draft`, { signal: asked.signal }),
    /** Save it */
    save: (asked: { slug: string; ifMatch: string; body: SaveDraft } & Asking) =>
      call<DraftShown>("PUT", `/journeys/${encodeURIComponent(asked.slug)}/draft`, { body: asked.body, ifMatch: asked.ifMatch, signal: asked.signal }),
    /** Ask for the approvals that publishing your draft needs */
    ask: (asked: { slug: string; key?: string | null; body: AskApproval } & Asking) =>
      call<ApprovalList>("POST", `/journeys/${encodeURIComponent(asked.slug)}/draft/approvals`, { body: asked.body, key: asked.key, acts: true, signal: asked.signal }),
    /** Take in what others changed in the workspace, step by step */
    merge: (asked: { slug: string; ifMatch: string; key?: string | null; body: Choices } & Asking) =>
      call<MergeShown>("POST", `/journeys/${encodeURIComponent(asked.slug)}/draft/merge`, { body: asked.body, ifMatch: asked.ifMatch, key: asked.key, acts: true, signal: asked.signal }),
    /** What publishing your draft would change, for whom, and who has to approve it */
    plan: (asked: { slug: string; inside?: "stay" | "next-safe-point" | "now" | null } & Asking) =>
      call<DraftPlan>("GET", `/journeys/${encodeURIComponent(asked.slug)}/draft/plan`, { query: { inside: asked.inside }, signal: asked.signal }),
    /** Do exactly what the plan said */
    publish: (asked: { slug: string; key?: string | null; body: PublishDraft } & Asking) =>
      call<PublishedDraft>("POST", `/journeys/${encodeURIComponent(asked.slug)}/draft/publish`, { body: asked.body, key: asked.key, acts: true, signal: asked.signal }),
    /** Make a published version your draft */
    restore: (asked: { slug: string; ifMatch: string; key?: string | null; body: RestoreVersion } & Asking) =>
      call<DraftShown>("POST", `/journeys/${encodeURIComponent(asked.slug)}/draft/restore`, { body: asked.body, ifMatch: asked.ifMatch, key: asked.key, acts: true, signal: asked.signal }),
  },
  enrollments: {
    /** Name up to 500 people; needs Idempotency-Key */
    name: (asked: { slug: string; key: string; body: NamePeople } & Asking) =>
      call<RequestShown>("POST", `/journeys/${encodeURIComponent(asked.slug)}/enrollments`, { body: asked.body, key: asked.key, acts: true, signal: asked.signal }),
    /** What became of every line */
    show: (asked: { slug: string; asked: string } & Asking) =>
      call<RequestShown>("GET", `/journeys/${encodeURIComponent(asked.slug)}/enrollments/${encodeURIComponent(asked.asked)}`, { signal: asked.signal }),
  },
  events: {
    /** Messages that could not be taken */
    listDead: (asked: { after?: string | null } & Asking = {}) =>
      call<DeadLetterPage>("GET", "/dead-letters", { query: { after: asked.after }, signal: asked.signal }),
    /** Settle one */
    resolve: (asked: { letter: string; key?: string | null; body: Resolve } & Asking) =>
      call<DeadLetterShown>("POST", `/dead-letters/${encodeURIComponent(asked.letter)}/resolve`, { body: asked.body, key: asked.key, acts: true, signal: asked.signal }),
    /** Events, newest first */
    listEvents: (asked: { type?: string | null; after?: string | null } & Asking = {}) =>
      call<EventPage>("GET", "/events", { query: { type: asked.type, after: asked.after }, signal: asked.signal }),
  },
  experiments: {
    /** Goals by the path that people took, and the lift over those held out */
    show: (asked: { slug: string } & Asking) =>
      call<Experiments>("GET", `/journeys/${encodeURIComponent(asked.slug)}/experiments`, { signal: asked.signal }),
  },
  gallery: {
    /** The journeys to begin from */
    list: (asked: Asking = {}) =>
      call<Gallery>("GET", "/gallery", { signal: asked.signal }),
    /** Begin with an empty canvas, under a name of yours */
    begin: (asked: { key?: string | null; body: BeginEmpty } & Asking) =>
      call<Begun>("POST", "/gallery", { body: asked.body, key: asked.key, acts: true, signal: asked.signal }),
    /** One of them as its text, to be drawn */
    text: (asked: { slug: string } & Asking) =>
      call<TemplateText>("GET", `/gallery/${encodeURIComponent(asked.slug)}/text`, { signal: asked.signal }),
    /** Make a draft of it, under a name of yours */
    use: (asked: { slug: string; key?: string | null; body: UseTemplate } & Asking) =>
      call<Begun>("POST", `/gallery/${encodeURIComponent(asked.slug)}/use`, { body: asked.body, key: asked.key, acts: true, signal: asked.signal }),
  },
  installation: {
    /** Answers when the database answers */
    health: (asked: Asking = {}) =>
      call<Health>("GET", "/health", { signal: asked.signal }),
    /** Name, clock and version */
    show: (asked: Asking = {}) =>
      call<Installation>("GET", "/installation", { signal: asked.signal }),
  },
  journeys: {
    /** All journeys */
    list: (asked: { after?: string | null } & Asking = {}) =>
      call<JourneyList>("GET", "/journeys", { query: { after: asked.after }, signal: asked.signal }),
    /** One journey with its text and problems */
    show: (asked: { slug: string } & Asking) =>
      call<JourneyDetail>("GET", `/journeys/${encodeURIComponent(asked.slug)}`, { signal: asked.signal }),
    /** Publish text; needs If-Match */
    publish: (asked: { slug: string; ifMatch: string; body: Publish } & Asking) =>
      call<JourneyDetail>("PUT", `/journeys/${encodeURIComponent(asked.slug)}`, { body: asked.body, ifMatch: asked.ifMatch, signal: asked.signal }),
    /** Compile a draft; saves nothing */
    check: (asked: { slug: string; body: Draft } & Asking) =>
      call<Checked>("POST", `/journeys/${encodeURIComponent(asked.slug)}/check`, { body: asked.body, signal: asked.signal }),
    /** Live numbers, once */
    counts: (asked: { slug: string } & Asking) =>
      call<Live>("GET", `/journeys/${encodeURIComponent(asked.slug)}/counts`, { signal: asked.signal }),
    /** Hold back every send */
    pause: (asked: { slug: string; key?: string | null } & Asking) =>
      call<JourneySummary>("POST", `/journeys/${encodeURIComponent(asked.slug)}/pause`, { key: asked.key, acts: true, signal: asked.signal }),
    /** People in this journey, masked */
    people: (asked: { slug: string; step?: string | null; state?: string | null; after?: string | null } & Asking) =>
      call<PeoplePage>("GET", `/journeys/${encodeURIComponent(asked.slug)}/people`, { query: { step: asked.step, state: asked.state, after: asked.after }, signal: asked.signal }),
    /** Let sends go on */
    resume: (asked: { slug: string; key?: string | null } & Asking) =>
      call<JourneySummary>("POST", `/journeys/${encodeURIComponent(asked.slug)}/resume`, { key: asked.key, acts: true, signal: asked.signal }),
    /** Every published version */
    versions: (asked: { slug: string; after?: string | null } & Asking) =>
      call<VersionList>("GET", `/journeys/${encodeURIComponent(asked.slug)}/versions`, { query: { after: asked.after }, signal: asked.signal }),
    /** The text of one version */
    version: (asked: { slug: string; number: number } & Asking) =>
      call<VersionSource>("GET", `/journeys/${encodeURIComponent(asked.slug)}/versions/${encodeURIComponent(asked.number)}`, { signal: asked.signal }),
  },
  mailbox: {
    /** Caught mails, newest first */
    list: (asked: { after?: string | null } & Asking = {}) =>
      call<CaughtPage>("GET", "/mailbox", { query: { after: asked.after }, signal: asked.signal }),
    /** One caught mail as it went over the wire; audited */
    show: (asked: { mail: number } & Asking) =>
      call<OpenedMail>("GET", `/mailbox/${encodeURIComponent(asked.mail)}`, { signal: asked.signal }),
  },
  messages: {
    /** Messages, newest first */
    list: (asked: { journey?: string | null; state?: string | null; step?: string | null; after?: string | null } & Asking = {}) =>
      call<MessagePage>("GET", "/messages", { query: { journey: asked.journey, state: asked.state, step: asked.step, after: asked.after }, signal: asked.signal }),
    /** One message: evidence and why */
    show: (asked: { message: string } & Asking) =>
      call<MessageDetail>("GET", `/messages/${encodeURIComponent(asked.message)}`, { signal: asked.signal }),
    /** Read the body; audited */
    open: (asked: { message: string } & Asking) =>
      call<MessageBody>("POST", `/messages/${encodeURIComponent(asked.message)}/open`, { signal: asked.signal }),
  },
  overview: {
    /** Numbers of the last 24 hours, and what happened last */
    show: (asked: Asking = {}) =>
      call<Overview>("GET", "/overview", { signal: asked.signal }),
    /** What waits for somebody */
    needs: (asked: Asking = {}) =>
      call<Needs>("GET", "/overview/needs", { signal: asked.signal }),
  },
  patients: {
    /** The newest people, by page */
    newest: (asked: { after?: string | null } & Asking = {}) =>
      call<PatientPage>("GET", "/patients", { query: { after: asked.after }, signal: asked.signal }),
    /** Find people by address or record number */
    search: (asked: { body: Search } & Asking) =>
      call<PatientPage>("POST", "/patients/search", { body: asked.body, signal: asked.signal }),
    /** One person, masked */
    show: (asked: { patient: string } & Asking) =>
      call<PatientDetail>("GET", `/patients/${encodeURIComponent(asked.patient)}`, { signal: asked.signal }),
    /** Record a wish about a topic */
    recordConsent: (asked: { patient: string; key?: string | null; body: RecordConsent } & Asking) =>
      call<PatientDetail>("POST", `/patients/${encodeURIComponent(asked.patient)}/consents`, { body: asked.body, key: asked.key, acts: true, signal: asked.signal }),
    /** Keep a certificate or OpenPGP key */
    keepKey: (asked: { patient: string; body: HandInKey } & Asking) =>
      call<KeyShown>("PUT", `/patients/${encodeURIComponent(asked.patient)}/keys`, { body: asked.body, signal: asked.signal }),
    /** Show name and address; audited */
    reveal: (asked: { patient: string; body: Reveal } & Asking) =>
      call<Revealed>("POST", `/patients/${encodeURIComponent(asked.patient)}/reveal`, { body: asked.body, signal: asked.signal }),
    /** What happened, newest first */
    timeline: (asked: { patient: string; after?: string | null } & Asking) =>
      call<Timeline>("GET", `/patients/${encodeURIComponent(asked.patient)}/timeline`, { query: { after: asked.after }, signal: asked.signal }),
  },
  proving: {
    /** Your address, and whether it is proved */
    show: (asked: Asking = {}) =>
      call<AddressShown>("GET", "/session/address", { signal: asked.signal }),
    /** Mail yourself a code that proves it */
    ask: (asked: { key?: string | null } & Asking = {}) =>
      call<void>("POST", "/session/address", { key: asked.key, acts: true, signal: asked.signal }),
    /** Give the code that was mailed */
    prove: (asked: { key?: string | null; body: ProveAddress } & Asking) =>
      call<AddressShown>("POST", "/session/address/proof", { body: asked.body, key: asked.key, acts: true, signal: asked.signal }),
  },
  releases: {
    /** What was applied, the latest first */
    list: (asked: { after?: string | null } & Asking = {}) =>
      call<ReleaseList>("GET", "/releases", { query: { after: asked.after }, signal: asked.signal }),
    /** Do exactly what the plan said */
    apply: (asked: { key?: string | null; body: ApplyRelease } & Asking) =>
      call<Applied>("POST", "/releases", { body: asked.body, key: asked.key, acts: true, signal: asked.signal }),
    /** What publishing the directory would change, and for whom */
    plan: (asked: { inside?: "stay" | "next-safe-point" | "now" | null } & Asking = {}) =>
      call<PlanShown>("GET", "/releases/plan", { query: { inside: asked.inside }, signal: asked.signal }),
  },
  runs: {
    /** Every step of one person in one journey */
    show: (asked: { enrollment: string } & Asking) =>
      call<EnrollmentDetail>("GET", `/enrollments/${encodeURIComponent(asked.enrollment)}`, { signal: asked.signal }),
    /** Take this person out */
    leave: (asked: { enrollment: string; key?: string | null; body: Leave } & Asking) =>
      call<void>("POST", `/enrollments/${encodeURIComponent(asked.enrollment)}/leave`, { body: asked.body, key: asked.key, acts: true, signal: asked.signal }),
    /** Hold this person */
    pause: (asked: { enrollment: string; key?: string | null } & Asking) =>
      call<void>("POST", `/enrollments/${encodeURIComponent(asked.enrollment)}/pause`, { key: asked.key, acts: true, signal: asked.signal }),
    /** Let this person go on */
    resume: (asked: { enrollment: string; key?: string | null } & Asking) =>
      call<void>("POST", `/enrollments/${encodeURIComponent(asked.enrollment)}/resume`, { key: asked.key, acts: true, signal: asked.signal }),
    /** What decided each step, with its facts */
    why: (asked: { enrollment: string } & Asking) =>
      call<WhyShown>("GET", `/enrollments/${encodeURIComponent(asked.enrollment)}/why`, { signal: asked.signal }),
  },
  scenarios: {
    /** The synthetic people of a journey */
    list: (asked: { slug: string } & Asking) =>
      call<Scenarios>("GET", `/journeys/${encodeURIComponent(asked.slug)}/scenarios`, { signal: asked.signal }),
    /** Keep what was played, in your draft */
    keep: (asked: { slug: string; key?: string | null; body: KeepScenario } & Asking) =>
      call<DraftShown>("POST", `/journeys/${encodeURIComponent(asked.slug)}/scenarios`, { body: asked.body, key: asked.key, acts: true, signal: asked.signal }),
    /** A real person as somebody to play, masked */
    real: (asked: { slug: string; body: PlayReal } & Asking) =>
      call<PersonToPlay>("POST", `/journeys/${encodeURIComponent(asked.slug)}/scenarios/real-person`, { body: asked.body, signal: asked.signal }),
  },
  settings: {
    /** One document, with its problems */
    show: (asked: { document: string } & Asking) =>
      call<DocumentShown>("GET", `/settings/${encodeURIComponent(asked.document)}`, { signal: asked.signal }),
    /** Save it; needs If-Match */
    save: (asked: { document: string; ifMatch: string; body: DocumentText } & Asking) =>
      call<DocumentShown>("PUT", `/settings/${encodeURIComponent(asked.document)}`, { body: asked.body, ifMatch: asked.ifMatch, signal: asked.signal }),
    /** Compile a document that is being edited; saves nothing */
    check: (asked: { document: string; body: DocumentText } & Asking) =>
      call<DocumentChecked>("POST", `/settings/${encodeURIComponent(asked.document)}/check`, { body: asked.body, signal: asked.signal }),
  },
  simulate: {
    /** Play a scenario; sends and stores nothing */
    simulate: (asked: { body: Simulate } & Asking) =>
      call<Simulated>("POST", "/journeys/simulate", { body: asked.body, signal: asked.signal }),
  },
  tasks: {
    /** Tasks of a queue, the most urgent first */
    listAll: (asked: { queue?: string | null; state?: "open" | "done" | "cancelled" | null; after?: string | null } & Asking = {}) =>
      call<TaskPage>("GET", "/tasks", { query: { queue: asked.queue, state: asked.state, after: asked.after }, signal: asked.signal }),
    /** Queues and how much is open in each */
    queues: (asked: Asking = {}) =>
      call<Queues>("GET", "/tasks/queues", { signal: asked.signal }),
    /** One task */
    show: (asked: { task: string } & Asking) =>
      call<TaskShown>("GET", `/tasks/${encodeURIComponent(asked.task)}`, { signal: asked.signal }),
    /** Nobody will do it */
    cancel: (asked: { task: string; key?: string | null } & Asking) =>
      call<TaskShown>("POST", `/tasks/${encodeURIComponent(asked.task)}/cancel`, { key: asked.key, acts: true, signal: asked.signal }),
    /** It is done; the journey hears it */
    done: (asked: { task: string; key?: string | null } & Asking) =>
      call<TaskShown>("POST", `/tasks/${encodeURIComponent(asked.task)}/done`, { key: asked.key, acts: true, signal: asked.signal }),
    /** Give it back to the queue */
    release: (asked: { task: string; key?: string | null } & Asking) =>
      call<TaskShown>("POST", `/tasks/${encodeURIComponent(asked.task)}/release`, { key: asked.key, acts: true, signal: asked.signal }),
    /** I do this one */
    take: (asked: { task: string; key?: string | null } & Asking) =>
      call<TaskShown>("POST", `/tasks/${encodeURIComponent(asked.task)}/take`, { key: asked.key, acts: true, signal: asked.signal }),
  },
  trials: {
    /** Staff that a test can be mailed to */
    readers: (asked: { after?: string | null } & Asking = {}) =>
      call<ReaderList>("GET", "/messages/trials", { query: { after: asked.after }, signal: asked.signal }),
    /** Mail a message to the staff, marked as a test */
    send: (asked: { key?: string | null; body: SendTrial } & Asking) =>
      call<TrialSent>("POST", "/messages/trials", { body: asked.body, key: asked.key, acts: true, signal: asked.signal }),
  },
  vocabulary: {
    /** Fields, segments, topics, messages to speak of */
    vocabulary: (asked: { slug: string } & Asking) =>
      call<Vocabulary>("GET", `/journeys/${encodeURIComponent(asked.slug)}/vocabulary`, { signal: asked.signal }),
  },
  watch: {
    /** Numbers of one version or period */
    watch: (asked: { slug: string; version?: string | null; since?: string | null } & Asking) =>
      call<Watched>("GET", `/journeys/${encodeURIComponent(asked.slug)}/watch`, { query: { version: asked.version, since: asked.since }, signal: asked.signal }),
    /** Who is behind a number, masked */
    people: (asked: { slug: string; step?: string | null; what?: string | null; detail?: string | null; version?: string | null; since?: string | null; after?: string | null } & Asking) =>
      call<PeoplePage>("GET", `/journeys/${encodeURIComponent(asked.slug)}/watch/people`, { query: { step: asked.step, what: asked.what, detail: asked.detail, version: asked.version, since: asked.since, after: asked.after }, signal: asked.signal }),
    /** All journeys together: ways in, shared people, mails a week */
    map: (asked: Asking = {}) =>
      call<JourneyMap>("GET", "/map", { signal: asked.signal }),
  },
};
