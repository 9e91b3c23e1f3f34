// The frame of an ordinary page: a title, one sentence, what can be done, the content.
import { Title } from "@mantine/core";
import { type ReactNode, useEffect } from "react";
import { zoneWords } from "~/words/time";
import classes from "./parts.module.css";

interface PageProps {
  title: string;
  sentence?: ReactNode;
  /** It tells times: whose clock they are on is said. */
  times?: boolean;
  actions?: ReactNode;
  above?: ReactNode;
  children: ReactNode;
}

export function useTitle(title: string) {
  useEffect(() => {
    document.title = `${title} · Careloom`;
  }, [title]);
}

export function Page({ title, sentence, times = false, actions, above, children }: PageProps) {
  useTitle(title);
  return (
    <main className={classes.page} id="content" tabIndex={-1}>
      {above}
      <header className={classes.pageHead}>
        <div>
          <Title order={1}>{title}</Title>
          {sentence && <p className={classes.pageSentence}>{sentence}</p>}
          {times && <p className={classes.pageTimes}>{zoneWords()}</p>}
        </div>
        {actions && <div className={classes.pageActions}>{actions}</div>}
      </header>
      {children}
    </main>
  );
}

export function Section({
  title,
  aside,
  children,
}: {
  title: string;
  aside?: ReactNode;
  children: ReactNode;
}) {
  return (
    <section className={classes.section}>
      <header className={classes.sectionHead}>
        <Title order={2} fz={14} lh="20px">
          {title}
        </Title>
        {aside}
      </header>
      {children}
    </section>
  );
}
