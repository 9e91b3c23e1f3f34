// Every key and what a hand can do, on one page.
import { Button, Modal } from "@mantine/core";
import { beginTour } from "~/features/tour/tour";
import { w } from "~/words";
import { useView, useViewed } from "../view/view";
import classes from "./Help.module.css";

type Row = [keys: string[], words: string];

function rows(): { title: string; rows: Row[] }[] {
  const { groups, walk, change, look, mouse } = w.canvas.help;
  return [
    {
      title: groups.walk,
      rows: [
        [["↓"], walk.down],
        [["↑"], walk.up],
        [["←", "→"], walk.sides],
        [["Home", "End"], walk.ends],
        [["Shift ↓", "Shift ↑"], walk.extend],
        [["Ctrl A"], walk.all],
        [["Esc"], walk.clear],
      ],
    },
    {
      title: groups.change,
      rows: [
        [["Enter"], change.edit],
        [["Esc"], change.leave],
        [["A"], change.add],
        [["Del"], change.delete],
        [["Ctrl Z"], change.undo],
        [["Ctrl Shift Z"], change.redo],
        [["C", "Ctrl C"], change.copy],
        [["X", "Ctrl X"], change.cut],
        [["V", "Ctrl V"], change.paste],
        [["D"], change.duplicate],
        [["M"], change.move],
        [["W"], change.wrap],
        [["P"], change.park],
        [["Shift F10"], change.menu],
      ],
    },
    {
      title: groups.look,
      rows: [
        [["F"], look.fold],
        [["Shift F"], look.foldAll],
        [["K", "Ctrl K"], look.commands],
        [["Ctrl F", "/"], look.find],
        [["1", "2"], look.fit],
        [["+", "-"], look.zoom],
        [["O"], look.outline],
        [["Shift P"], look.parked],
        [["?"], look.help],
      ],
    },
    {
      title: groups.mouse,
      rows: [mouse.drag, mouse.lasso, mouse.shift, mouse.right, mouse.wheel].map((words): Row => [[], words]),
    },
  ];
}

export function HelpOverlay() {
  const view = useView();
  const helping = useViewed((state) => state.helping);
  const close = () => {
    view.set({ helping: false });
    setTimeout(() => view.camera?.focus());
  };
  return (
    <Modal opened={helping} onClose={close} title={w.canvas.help.title} size={820} returnFocus={false}>
      <Button
        variant="light"
        size="xs"
        mb={16}
        onClick={() => {
          view.set({ helping: false });
          beginTour();
        }}
      >
        {w.tour.again}
      </Button>
      <div className={classes.groups}>
        {rows().map((group) => (
          <section key={group.title}>
            <h3>{group.title}</h3>
            <dl>
              {group.rows.map(([keys, words]) => (
                <div key={words}>
                  {keys.length > 0 && (
                    <dt>
                      {keys.map((key) => (
                        <kbd key={key}>{key}</kbd>
                      ))}
                    </dt>
                  )}
                  <dd>{words}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Modal>
  );
}
