// Taking the picture along: as SVG, as PNG, on paper. The canvas' bar and the command palette ask for it.
import { ActionIcon, Menu, Tooltip } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { IconDownload, IconFileTypePng, IconFileTypeSvg, IconPrinter } from "@tabler/icons-react";
import { lazy, Suspense, useEffect, useMemo } from "react";
import type { JourneyDetail } from "~/api/types";
import { w } from "~/words";
import { day } from "~/words/time";
import { useTitles } from "../inspector/vocabulary";
import type { Classes } from "../model/picture";
import { useDesigner } from "../store";
import { useView } from "../view/view";

const PrintSheets = lazy(() => import("./PrintSheets").then((made) => ({ default: made.PrintSheets })));

export type Form = "svg" | "png" | "print";

export const FORMS: readonly Form[] = ["svg", "png", "print"];

const ICONS = { svg: IconFileTypeSvg, png: IconFileTypePng, print: IconPrinter };

function told(journey: JourneyDetail, text: string): string {
  const { sheet } = w.canvas;
  const published = journey.version_number > 0 && text === journey.published_source;
  const version = published
    ? w.drafts.versions.version(journey.version_number)
    : sheet.draft(journey.version_number);
  return [version, day(new Date().toISOString(), new Date(0))].join(" · ");
}

/** Stands in the page and does what is asked; shows nothing but on paper. */
export function Exporter({ journey, classes }: { journey: JourneyDetail; classes: Classes }) {
  const view = useView();
  const { document, text } = useDesigner();
  const titles = useTitles();
  const exported = useMemo(
    () =>
      document && {
        document,
        classes,
        titles,
        title: document.title || journey.title,
        below: told(journey, text),
      },
    [document, classes, titles, journey, text],
  );
  useEffect(() => {
    view.take = async (form) => {
      if (!exported) return;
      if (form === "print") return window.print();
      try {
        const { asPng, asSvg, save } = await import("./make");
        save(form === "svg" ? asSvg(exported) : await asPng(exported), `${journey.slug}.${form}`);
      } catch {
        notifications.show({ color: "red", message: w.canvas.sheet.failed });
      }
    };
    return () => {
      view.take = null;
    };
  }, [view, exported, journey.slug]);
  return exported ? (
    <Suspense>
      <PrintSheets exported={exported} />
    </Suspense>
  ) : null;
}

export function ExportMenu() {
  const view = useView();
  const { sheet } = w.canvas;
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <Tooltip label={sheet.take} position="bottom">
          <ActionIcon variant="subtle" color="gray" size={32} aria-label={sheet.take}>
            <IconDownload size={16} stroke={1.75} />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        {FORMS.map((form) => {
          const Icon = ICONS[form];
          return (
            <Menu.Item
              key={form}
              leftSection={<Icon size={16} stroke={1.75} />}
              onClick={() => void view.take?.(form)}
            >
              {sheet.as[form]}
            </Menu.Item>
          );
        })}
      </Menu.Dropdown>
    </Menu>
  );
}
