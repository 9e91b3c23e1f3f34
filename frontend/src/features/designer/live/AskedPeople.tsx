// Numbers on the picture open who is behind them; for those who may see people, and while nobody is played.
import { createContext, type ReactNode, useContext } from "react";
import { w } from "~/words";
import { useView, useViewed } from "../view/view";
import { type Asked, Behind } from "./Behind";

/** Whether the numbers that are shown are of real people, and whoever looks may see them. */
export const AskContext = createContext(false);

interface Props {
  value: number;
  asked: Asked;
  className?: string;
  tone?: string;
  title?: string;
  children: ReactNode;
}

/** The keyboard stays on the picture and gets there by the menu of the step: no stop of its own. */
export function AskedNumber({ value, asked, className, tone, title, children }: Props) {
  const view = useView();
  const may = useContext(AskContext);
  if (!may || value === 0)
    return (
      <span className={className} data-tone={tone} title={title}>
        {children}
      </span>
    );
  return (
    <button
      type="button"
      tabIndex={-1}
      className={className}
      data-tone={tone}
      data-asks={asked.what}
      title={w.watch.see(asked.words, w.watch.behind(value))}
      onClick={(event) => {
        event.stopPropagation();
        view.set({ asked });
      }}
    >
      {children}
    </button>
  );
}

export function AskedPeople({ slug }: { slug: string }) {
  const view = useView();
  const asked = useViewed((state) => state.asked);
  const close = () => {
    view.set({ asked: null });
    setTimeout(() => view.camera?.focus());
  };
  return <Behind slug={slug} asked={asked} onClose={close} />;
}
