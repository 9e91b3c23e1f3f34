// The name of a journey, and the way there. What the reader cannot open, such as another's draft, is no link.
import { Link } from "wouter";
import { useJourneys } from "~/api/journeys";

interface Props {
  slug: string;
  /** What it calls itself, where the reader's list does not know it. */
  title?: string;
  /** What stands behind its name. */
  more?: string;
  query?: string;
  className?: string;
}

export function JourneyName({ slug, title = slug, more = "", query = "", className }: Props) {
  const known = useJourneys().data?.find((one) => one.slug === slug);
  if (!known)
    return (
      <span className={className}>
        {title}
        {more}
      </span>
    );
  return (
    <Link href={`/journeys/${slug}${query}`} className={className}>
      {known.title}
      {more}
    </Link>
  );
}
