// Where each page lives. Pages with heavy parts are loaded when they are first opened.

import { IconMapOff } from "@tabler/icons-react";
import { lazy, Suspense, useEffect } from "react";
import { Redirect, Route, Switch } from "wouter";
import { ApprovalsPage } from "~/features/approvals/ApprovalsPage";
import { DeadLettersPage } from "~/features/intake/DeadLettersPage";
import { EventsPage } from "~/features/intake/EventsPage";
import { JourneysPage } from "~/features/journeys/JourneysPage";
import { MailboxPage } from "~/features/mailbox/MailboxPage";
import { MessagePage } from "~/features/messages/MessagePage";
import { MessagesPage } from "~/features/messages/MessagesPage";
import { OverviewPage } from "~/features/overview/OverviewPage";
import { PatientPage } from "~/features/people/PatientPage";
import { PeoplePage } from "~/features/people/PeoplePage";
import { TasksPage } from "~/features/tasks/TasksPage";
import { Page } from "~/parts/Page";
import { Empty, Rows } from "~/parts/States";
import { w } from "~/words";
import { fetchAhead, later } from "./later";

const ComposePage = lazy(() => import("~/features/messages/editor/ComposePage"));
const FormPage = lazy(() => import("~/features/forms/FormPage"));
const DraftPage = later(() => import("~/features/gallery/DraftPage"));
const GalleryPage = later(() => import("~/features/gallery/GalleryPage"));
const JourneyPage = later(() => import("~/features/designer/JourneyPage"));

const MapPage = later<object>(() =>
  import("~/features/map/MapPage").then(({ MapPage: page }) => ({ default: page })),
);
const WhyPage = later<{ enrollment: string }>(() =>
  import("~/features/designer/live/WhyPage").then(({ WhyPage: page }) => ({ default: page })),
);
const SettingsPage = later(() => import("~/features/settings/SettingsPage"));

const Loading = () => (
  <main id="content" tabIndex={-1} style={{ padding: 40 }}>
    <Rows />
  </main>
);

const Nowhere = () => (
  <Page title={w.parts.notFound}>
    <Empty icon={IconMapOff} title={w.parts.nowhere.title}>
      {w.parts.nowhere.text}
    </Empty>
  </Page>
);

export function Routes() {
  useEffect(fetchAhead, []);
  return (
    <Suspense fallback={<Loading />}>
      <Switch>
        <Route path="/" component={OverviewPage} />
        <Route path="/sign-in">
          <Redirect to="/" replace />
        </Route>
        <Route path="/settings">
          <SettingsPage />
        </Route>
        <Route path="/settings/:document">{({ document }) => <SettingsPage document={document} />}</Route>
        <Route path="/gallery">
          <GalleryPage />
        </Route>
        <Route path="/drafts/:slug/messages/:file">
          {({ slug, file }) => <ComposePage key={`${slug}/${file}`} slug={slug} file={file} />}
        </Route>
        <Route path="/drafts/:slug/forms/:name">
          {({ slug, name }) => <FormPage key={`${slug}/${name}`} slug={slug} name={name} />}
        </Route>
        <Route path="/drafts/:slug">{({ slug }) => <DraftPage key={slug} slug={slug} />}</Route>
        <Route path="/journeys" component={JourneysPage} />
        <Route path="/journeys/:slug">{({ slug }) => <JourneyPage key={slug} slug={slug} />}</Route>
        <Route path="/map">
          <MapPage />
        </Route>
        <Route path="/why/:enrollment">
          {({ enrollment }) => <WhyPage key={enrollment} enrollment={enrollment} />}
        </Route>
        <Route path="/people" component={PeoplePage} />
        <Route path="/people/:id">{({ id }) => <PatientPage key={id} id={id} />}</Route>
        <Route path="/messages" component={MessagesPage} />
        <Route path="/messages/:id">{({ id }) => <MessagePage key={id} id={id} />}</Route>
        <Route path="/approvals" component={ApprovalsPage} />
        <Route path="/tasks" component={TasksPage} />
        <Route path="/events" component={EventsPage} />
        <Route path="/dead-letters" component={DeadLettersPage} />
        <Route path="/mailbox">
          <MailboxPage />
        </Route>
        <Route path="/mailbox/:id">{({ id }) => <MailboxPage id={id} />}</Route>
        <Route component={Nowhere} />
      </Switch>
    </Suspense>
  );
}
